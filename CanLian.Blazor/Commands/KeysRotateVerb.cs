using CanLian.Blazor.Data.Keys;

namespace CanLian.Blazor.Commands;

/// <summary>keys rotate: adds a version of the data key and seals everything with it (换密钥).</summary>
internal sealed class KeysRotateVerb() : Verb("rotate", "换一版密钥，把号码都用新密钥重新加密；系统开着也可以做")
{
    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        var (version, values) = await run.Service<KeyRotation>().RotateAsync(cancellation);
        await run.Out.WriteLineAsync(run.L["已换成第 {0} 版密钥，重新加密了 {1} 个值。现在把 keys 文件夹再单独备份一份", version, values]);
        return Done;
    }
}

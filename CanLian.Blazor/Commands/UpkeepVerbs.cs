using System.CommandLine;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Commands;

/// <summary>backup: writes a sealed copy of everything while the system runs, and reads it back (备份).</summary>
internal sealed class BackupVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "备份写到哪个文件；已有的文件不覆盖" };

    public BackupVerb() : base("backup", "备份数据库、附件和数据交换包到一个加密文件；系统开着也可以做") => Add(_file);

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        var made = Backup.Write(run.Service<DataFolder>(), run.Get(_file), run.Service<CanLianDbFactory>().Ring);
        await run.Out.WriteLineAsync(run.L["已备份到 {0}：{1} 个文件，{2} MB，读回核对过。密钥不在里面，keys 文件夹要另外保存", made.Path, made.Files, made.Size / 1_000_000m]);
        return Done;
    }
}

/// <summary>restore: puts a backup into an empty data folder and checks it from end to end (恢复).</summary>
internal sealed class RestoreVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "备份文件" };

    public RestoreVerb() : base("restore", "把备份恢复到空的数据文件夹；先把 keys 文件夹放进去") => Add(_file);

    public override bool NeedsDatabase => false;

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        var files = Backup.Restore(run.Get(_file), run.Service<DataFolder>());
        await run.Out.WriteLineAsync(run.L["已恢复 {0} 个文件", files]);
        Startup.Prepare(run.Service<IServiceProvider>());
        return VerifyVerb.Tell(run);
    }
}

/// <summary>verify: checks database, files and audit chain, and changes nothing (核对).</summary>
internal sealed class VerifyVerb() : Verb("verify", "核对数据库、文件和操作记录有没有损坏或被改过")
{
    public override Task<int> RunAsync(VerbRun run, CancellationToken cancellation) => Task.FromResult(Tell(run));

    public static int Tell(VerbRun run)
    {
        using var db = run.Service<CanLianDbFactory>().Open(Actor.System);
        var checks = Verification.Of(db, run.Service<DataFolder>());
        foreach (var check in checks)
        {
            run.Out.WriteLine(run.L["{0}：{1} 项，{2}", run.L[check.What], check.Counted, check.Problem is null ? run.L["没有问题"] : run.L["有问题"]]);
        }
        return run.Conclude(checks.Any(c => c.Problem is not null) ? Outcome.Refused(checks.Where(c => c.Problem is not null).Select(c => new Reason(c.Problem!.Value))) : Outcome.Done);
    }
}

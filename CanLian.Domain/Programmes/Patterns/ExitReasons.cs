namespace CanLian.Domain.Programmes.Patterns;

/// <summary>Why a person leaves a programme that had begun (退出原因).</summary>
public static class ExitReasons
{
    public static IReadOnlyList<string> All { get; } =
        ["死亡", "户籍迁出", "证件注销", "不再符合", "自愿退出", "已享受同类待遇", "失联", "其他"];
}

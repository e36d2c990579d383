using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>One row of the bank's answer (回盘行).</summary>
/// <param name="FileRow">Row in the bank's file.</param>
/// <param name="Row">The line it answers.</param>
/// <param name="Fen">The amount as the bank read it.</param>
/// <param name="Paid">Whether the bank paid it.</param>
/// <param name="Failure">Why not, in the bank's words.</param>
/// <param name="On">The day; null where the file says none.</param>
public sealed record ReturnRow(int FileRow, int Row, long Fen, bool Paid, string Failure, DateOnly? On);

/// <summary>The bank's answer laid beside a batch (回盘核对): what fits which line, and what fits none.</summary>
public sealed record BankReturn(IReadOnlyList<(PaymentLine Line, ReturnRow Row)> Matched, IReadOnlyList<Text> Strange, int Unanswered)
{
    /// <summary>How the federation names a failure; the bank's own words stand beside it.</summary>
    public static IReadOnlyList<string> Failures { get; } = ["户名不符", "账号错误", "账户注销", "账户冻结", "停发", "其他"];

    public static string FailureOf(string words) => Failures.FirstOrDefault(f => words.Contains(f, StringComparison.Ordinal)) ?? words switch
    {
        _ when words.Contains("销户", StringComparison.Ordinal) => "账户注销",
        _ when words.Contains("户名", StringComparison.Ordinal) => "户名不符",
        _ when words.Contains("冻结", StringComparison.Ordinal) => "账户冻结",
        _ when words.Contains("账号", StringComparison.Ordinal) || words.Contains("卡号", StringComparison.Ordinal) => "账号错误",
        _ => "其他",
    };

    /// <summary>A row is a line's when number and amount agree; a line is answered once.</summary>
    public static BankReturn Of(PaymentBatch batch, IReadOnlyList<ReturnRow> rows)
    {
        var open = batch.Lines.Where(l => l.State == PaymentLineState.Sent).ToDictionary(l => l.Row);
        var (matched, strange) = (new List<(PaymentLine, ReturnRow)>(), new List<Text>());
        foreach (var row in rows)
        {
            if (!open.Remove(row.Row, out var line))
            {
                strange.Add(batch.Lines.Exists(l => l.Row == row.Row)
                    ? new Text("第 {0} 行：序号 {1} 已经回过盘，或在文件里出现两次", row.FileRow, row.Row)
                    : new Text("第 {0} 行：批次里没有序号 {1}", row.FileRow, row.Row));
            }
            else if (line.Fen != row.Fen)
            {
                strange.Add(new Text("第 {0} 行：序号 {1} 批次里是 {2} 元，回盘是 {3} 元", row.FileRow, row.Row, new Money(line.Fen).InYuan(), new Money(row.Fen).InYuan()));
            }
            else if (row.On < batch.SentOn)
            {
                strange.Add(new Text("第 {0} 行：发放日期早于送银行的日期", row.FileRow));
            }
            else
            {
                matched.Add((line, row));
            }
        }
        return new BankReturn(matched, strange, open.Count);
    }
}

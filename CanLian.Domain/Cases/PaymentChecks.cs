using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Cases;

/// <summary>What a check found on a line (发放核对结果): one that blocks must go, another goes on with a reason.</summary>
public sealed record PaymentFinding(Guid LineId, bool Blocks, Text Sentence);

/// <summary>A line with what it is judged by.</summary>
/// <param name="Line">The line.</param>
/// <param name="Facts">Its case on this day.</param>
/// <param name="PaidElsewhere">Number of another case or batch by which the same person was or is being paid for programme and year; null when there is none.</param>
public sealed record LineToCheck(PaymentLine Line, CaseFacts Facts, string? PaidElsewhere);

/// <summary>The checks of a batch before it is approved (发放核对), all at once with their rows.</summary>
public static class PaymentChecks
{
    public static IReadOnlyList<PaymentFinding> Of(IReadOnlyList<LineToCheck> lines)
    {
        var shared = lines.Where(l => l.Line.Kind == PayeeKind.Person && l.Line.AccountNumber.Length > 0)
            .GroupBy(l => l.Line.AccountNumber).Where(g => g.Select(l => l.Facts.Person.Id).Distinct().Count() > 1)
            .SelectMany(g => g.Select(l => (l.Line.Id, Others: string.Join('、', g.Where(o => o != l).Select(o => o.Line.SubjectName).Distinct())))).ToDictionary(x => x.Id, x => x.Others);
        return [.. lines.SelectMany(line => Of(line, shared.GetValueOrDefault(line.Line.Id)))];
    }

    private static IEnumerable<PaymentFinding> Of(LineToCheck check, string? sharesWith)
    {
        var (line, facts) = (check.Line, check.Facts);
        var (person, name) = (facts.Person, line.SubjectName);
        if (check.PaidElsewhere is { } other)
        {
            yield return Blocks("{0}：同一项目 {1} 年已经发过或正在发（{2}）", name, facts.Case.Year, other);
        }
        if (person.DeceasedOn is { } died)
        {
            yield return Blocks("{0}已登记死亡（{1}），移出批次，办退出", name, Day(died));
        }
        switch (person.Certificate)
        {
            case { State: CertificateState.Cancelled or CertificateState.MovedOut } gone:
                yield return Blocks("{0}的残疾人证已{1}（{2}），移出批次，办退出", name, new Text(gone.State.Label()), Day(gone.StateSince));
                break;
            case { State: CertificateState.Frozen or CertificateState.ReportedLost } held:
                yield return Warns("{0}的残疾人证{1}中（{2}起）", name, new Text(held.State.Label()), Day(held.StateSince));
                break;
            case { } card when card.StateOn(facts.Today) == CertificateState.Expired:
                yield return Warns("{0}的残疾人证已过期（{1}）", name, Day(card.ExpiresOn));
                break;
        }
        if (line.AccountNumber.Length == 0)
        {
            yield return Blocks(line.Kind == PayeeKind.Person ? "{0}没有收款账户，先在档案里补上" : "{0}的收款单位没有账户，先在服务机构里补上", name);
        }
        else if (NumberChecks.AccountProblem(line.AccountNumber) is { } problem)
        {
            yield return Warns("{0}的账号（尾号 {1}）：{2}", name, line.Tail, problem);
        }
        if (sharesWith is not null)
        {
            yield return Warns("{0}和{1}用同一个账号（尾号 {2}）", name, sharesWith, line.Tail);
        }
        if (line.Kind == PayeeKind.Person && line.Payee != person.Name && person.Account?.HolderRelation is null)
        {
            yield return Warns("{0}的开户人是{1}，没有写与本人的关系", name, line.Payee);
        }
        if (line.Kind == PayeeKind.Person && line.Payee == person.Name && person.AgeOn(facts.Today) < 16)
        {
            yield return Warns("{0}未满 16 岁，账户是本人的，请核对监护人", name);
        }
        if (facts.CapFen is { } cap && facts.Case.AmountFen > cap)
        {
            yield return Warns("{0}的金额 {1} 元超过标准 {2} 元", name, new Money(facts.Case.AmountFen.Value).InYuan(), new Money(cap).InYuan());
        }
        if (facts.FundsLeftFen is { } left && left < facts.Case.AmountFen)
        {
            yield return Warns("{0}：{1}资金还剩 {2} 元，不够 {3} 元", name, facts.Case.FundingSource ?? "", new Money(Math.Max(0, left)).InYuan(), new Money(facts.Case.AmountFen.Value).InYuan());
        }
        foreach (var rule in facts.FailedRules)
        {
            yield return Warns("{0}：{1}", name, rule);
        }

        PaymentFinding Blocks(string key, params object[] args) => new(line.Id, true, new Text(key, args));
        PaymentFinding Warns(string key, params object[] args) => new(line.Id, false, new Text(key, args));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;

namespace CanLian.Blazor.Features.Cases.Payments;

/// <summary>Puts one case into a batch (列入批次): a person by the programme's own list, any other payee by what the case still owes.</summary>
internal static class PaymentListing
{
    /// <summary>Takes the case's step and adds its lines, or says why not; then neither case nor batch is changed.</summary>
    /// <param name="batch">A draft.</param>
    /// <param name="loaded">The case.</param>
    /// <param name="organisations">Payees by name.</param>
    /// <param name="repays">The failed line that is paid again; null for a first payment.</param>
    public static Outcome Join(PaymentBatch batch, LoadedCase loaded, Dictionary<string, Organisation> organisations, Guid? repays)
    {
        var (flow, facts) = (loaded.Programme.Flow, loaded.Facts);
        var file = facts.Case;
        if (ListOf(flow, facts) is { } list)
        {
            if (file.AmountFen is not > 0)
            {
                return Outcome.Refused("核定金额为空");
            }
            var outcome = file.Take(flow, list.Code, facts);
            if (!outcome.Succeeded)
            {
                return outcome;
            }
            file.Form = loaded.Programme.WriteForm(facts.Form);
            var account = facts.Person.Account;
            var line = LineOf(file, PayeeKind.Person, account?.Holder ?? file.SubjectName, account?.Bank ?? "", account?.Number ?? "", file.AmountFen.Value, repays);
            file.CurrentPayment!.LineId = line.Id;
            return batch.Add(line);
        }
        if (SettleOf(flow, facts) is not { } settle)
        {
            return Outcome.Refused("案件在“{0}”，还不到发放", new Text(flow.Stage(file.Stage).Name));
        }
        var missing = settle.Needs.Select(n => n.Check(facts, settle)).Where(n => !n.Met && !n.AnsweredInStep).Select(n => new Reason(n.Sentence, n.Anchor)).ToList();
        var owed = settle.Owes!(facts).ToList();
        if (missing.Count > 0 || owed.Count == 0)
        {
            return missing.Count > 0 ? Outcome.Refused(missing) : Outcome.Refused("没有要付的钱");
        }
        foreach (var share in owed)
        {
            var (bank, number) = share.Kind == PayeeKind.Person ? (facts.Person.Account?.Bank, facts.Person.Account?.Number)
                : organisations.GetValueOrDefault(share.Payee) is { } body ? (body.Bank, body.AccountNumber) : (null, null);
            batch.Add(LineOf(file, share.Kind, share.Payee, bank ?? "", number ?? "", share.Fen, repays));
        }
        return Outcome.Done;
    }

    /// <summary>The step that puts a case on a list of persons; null where the programme or the case knows none.</summary>
    public static Step? ListOf(Flow flow, CaseFacts facts) =>
        flow.From(facts.Case.Stage).FirstOrDefault(s => s.Money == MoneyStep.List && s.OnlyWhen?.Invoke(facts) != false);

    /// <summary>The step that settles what a case owes without a list; null where there is none.</summary>
    public static Step? SettleOf(Flow flow, CaseFacts facts) =>
        flow.From(facts.Case.Stage).FirstOrDefault(s => s is { Money: MoneyStep.Settle, Owes: not null } && s.OnlyWhen?.Invoke(facts) != false);

    private static PaymentLine LineOf(CaseFile file, PayeeKind kind, string payee, string bank, string account, long fen, Guid? repays) => new()
    {
        CaseId = file.Id,
        CaseNumber = file.Number,
        SubjectName = file.SubjectName,
        RegionCode = file.RegionCode,
        Kind = kind,
        Payee = payee,
        Bank = bank,
        AccountNumber = account,
        Fen = fen,
        Source = file.FundingSource ?? "",
        RepaysLineId = repays,
    };
}

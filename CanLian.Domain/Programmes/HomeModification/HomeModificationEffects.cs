using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using static CanLian.Domain.Programmes.HomeModification.HomeModificationNeeds;

namespace CanLian.Domain.Programmes.HomeModification;

/// <summary>What steps of home modification change beside the stage (家改步骤结果).</summary>
internal static class HomeModificationEffects
{
    /// <summary>The notice names the parts of the house that are to be changed, and no amount.</summary>
    public static NoticeContent NoticeOfParts { get; } = new(Amount: false)
    {
        DetailLabel = "改造部位",
        Detail = (_, form) => string.Join('、', ((HomeModificationForm)form).Parts.Select(p => p.Label())),
    };

    /// <summary>The lot's contractor builds; a household done by itself keeps the one the town named, and leaves a lot it was in before.</summary>
    public static void JoinLot(CaseFacts facts)
    {
        var lot = IsConcentrated(facts) ? facts.Batch : null;
        facts.Case.Batch = lot;
        facts.Case.BatchId = lot?.Id;
        if (lot is not null)
        {
            facts.Case.Organisation = lot.Organisation;
            facts.Case.OrganisationId = lot.OrganisationId;
        }
    }

    /// <summary>What the acceptance found wrong stands among the rectifications, with its deadline, until it is checked again.</summary>
    public static void OrderRectification(CaseFacts facts) => facts.Case.FollowUps.Add(new FollowUp
    {
        CaseId = facts.Case.Id,
        On = facts.StepDay,
        Way = "验收",
        By = facts.Actor.Name,
        Problem = facts.Input.Remark,
        ResponsibleUnit = facts.Input.Text("unit"),
        FixBy = facts.Input.Date("fix_by"),
    });

    /// <summary>A case settled again after a send-back pays only what was not paid.</summary>
    public static void Pay(CaseFacts facts)
    {
        facts.Case.AmountFen = Fen(((HomeModificationForm)facts.Form).Settlement) ?? 0;
        facts.Case.PayOwed([.. Owed(facts)], facts.Input.Text("voucher")!, facts.StepDay);
    }

    /// <summary>What the contractor is still owed of the settlement.</summary>
    public static IEnumerable<Share> Owed(CaseFacts facts)
    {
        var rest = (Fen(((HomeModificationForm)facts.Form).Settlement) ?? 0) - facts.Case.PaidFen;
        return rest > 0 ? [new Share(facts.Case.Organisation?.Name ?? "", rest)] : [];
    }
}

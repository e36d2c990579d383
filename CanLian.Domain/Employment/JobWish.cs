using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Employment;

/// <summary>
/// What work a person looks for (求职意愿): abilities and needs, never a diagnosis. A person has one that is open. It belongs where the person lives.
/// </summary>
public class JobWish
{
    /// <summary>Without a word for so long nobody knows whether it still holds.</summary>
    public const int MonthsOfValidity = 6;

    /// <summary>Anchor of the reason that the person did not consent.</summary>
    public const string Consented = "person:consent";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; set; }
    public Person? Person { get; init; }
    public WorkKind Kind { get; set; }

    /// <summary>What they want to do, of <see cref="Employment.Trade.All"/>.</summary>
    public string Trade { get; set; } = "";

    /// <summary>Least pay of a month; null where any will do.</summary>
    public long? PayFen { get; set; }

    /// <summary>Code of the village (community) near which they want to work.</summary>
    public string Place { get; set; } = "";
    public Reach Reach { get; set; } = Reach.Town;
    public WorkTime Time { get; set; }

    /// <summary>What they cannot do.</summary>
    public List<WorkAbility> Cannot { get; set; } = [];

    /// <summary>Skills and vocational certificates.</summary>
    public List<string> Skills { get; set; } = [];
    public List<WorkSupport> Needs { get; set; } = [];
    public WishSource Source { get; set; }
    public DateOnly From { get; set; }

    /// <summary>The last day somebody asked whether it still holds.</summary>
    public DateOnly RefreshedOn { get; set; }
    public DateOnly? PlacedOn { get; set; }

    /// <summary>Taken back by the person.</summary>
    public DateOnly? ClosedOn { get; set; }
    public List<Referral> Referrals { get; init; } = [];
    public long Version { get; set; }

    public WishState StateOn(DateOnly day) =>
        PlacedOn <= day ? WishState.Placed
        : ClosedOn <= day || RefreshedOn.AddMonths(MonthsOfValidity) <= day ? WishState.Lapsed
        : Referrals.Exists(r => r.WaitsOn(day)) ? WishState.Referred
        : WishState.Open;

    /// <summary>Still looking for work.</summary>
    public bool LooksOn(DateOnly day) => From <= day && StateOn(day) is WishState.Open or WishState.Referred;

    /// <summary>Puts the person forward for a vacancy (推荐).</summary>
    public Outcome Refer(Vacancy vacancy, JobMatch match, DateOnly on)
    {
        var reasons = match.Barriers.Select(b => new Reason(b)).ToList();
        if (Person?.Consents.Exists(c => c.Purpose == ConsentEntry.ToEmployers && c.SignedOn <= on) != true)
        {
            reasons.Add(new Reason(new Text("本人还没有同意向用人单位推荐：先在档案里登记这份知情同意"), Consented));
        }
        if (Referrals.Exists(r => r.VacancyId == vacancy.Id && (r.Result is null or ReferralResult.Interviewed or ReferralResult.Hired)))
        {
            reasons.Add(new Reason(new Text("已经向这个岗位推荐过")));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        Referrals.Add(new Referral { WishId = Id, VacancyId = vacancy.Id, On = on, Score = match.Score });
        return Outcome.Done;
    }

    /// <summary>
    /// Writes down what came of a referral (登记结果). Hired counts as placed once there is proof: then the employment state of the person follows and a
    /// post of the vacancy is taken.
    /// </summary>
    public Outcome Conclude(Guid referral, Vacancy vacancy, ReferralOutcome said, DateOnly today)
    {
        if (Referrals.Find(r => r.Id == referral) is not { } found)
        {
            return Outcome.Refused("没有这次推荐");
        }
        var reasons = Against(found, vacancy, said, today).ToList();
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        (found.Result, found.ResultOn, found.Reason, found.Proof) = (said.Result, said.On, said.Reason.Trim(), said.Result == ReferralResult.Hired ? said.Proof : null);
        if (found.Placed)
        {
            PlacedOn = said.On;
            vacancy.Hires.Add(new Hire { VacancyId = vacancy.Id, On = said.On!.Value });
            Person!.Employment = EmploymentState.Employed;
        }
        return Outcome.Done;
    }

    private static IEnumerable<Reason> Against(Referral found, Vacancy vacancy, ReferralOutcome said, DateOnly today)
    {
        if (found.Placed)
        {
            yield return new Reason(new Text("已经就业，结果不再改"));
        }
        if (said.Result is null)
        {
            yield return new Reason(new Text("选推荐结果"), ReferralOutcome.Field(nameof(said.Result)));
        }
        if (said.On is null || said.On > today || said.On < found.On)
        {
            yield return new Reason(new Text("填结果日期，在推荐那天和今天之间"), ReferralOutcome.Field(nameof(said.On)));
        }
        if (said.Result == ReferralResult.NotHired && said.Reason.Trim().Length == 0)
        {
            yield return new Reason(new Text("写没录用的原因"), ReferralOutcome.Field(nameof(said.Reason)));
        }
        if (said is { Result: ReferralResult.Hired, Proof: not null, On: { } on } && vacancy.PostsOn(on) == 0)
        {
            yield return new Reason(new Text("这个岗位已经招满"), ReferralOutcome.Field(nameof(said.Result)));
        }
    }
}

/// <summary>A person put forward for a vacancy (推荐), and what came of it.</summary>
public class Referral
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid WishId { get; set; }
    public JobWish? Wish { get; init; }
    public Guid VacancyId { get; set; }
    public Vacancy? Vacancy { get; init; }
    public DateOnly On { get; set; }
    public int Score { get; set; }
    public ReferralResult? Result { get; set; }
    public DateOnly? ResultOn { get; set; }
    public string Reason { get; set; } = "";
    public EmploymentProof? Proof { get; set; }

    /// <summary>At work, with proof.</summary>
    public bool Placed => Result == ReferralResult.Hired && Proof is not null;

    /// <summary>No answer yet, or one that is not the last.</summary>
    public bool WaitsOn(DateOnly day) => On <= day && (ResultOn is null || ResultOn > day || Result == ReferralResult.Interviewed || (Result == ReferralResult.Hired && Proof is null));
}

/// <summary>What somebody says came of a referral (推荐结果登记).</summary>
public sealed class ReferralOutcome
{
    public ReferralResult? Result { get; set; }
    public DateOnly? On { get; set; }
    public string Reason { get; set; } = "";
    public EmploymentProof? Proof { get; set; }

    public static string Field(string property) => "result-" + property;
}

/// <summary>Checks a wish before it is saved (求职意愿校验).</summary>
public sealed class JobWishRules : EntryRules<JobWish>
{
    private const int LongestText = 100;

    /// <param name="age">Age of the person.</param>
    /// <param name="villages">Codes of the villages there are.</param>
    public JobWishRules(int age, IReadOnlySet<string> villages) : base("wish")
    {
        Check(w => w.Trade, w => !Employment.Trade.All.Contains(w.Trade) ? new Text("选意向工种")
            : age is < JobMatch.YoungestAge or > JobMatch.OldestAge ? new Text("{0} 岁，求职登记须 {1}–{2} 岁", age, JobMatch.YoungestAge, JobMatch.OldestAge) : null);
        Check(w => w.PayFen, w => w.PayFen is null or (> 0 and <= 5_000_000) ? null : new Text("期望月薪写 1 到 50000 元；不限就空着"));
        Check(w => w.Place, w => villages.Contains(w.Place) ? null : new Text("选在哪里附近找工作"));
        Check(w => w.Skills, w => w.Skills.Sum(s => s.Length) <= LongestText ? null : new Text("技能最多写 {0} 个字", LongestText));
    }
}

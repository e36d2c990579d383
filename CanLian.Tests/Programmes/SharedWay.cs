using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;

namespace CanLian.Tests.Programmes;

/// <summary>The rows that many programmes share, taken with everything supplied: a test of one of them looks at its own.</summary>
internal static class SharedWay
{
    /// <summary>What every application needs, but for the programme's own form and papers.</summary>
    public static void Sign<TForm>(this CaseWalk<TForm> walk) where TForm : CaseForm
    {
        walk.File("申请表");
        walk.Person.Consent();
    }

    public static void VerifyAtVillage<TForm>(this CaseWalk<TForm> walk) where TForm : CaseForm
    {
        walk.Visit(VisitFinding.Fits);
        walk.Take("A2", Role.VillageWorker, "待镇初审");
    }

    /// <summary>From the district's review over the notice to the approval.</summary>
    public static void PublishAndApprove<TForm>(this CaseWalk<TForm> walk, string approved) where TForm : CaseForm
    {
        walk.Take("A4", Role.DistrictOfficer, "公示中");
        walk.Today = walk.Today.AddDays(14);
        walk.File("公示照片");
        walk.Take("A5", Role.DistrictOfficer, "待批准");
        walk.Take("A6", Role.Supervisor, approved);
    }

    public static void PayByList<TForm>(this CaseWalk<TForm> walk) where TForm : CaseForm
    {
        walk.Person.Account ??= new BankAccount { Bank = "农商行", Number = "62284800", Holder = walk.Person.Name };
        walk.Answer("list", "2023年第1批");
        walk.Take("A7", Role.Finance, "待发放");
        walk.Answer("voucher", "2023-0901");
        walk.Take("A8", Role.Finance, "已完成");
    }

    /// <summary>What the rules say of a person, without a form or with one.</summary>
    public static IReadOnlyList<string> Reasons(this Programme programme, Person person, DateOnly on, CaseForm? form = null, Guid except = default, params CaseFile[] cases) =>
        [.. programme.Judge(new Candidate { Person = person, Cases = cases }, new RuleContext(on.Year, on, new PolicyValues(programme.Code, [], on), except), form)
            .Select(f => f.Reason.ToString())];

    /// <summary>A case as a ledger hands it over: done on a day.</summary>
    public static CaseFile Done(this Programme programme, Person person, DateOnly on, string? kind = null, CaseForm? form = null, long? fen = null, decimal? quantity = null)
    {
        var number = on.Year + "-" + programme.ShortName + "-" + Guid.NewGuid().ToString("N")[..8];
        var file = CaseFile.Open(number, programme.Code, on.Year, person, programme.Subject == Subject.Household, programme.Flow, on, CaseWalk.By(Role.TownOfficer), default);
        var end = programme.Flow.Stages.Last(s => s is { Kind: StageKind.Done, IsEnd: true });
        file.PlaceAsRecorded(end, on, null, on, "导入", Actor.System, default);
        (file.Kind, file.AmountFen, file.Quantity) = (kind, fen, quantity);
        file.Form = form is null ? "{}" : programme.WriteForm(form);
        return file;
    }

    public static Household At(this Person person, string number, params Person[] others)
    {
        var household = new Household { Number = number, RegionCode = CaseWalk.Village, HeadName = person.Name };
        foreach (var member in others.Prepend(person))
        {
            (member.Household, member.HouseholdId) = (household, household.Id);
            household.Members.Add(member);
        }
        return household;
    }
}

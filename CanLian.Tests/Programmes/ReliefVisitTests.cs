using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.ReliefVisit;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>A monitored household is put on the list of a round, visited by two persons, and its money accounted for.</summary>
public sealed class ReliefVisitTests
{
    private static readonly ReliefVisitProgramme Programme = new();
    private static readonly DateOnly On = new(2023, 9, 4);
    private readonly CaseWalk<ReliefVisitForm> _walk =
        new(Programme, CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three).With(HardshipKind.MonitoredSudden), On) { FundsLeftFen = 100_000 };

    private readonly Batch _round = new() { Programme = "relief_visit", Year = 2023, Name = "大走访", RegionCode = "340699" };

    private CaseFile Case => _walk.Case;

    [Fact]
    public void A_household_is_visited_and_the_visit_counts_before_the_account_is_closed()
    {
        _walk.TakeOnceSupplied("R1", Role.TownOfficer, "待列入",
            new("选轮次", () => _walk.Batch = _round),
            new("填慰问金额", () => Case.AmountFen = 60_000),
            new("每户 300–500 元，现在 600 元", () => Case.AmountFen = 47_000) { Next = true });
        Assert.Equal(_round.Id, Case.BatchId);
        _walk.TakeOnceSupplied("R2", Role.Supervisor, "待走访", new Supply("选资金来源", () => Case.FundingSource = "区级"));
        _walk.TakeOnceSupplied("R3", Role.VillageWorker, "待核账",
            new("申请表还有 3 处没填或不对：走访日期、走访人、慰问方式",
                () => (_walk.Form.VisitedOn, _walk.Form.Visitors, _walk.Form.Relief) = (On, "陈建国", ReliefKind.Cash)),
            new("填走访人（两位）", () => (_walk.Form.Visitors, _walk.Form.VisitedOn) = ("陈建国、王秀兰", On.AddDays(1))) { Next = true },
            new("走访日期不能晚于今天", () => _walk.Form.VisitedOn = On) { Next = true },
            new("上传签收单或照片", () => _walk.File("签收单")));
        Assert.Equal((StageKind.Done, On), (Case.StageKind, Case.DoneOn));
        _walk.Answer("voucher", "慰-1");
        _walk.Take("R4", Role.Finance, "已完成");
        Assert.Equal(47_000, Case.PaidFen);
    }

    [Fact]
    public void Only_who_is_on_the_list_that_day_and_once_in_a_round()
    {
        Assert.Empty(Reasons());
        var other = CaseFile.Open("2023-慰问-0002", "relief_visit", 2023, _walk.Person, true, Programme.Flow, On, CaseWalk.By(Role.TownOfficer), default);
        (other.BatchId, Case.BatchId) = (_round.Id, Guid.NewGuid());
        _walk.OtherCases.Add(other);
        Assert.Empty(Reasons());
        Case.BatchId = _round.Id;
        Assert.Equal(["本轮已走访（2023-慰问-0002）"], Reasons());
        _walk.OtherCases.Clear();
        _walk.Person.Hardships[0].To = On.AddDays(-1);
        Assert.Equal(["不在监测名单上"], Reasons());
    }

    private IEnumerable<string> Reasons() => _walk.Failures().Select(f => f.Reason.ToString());
}

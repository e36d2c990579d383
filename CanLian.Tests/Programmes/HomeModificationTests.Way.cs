using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.HomeModification;
using Xunit;

namespace CanLian.Tests.Programmes;

// The way of a household to the stages that the tests begin at; the first steps name what they miss on every way.
public partial class HomeModificationTests
{
    private static Person Householder()
    {
        var person = CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two).With(HardshipKind.MinimumLiving);
        person.Household = new Household { Number = "340699005687", RegionCode = person.RegionCode, HeadName = person.Name };
        person.HouseholdId = person.Household.Id;
        return person;
    }

    private void Day(int year, int month, int day) => _walk.Today = new DateOnly(year, month, day);

    private void Papers(params string[] papers) => Array.ForEach(papers, p => _walk.File(p));

    private void ToListing()
    {
        _walk.TakeOnceSupplied("H1", Role.VillageWorker, "待入户核实",
            new("上传本人（监护人）签字的申请表", () => _walk.File("申请表")),
            new("登记知情同意：日期、方式、签字人", () => _walk.Person.Consent()));
        Day(2023, 5, 4);
        _walk.TakeOnceSupplied("H2", Role.TownOfficer, "待名单公示",
            new("申请表还有 1 处没填或不对：可改造", () => Form.CanModify = true),
            new("选类别", () => _walk.Case.Kind = Programme.Kinds[0]),
            new("登记入户核实：日期、见到谁、结论", () => _walk.Visit(VisitFinding.Fits)),
            new("上传改造前照片（至少 2 张）", () => _walk.File("改造前照片", 2)),
            new("上传户主签字的同意书", () => _walk.File("同意书")));
        Day(2023, 5, 5);
    }

    private void ToTender(string kind)
    {
        ToListing();
        _walk.Case.Kind = kind;
        Day(2023, 5, 15);
        _walk.Case.FundingSource = "省级";
        _walk.Take("H3", Role.Supervisor, "待入户评估");
        _walk.TakeOnceSupplied("H4", Role.DistrictOfficer, "待方案设计",
            new("填评估需求：至少一处部位", () => Form.Parts = [DwellingPart.Entrance, DwellingPart.Bathroom]),
            new("申请表还有 2 处没填或不对：评估人、评估日期", () => (Form.Assessor, Form.AssessedOn) = ("李明", _walk.Today)),
            new("上传评估表", () => _walk.File("评估表")));
        _walk.TakeOnceSupplied("H5", Role.DistrictOfficer, "待预算测算",
            new("上传设计图", () => _walk.File("设计图")),
            new("户主没有在方案上签字", () => _walk.File("户主签字页")),
            new("填改造明细：至少一项", () => Form.Items = [new WorkItem { Part = DwellingPart.Bathroom, Quantity = 1, Unit = "把", UnitPrice = 200 }]),
            new("改造明细第 1 行没填全", () => Form.Items[0].Work = Work.BathChair) { Next = true },
            new("只有器具，不算改造", () => Form.Items = Lines()) { Next = true });
        _walk.FundsLeftFen = 312_500;
        _walk.TakeOnceSupplied("H6", Role.DistrictOfficer, "待监理招标",
            new("核定金额为空", () => Form.Budget = 3_120),
            new("明细合计 3,130，预算 3,120，不一致", () => Form.Budget = 3_130) { Next = true },
            new("本项目省级资金还剩 3,125 元，不够 3,130 元", () => _walk.FundsLeftFen = 400_000) { Next = true },
            new("上传预算单", () => _walk.File("预算单")));
        Assert.Equal(313_000, _walk.Case.AmountFen);
    }

    private void ToAcceptance()
    {
        ToTender(Programme.Kinds[1]);
        (_walk.Organisation, _walk.Case.OrganisationId, _walk.Case.Organisation) = (Contractor, Contractor.Id, Contractor);
        Papers("施工合同", "施工照片");
        Day(2023, 10, 26);
        _walk.Take("H7", Role.DistrictOfficer, "待施工");
        (Form.StartedOn, Form.FinishedOn) = (new(2023, 8, 28), new(2023, 10, 18));
        _walk.Take("H8", Role.DistrictOfficer, "待逐户验收");
    }

    private void Accept()
    {
        (Form.AcceptedOn, Form.AcceptedBy) = (new(2023, 10, 26), "王明、李华、雷金海");
        Form.Items.ForEach(i => i.Passed = true);
        _walk.File("验收单");
        _walk.File("改造后照片", 2);
    }

    private void ToSettlement()
    {
        ToAcceptance();
        Accept();
        _walk.Take("H9", Role.DistrictOfficer, "待结算付款");
        Day(2023, 11, 20);
    }

    private void Settle(decimal yuan)
    {
        Papers("结算表", "结算审计报告", "发票");
        Form.Settlement = yuan;
        _walk.Answer("voucher", "2023-1188");
        _walk.Take("H11", Role.Finance, "待录入平台");
    }

    private void Enter()
    {
        (Form.PlatformNumber, Form.EnteredOn) = ("340699000386", _walk.Today);
        _walk.File("验收单户主签字页");
        _walk.Take("H12", Role.TownOfficer, "待满意回访");
    }

    private static List<WorkItem> Lines() =>
    [
        new() { Part = DwellingPart.Entrance, Work = Work.Ramp, Quantity = 8, Unit = "平方米", UnitPrice = 300 },
        new() { Part = DwellingPart.Bathroom, Work = Work.Handrail, Quantity = 2, Unit = "根", UnitPrice = 365 },
    ];
}

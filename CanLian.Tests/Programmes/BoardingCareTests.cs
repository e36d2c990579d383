using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.Programmes.BoardingCare;
using CanLian.Domain.Programmes.Patterns;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>A bed in an institution: what is asked before moving in, and what the days present allow to be paid.</summary>
public sealed class BoardingCareTests
{
    private static readonly BoardingCareProgramme Programme = new();
    private readonly CaseWalk<BoardingCareForm> _walk =
        new(Programme, CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.One), new DateOnly(2023, 1, 3)) { CapFen = 1_200_000 };
    private readonly Organisation _home = new()
    {
        Name = "福泽托养中心",
        Kind = OrganisationKind.Care,
        RegionCode = "340699005",
        Capacity = 40,
        ContractFrom = new(2023, 1, 1),
        ContractTo = new(2023, 12, 31),
    };

    private BoardingCareForm Form => _walk.Form;
    private CaseFile File => _walk.Case;

    [Fact]
    public void A_person_moves_in_only_healthy_into_a_free_bed()
    {
        ToPlacement();
        _walk.OrganisationTaken = 40;
        _walk.TakeOnceSupplied("P1", Role.DistrictOfficer, "服务中",
            new("申请表还有 6 处没填或不对：合同编号、体检结论、体检日期、床位号、护理等级、紧急联系人",
                () => (Form.ContractNumber, Form.Health, Form.ExaminedOn, Form.Bed, Form.Level, Form.EmergencyContact) =
                    ("寄托-1", HealthFinding.Fit, new(2022, 9, 1), "203", NursingLevel.First, "陆建")),
            new("体检日期要在入住前 3 个月以内", () => Form.ExaminedOn = new(2023, 1, 9)) { Next = true },
            new("选托养机构", () => (File.Organisation, File.OrganisationId) = (_home, _home.Id)),
            new("福泽托养中心名额已满", () => _walk.OrganisationTaken = 39) { Next = true },
            new("上传三方协议", () => _walk.File("三方协议")),
            new("上传 3 个月内体检报告", () => _walk.File("体检报告")),
            new("上传监护人同意书", () => _walk.File("监护人同意书")));
    }

    [Fact]
    public void Who_is_infectious_does_not_move_in_and_no_officer_can_override_it()
    {
        Form.Health = HealthFinding.Infectious;
        var failure = Assert.Single(_walk.Failures());
        Assert.Equal(("有传染病或需住院治疗", false), (failure.Reason.ToString(), failure.Overridable));
    }

    [Fact]
    public void A_month_of_long_leave_is_paid_by_its_days()
    {
        Form.Months = [Month(1, 31, 0), Month(2, 20, 8), Month(3, 12, 19), Month(4, 9, 0)];
        Assert.Equal(1m + 0.9m + 0.4m + 0.3m, Form.MonthsPresent());
        Assert.Equal(["在院加请假不能多于一个月的天数"],
            Programme.Validate(new BoardingCareForm { Months = [Month(2, 20, 12)] }).Select(p => p.Sentence.ToString()));
    }

    [Fact]
    public void More_months_than_days_present_are_not_settled()
    {
        ToPlacement();
        (Form.ContractNumber, Form.Health, Form.ExaminedOn, Form.Bed, Form.Level, Form.EmergencyContact) = ("寄托-1", HealthFinding.Fit, new(2023, 1, 9), "203", NursingLevel.First, "陆建");
        (File.Organisation, File.OrganisationId) = (_home, _home.Id);
        Array.ForEach(["三方协议", "体检报告", "监护人同意书", "在院证明", "结算单", "发票"], p => _walk.File(p));
        _walk.Take("P1", Role.DistrictOfficer, "服务中");
        _walk.Today = new(2023, 12, 15);
        (Form.EndsOn, Form.Months, File.Quantity) = (new(2023, 12, 31), [Month(2, 28, 0), Month(3, 12, 19)], 2);
        _walk.Take("P2", Role.DistrictOfficer, "待核结");
        (_walk.StandardFen, File.AmountFen) = (200_000, 200_000);
        _walk.TakeOnceSupplied("P4", Role.DistrictOfficer, "待付款",
            new Supply("入住月数 2，在院天数只够 1.3 个月", () => (File.Quantity, _walk.StandardFen, File.AmountFen) = (1.3m, 130_000, 130_000)));
    }

    [Fact]
    public void What_harms_somebody_is_put_right_within_days()
    {
        var facts = _walk.Facts(CaseWalk.By(Role.DistrictOfficer));
        var visit = new FollowUp { On = new(2023, 9, 4), Way = "入户", By = "李明", Answers = new() { ["beaten"] = "有" } };
        Assert.Equal("有打骂：写下发现的问题，给责任单位整改期限", Programme.AgainstFollowUp(visit, facts)?.Sentence.ToString());
        (visit.Problem, visit.ResponsibleUnit, visit.FixBy) = ("夜班护理员推人", _home.Name, new(2023, 9, 11));
        Assert.Equal("整改期限最长 3 天，写到 2023-09-07 为止", Programme.AgainstFollowUp(visit, facts)?.Sentence.ToString());
        visit.Answers = [];
        Assert.Null(Programme.AgainstFollowUp(visit, facts));
    }

    private static MonthInCare Month(int month, int present, int leave) => new() { Month = new Month(2023, month).ToString(), Present = present, OnLeave = leave };

    private void ToPlacement()
    {
        _walk.Person.Consent();
        (Form.OtherCare, Form.SelfCare, Form.Advice) = (OtherCare.None, 3, CareAdvice.Boarding);
        _walk.File("申请表");
        _walk.File("自理评估表");
        _walk.Take("A1", Role.VillageWorker, "待村初核");
        _walk.Visit(VisitFinding.Fits);
        _walk.Take("A2", Role.VillageWorker, "待镇初审");
        _walk.Take("A3", Role.TownOfficer, "待区复审");
        (File.FundingSource, File.AmountFen, File.Quantity) = ("省级", 1_200_000, 12);
        _walk.Take("A4", Role.DistrictOfficer, "公示中");
        _walk.Today = new(2023, 1, 16);
        _walk.File("公示照片");
        _walk.Take("A5", Role.DistrictOfficer, "待批准");
        _walk.Take("A6", Role.Supervisor, "待安置");
    }
}

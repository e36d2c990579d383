using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.InsuranceSubsidy;
using CanLian.Domain.Programmes.Patterns;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>The contribution is given back to an account, or paid for without one.</summary>
public sealed class InsuranceSubsidyTests
{
    private static readonly InsuranceSubsidyProgramme Programme = new();
    private readonly CaseWalk<InsuranceSubsidyForm> _walk =
        new(Programme, CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three).With(HardshipKind.MonitoredMarginal), new DateOnly(2023, 3, 1));

    private InsuranceSubsidyForm Form => _walk.Form;

    [Fact]
    public void Whoever_is_paid_for_needs_no_account()
    {
        _walk.Person.Consent();
        _walk.File("申请表");
        _walk.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("申请表还有 5 处没填或不对：参保、参保类型、个人缴费金额、补贴方式、缴费凭证号",
                () => (Form.Insured, Form.Kind, Form.Contribution, Form.Way, Form.Receipt) = (true, InsuranceKind.Resident, 350, SubsidyWay.Refund, "缴-1")),
            new("上传缴费凭证", () => _walk.File("缴费凭证")));
        ToApproved(400);
        Assert.Equal(["A7"], Payouts());
        Form.Way = SubsidyWay.PaidFor;
        Assert.Equal(["A8P"], Payouts());
        _walk.TakeOnceSupplied("A8P", Role.Finance, "已完成", new Supply("填缴费凭证号", () => _walk.Answer("voucher", "代-7")));
        Assert.Equal((StageKind.Done, 35_000), (_walk.Case.StageKind, _walk.Case.PaidFen));
    }

    [Fact]
    public void Insurance_by_an_employer_or_a_payment_by_others_excludes()
    {
        (Form.Insured, Form.Kind, Form.PaidBy) = (true, InsuranceKind.Employee, "医疗救助");
        Assert.Equal(["职工医保不补", "医疗救助已全额代缴"], Reasons());
        (Form.Insured, Form.Kind, Form.PaidBy) = (false, null, "");
        Assert.Equal(["未参加当年居民医保"], Reasons());
        _walk.Person.Hardships.Clear();
        Form.Insured = true;
        Assert.Equal(["不是监测户、低保、低保边缘、特困或重度残疾人"], Reasons());
        _walk.Person.Certificate!.Grade = DisabilityGrade.Two;
        Assert.Empty(Reasons());
    }

    private void ToApproved(long yuan)
    {
        _walk.Visit(VisitFinding.Fits);
        _walk.Take("A2", Role.VillageWorker, "待镇初审");
        _walk.Take("A3", Role.TownOfficer, "待区复审");
        (_walk.Case.FundingSource, _walk.Case.AmountFen) = ("区级", yuan * 100);
        _walk.TakeOnceSupplied("A4", Role.DistrictOfficer, "公示中", new Supply("核定金额超过个人缴费 350 元", () => _walk.Case.AmountFen = 35_000));
        _walk.Today = new(2023, 3, 15);
        _walk.File("公示照片");
        _walk.Take("A5", Role.DistrictOfficer, "待批准");
        _walk.Take("A6", Role.Supervisor, YearlyList.Listing.Name);
    }

    private IEnumerable<string> Payouts() =>
        Programme.Flow.Choices(_walk.Facts(CaseWalk.By(Role.Finance))).Where(c => c.Step.Kind == StepKind.Forward).Select(c => c.Step.Code);

    private IEnumerable<string> Reasons() => _walk.Failures().Select(f => f.Reason.ToString());
}

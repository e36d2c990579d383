using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.FlexibleEmployment;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>Somebody who earns without an employer is registered once a proof was seen and checked.</summary>
public sealed class FlexibleEmploymentTests
{
    private static readonly FlexibleEmploymentProgramme Programme = new();
    private readonly CaseWalk<FlexibleEmploymentForm> _walk =
        new(Programme, CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three), new DateOnly(2023, 4, 10));

    [Fact]
    public void A_person_is_checked_and_the_register_says_employed()
    {
        _walk.Person.Employment = EmploymentState.Unemployed;
        _walk.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("申请表还有 3 处没填或不对：形式、起始月份、月均收入", () => (_walk.Form.Work, _walk.Form.Since, _walk.Form.Income) = (WorkForm.Stall, "2023-01", 1_500)),
            new("登记知情同意：日期、方式、签字人", () => _walk.Person.Consent()));
        _walk.TakeOnceSupplied("A2", Role.VillageWorker, "待镇初审", new Supply("登记入户核实：日期、见到谁、结论", () => _walk.Visit(VisitFinding.Fits)));
        _walk.TakeOnceSupplied("V1", Role.TownOfficer, "待区核查",
            new("申请表还有 1 处没填或不对：证明类型", () => _walk.Form.Proof = IncomeProof.StallPhoto),
            new("上传收入流水、摊位照片或村证明之一", () => _walk.File("就业证明")));
        _walk.TakeOnceSupplied("V2", Role.DistrictOfficer, "已完成", new Supply("选核查方式", () => _walk.Answer("way", "电话")));
        Assert.Equal((EmploymentState.Employed, StageKind.Done), (_walk.Person.Employment, _walk.Case.StageKind));
    }

    [Fact]
    public void Whoever_is_insured_by_an_employer_or_unable_to_work_is_not_registered()
    {
        (_walk.Form.Insured, _walk.Form.Employer, _walk.Person.Employment) = (true, "众诚纺织", EmploymentState.UnableToWork);
        Assert.Equal(["登记为无劳动能力", "已在众诚纺织就业并参保，不算灵活就业"], _walk.Failures().Select(f => f.Reason.ToString()));
    }
}

using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.AssistiveDevices;
using CanLian.Domain.Programmes.ChildDevices;
using CanLian.Domain.Programmes.Patterns;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>A device is fitted, tried on and settled; it counts once it fits.</summary>
public sealed class FittingTests
{
    private static readonly Organisation Centre = new()
    {
        Name = "装配中心",
        RegionCode = "340699",
        ContractFrom = new(2023, 1, 1),
        ContractTo = new(2023, 12, 31),
    };

    private readonly CaseWalk<ChildDevicesForm> _child = new(new ChildDevicesProgramme(), Child(), new DateOnly(2023, 3, 6)) { CapFen = 500_000 };

    private readonly CaseWalk<AssistiveDevicesForm> _adult = new(new AssistiveDevicesProgramme(),
        CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two), new DateOnly(2023, 3, 6));

    [Fact]
    public void A_child_is_fitted_and_counts_when_the_device_fits()
    {
        _child.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("申请表还有 1 处没填或不对：部位", () => _child.Form.Part = BodyPart.Foot),
            new("上传本人（监护人）签字的申请表", () => _child.File("申请表")),
            new("登记知情同意：日期、方式、签字人", () => _child.Person.Consent()),
            new("选类别", () => _child.Case.Kind = "矫形器"));
        _child.Visit(VisitFinding.Fits);
        _child.Take("A2", Role.VillageWorker, "待镇初审");
        _child.Take("A3", Role.TownOfficer, "待区复审");
        _child.TakeOnceSupplied("A4", Role.DistrictOfficer, "待批准",
            new("选资金来源", () => _child.Case.FundingSource = "省级"), new("核定金额为空", () => _child.Case.AmountFen = 320_000));
        _child.Take("A6", Role.Supervisor, "待适配");
        _child.TakeOnceSupplied("F1", Role.DistrictOfficer, "适配中",
            new("申请表还有 2 处没填或不对：产品名称、处方要点", () => (_child.Form.Product, _child.Form.Prescription) = ("踝足矫形器", "左足")),
            new("选适配机构", () => _child.Organisation = Centre),
            new("上传适配处方", () => _child.File("适配处方")));
        _child.Today = new(2023, 5, 8);
        _child.TakeOnceSupplied("F2", Role.DistrictOfficer, "待验收",
            new("申请表还有 1 处没填或不对：型号", () => _child.Form.Model = "K-1"),
            new("上传领取签字单", () => _child.File("领取签字单")));
        Assert.Equal((new DateOnly(2023, 3, 6), new DateOnly(2023, 5, 8)), (_child.Form.AssessedOn!.Value, _child.Form.DeliveredOn!.Value));
        _child.TakeOnceSupplied("F3", Role.DistrictOfficer, "待付款",
            new("申请表还有 2 处没填或不对：试用结论、单价", () => (_child.Form.Trial, _child.Form.UnitPrice) = (Trial.DoesNotFit, 3_300)),
            new("登记试用结论：合适", () => _child.Form.Trial = Trial.Fits),
            new("填数量，按整件", () => _child.Case.Quantity = 1),
            new("单价 × 数量 − 个人承担 = 3,300 元，核定金额 3,200 元，对不上", () => _child.Form.OwnShare = 100) { Next = true },
            new("上传使用照片", () => _child.File("使用照片")),
            new("上传发票", () => _child.File("发票")));
        Assert.Equal((StageKind.Done, new DateOnly(2023, 5, 8)), (_child.Case.StageKind, _child.Case.DoneOn));
        _child.Remark = "发票抬头不对";
        _child.Take("F8", Role.Finance, "待验收");
        Assert.Null(_child.Case.DoneOn);
        _child.Take("F3", Role.DistrictOfficer, "待付款");
        _child.Answer("voucher", "付-1");
        _child.Take("F5", Role.Finance, "已完成");
        Assert.Equal(("装配中心", 320_000), (_child.Case.Payments[0].Payee, _child.Case.PaidFen));
    }

    [Fact]
    public void The_same_part_waits_some_months_and_another_does_not()
    {
        _child.Form.Part = BodyPart.Foot;
        var before = CaseFile.Open("2022-儿童适配-0003", "child_devices", 2022, _child.Person, false, new ChildDevicesProgramme().Flow, new(2022, 5, 1), CaseWalk.By(Role.VillageWorker), default);
        before.Form = new ChildDevicesProgramme().WriteForm(new ChildDevicesForm { Part = BodyPart.Foot });
        before.PlaceAsRecorded(Fitting.Done, new(2022, 6, 1), new(2022, 5, 9), new(2022, 6, 1), "导入", Actor.System, default);
        _child.OtherCases.Add(before);
        Assert.Equal(["同一部位 12 个月内已适配或在办（2022-儿童适配-0003）"], _child.Failures().Select(f => f.Reason.ToString()));
        _child.Form.Part = BodyPart.Spine;
        Assert.Empty(_child.Failures());
    }

    [Fact]
    public void A_small_amount_is_approved_in_the_office_by_another_officer_and_a_large_one_by_the_head()
    {
        _adult.Case.PlaceAsRecorded(ApplicationRows.Approval, new(2023, 4, 3), null, null, "导入", Actor.System, default);
        _adult.Case.AmountFen = 100_100;
        Assert.Equal(["A6"], Approvals());
        _adult.Case.AmountFen = 100_000;
        Assert.Equal(["A6", "A6s"], Approvals());
        _adult.Take("A6s", Role.DistrictOfficer, "待适配");
        Assert.NotNull(_adult.Case.ApprovedOn);
    }

    [Fact]
    public void Adults_are_put_on_a_notice_and_minors_are_not()
    {
        _adult.Case.PlaceAsRecorded(ApplicationRows.District, new(2023, 4, 3), null, null, "导入", Actor.System, default);
        Assert.Contains("A4", Steps(_adult));
        Assert.DoesNotContain("A4m", Steps(_adult));
        var minor = new CaseWalk<AssistiveDevicesForm>(new AssistiveDevicesProgramme(), Child(), new DateOnly(2023, 3, 6));
        minor.Case.PlaceAsRecorded(ApplicationRows.District, new(2023, 4, 3), null, null, "导入", Actor.System, default);
        Assert.Contains("A4m", Steps(minor));
        Assert.DoesNotContain("A4", Steps(minor));
    }

    [Fact]
    public void A_device_suits_the_category_and_is_not_given_twice()
    {
        _adult.Form.Device = Device.HearingAid;
        Assert.Equal(["助听器适合听力、言语，与本人类别不符"], _adult.Failures().Select(f => f.Reason.ToString()));
        (_adult.Form.Device, _adult.Form.OtherProvider) = (Device.Wheelchair, OtherProvider.WorkInjury);
        Assert.Equal(["同一器具已由工伤提供"], _adult.Failures().Select(f => f.Reason.ToString()));
    }

    private string[] Approvals() => [.. Steps(_adult).Where(code => code.StartsWith("A6", StringComparison.Ordinal))];

    private static List<string> Steps<TForm>(CaseWalk<TForm> walk) where TForm : CaseForm =>
        [.. Domain.Catalogue.Of(walk.Case.Programme).Flow.Choices(walk.Facts(CaseWalk.By(Role.DistrictOfficer))).Select(c => c.Step.Code)];

    private static Person Child()
    {
        var child = CaseWalk.Someone("陆小雨", "340699201506010016").WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two);
        child.Guardian = new Guardian { Name = "陆父" };
        return child;
    }
}

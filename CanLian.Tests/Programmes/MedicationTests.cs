using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Medication;
using Xunit;

namespace CanLian.Tests.Programmes;

public class MedicationTests
{
    private static readonly MedicationProgramme Programme = new();

    private readonly CaseWalk<MedicationForm> _walk = new(Programme,
        CaseWalk.Someone().WithCertificate(DisabilityKind.Psychiatric, DisabilityGrade.Two).With(HardshipKind.MinimumLiving),
        new DateOnly(2023, 1, 9))
    { CapFen = 100_000, FundsLeftFen = 50_000 };

    private MedicationForm Form => _walk.Form;

    private CaseFile Case => _walk.Case;

    [Fact]
    public void A_person_goes_from_application_to_the_money_and_every_step_names_all_that_is_missing()
    {
        ToNotice();
        ToPayout();
        Day(2023, 4, 4);
        _walk.TakeOnceSupplied("A8", Role.Finance, "已完成", new Supply("填凭证号", () => _walk.Answer("voucher", "2023-0412")));
        Assert.Equal((StageKind.Done, new DateOnly(2023, 4, 4), 100_000), (Case.StageKind, Case.DoneOn, Case.PaidFen));
        Assert.Equal((PaymentState.Paid, "2023-0412", "2023年第1批"), (Case.Payments[0].State, Case.Payments[0].Voucher, Case.Payments[0].List));
    }

    [Fact]
    public void A_transfer_the_bank_returned_comes_back_to_the_list_until_the_account_is_changed()
    {
        ToNotice();
        ToPayout();
        Day(2023, 4, 6);
        _walk.TakeOnceSupplied("A9", Role.Finance, "待造册",
            new("写明原因", () => _walk.Remark = "银行回盘"),
            new("选退票原因", () => _walk.Answer("failure", "户名不符")));
        Assert.Equal((PaymentState.Failed, "户名不符", 0), (Case.Payments[0].State, Case.Payments[0].Failure, Case.PaidFen));
        Assert.Equal((new DateOnly(2023, 4, 11), "银行回盘"), (Case.DueOn!.Value, Case.SentBackReason));

        _walk.TakeOnceSupplied("A7", Role.Finance, "待发放",
            new("填发放表", () => _walk.Answer("list", "2023年补发")),
            new("上次退票：户名不符。先改收款账户", () => _walk.Person.Account = Account("62284801", "雷金海")));
        Pay(new(2023, 4, 20));
        Assert.Equal([PaymentState.Failed, PaymentState.Paid], Case.Payments.Select(p => p.State));
        Assert.Equal(100_000, Case.PaidFen);
    }

    [Fact]
    public void A_case_taken_off_the_list_is_paid_by_the_next_but_not_once_the_treasury_has_the_list()
    {
        ToNotice();
        ToPayout();
        Case.CurrentPayment!.State = PaymentState.AtTreasury;
        _walk.Remark = "同名，核对";
        Assert.Equal(["已报财政，不能撤，只能等回盘"], _walk.Refusals("A10", CaseWalk.By(Role.Finance)));
        Case.CurrentPayment!.State = PaymentState.Listed;
        _walk.Take("A10", Role.Finance, "待造册");
        Assert.Equal((PaymentState.TakenBack, null), (Case.Payments[0].State, Case.CurrentPayment));

        _walk.Person.DeceasedOn = new(2023, 3, 2);
        _walk.Answer("list", "2023年第2批");
        Assert.Equal(["雷金海已登记死亡（3月2日），请先办退出"], _walk.Refusals("A7", CaseWalk.By(Role.Finance)));
        _walk.TakeOnceSupplied("X3", Role.DistrictOfficer, "已退出",
            new("写明原因", () => _walk.Remark = "村里报来死亡证明"), new("选退出原因", () => _walk.Answer("exit_reason", "死亡")));
        Assert.Equal((StageKind.Withdrawn, "死亡"), (Case.StageKind, Case.Events[^1].Details["退出原因"]));
    }

    [Fact]
    public void A_supervisor_corrects_what_was_paid_until_the_year_is_closed()
    {
        ToNotice();
        ToPayout();
        Pay(new(2023, 4, 4));
        _walk.YearClosed = true;
        _walk.TakeOnceSupplied("X5", Role.Supervisor, "待发放",
            new("写明原因", () => _walk.Remark = "到账日期登记错了"), new("2023年年报已定稿，请走年报更正", () => _walk.YearClosed = false));
        Assert.Equal((StageKind.Open, null, 0), (Case.StageKind, Case.DoneOn, Case.PaidFen));
        Assert.Equal("2023-04-04", Case.Events.Find(e => e.StepCode == "A8")!.Details["到账日期"]);

        Day(2023, 5, 10);
        Pay(new(2023, 4, 14));
        Assert.Equal((new DateOnly(2023, 4, 14), 100_000), (Case.DoneOn!.Value, Case.PaidFen));
        Assert.Single(Case.Payments);
    }

    [Fact]
    public void Nobody_is_refused_without_being_told_and_a_refused_case_is_taken_up_again_for_sixty_working_days()
    {
        ToNotice();
        Assert.Equal(["这一步现在不能办：案件在“公示中”"], _walk.Refusals("X1", CaseWalk.By(Role.TownOfficer)));
        _walk.TakeOnceSupplied("X1", Role.DistrictOfficer, "不符合",
            new("写明原因", () => _walk.Remark = "查实不再是低保"),
            new("填告知日期", () => _walk.Answer("told_on", _walk.Today)),
            new("选告知方式", () => _walk.Answer("told_way", "电话")));
        Assert.Equal(StageKind.Refused, Case.StageKind);

        _walk.Remark = "低保恢复了";
        _walk.Today = WorkingCalendar.China.AddWorkingDays(_walk.Today, 61);
        Assert.Equal(["已过 60 个工作日，请新办"], _walk.Refusals("X4", CaseWalk.By(Role.DistrictOfficer)));
        _walk.Today = WorkingCalendar.China.AddWorkingDays(_walk.Today, -1);
        _walk.Take("X4", Role.DistrictOfficer, "待区复审");
    }

    [Fact]
    public void An_objection_leads_back_to_the_town_and_to_a_notice_of_its_own()
    {
        ToNotice();
        var first = Case.NoticeId;
        _walk.TakeOnceSupplied("B4", Role.DistrictOfficer, "待镇初审",
            new("写明原因", () => _walk.Remark = "有人反映已不吃药"),
            new("先登记异议", () => Case.Raise(new Objection { CaseId = Case.Id, On = _walk.Today, Content = "已不吃药" }, CaseWalk.By(Role.DistrictOfficer), default)));
        _walk.Take("A3", Role.TownOfficer, "待区复审");
        Day(2023, 2, 20);
        _walk.Take("A4", Role.DistrictOfficer, "公示中");
        Assert.NotEqual(first, Case.NoticeId);
        Assert.Equal(new DateOnly(2023, 2, 20), Case.Notice!.OpenedOn);
    }

    /// <summary>From the draft to the public notice, sent back once by the town, with a rule overridden.</summary>
    private void ToNotice()
    {
        Form.FullyProvided = true;
        _walk.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("申请表还有 3 处没填或不对：申请类型、困难类型、用药情况", () =>
                (Form.Type, Form.Hardship, Form.Use) = (ApplicationType.New, HardshipKind.MinimumLiving, MedicineUse.Regular)),
            new("申请表还有 2 处没填或不对：主要用药、最近就诊日期", () => (Form.Medicines, Form.LastSeenOn) = ("奥氮平", new(2023, 1, 10))) { Next = true },
            new("最近就诊日期不能晚于申请日期", () => Form.LastSeenOn = new(2022, 12, 20)) { Next = true },
            new("不符合条件：住院费用已由救助全额负担。确需办理，请区残联写特批理由", () => Assert.True(
                Case.Override("provided", "今年救助只付了前两个月", CaseWalk.By(Role.DistrictOfficer), default, _walk.Today).Succeeded)),
            new("上传本人（监护人）签字的申请表", () => _walk.File("申请表")),
            new("登记知情同意：日期、方式、签字人", () => _walk.Person.Consent()),
            new("缺监护人，先在档案里补上", () => _walk.Person.Guardian = new Guardian { Name = "雷大山" }),
            new("上传困难证明", () => _walk.File("困难证明")),
            new("上传近 12 个月的用药或门诊记录", () => _walk.File("用药或门诊记录")));

        _walk.TakeOnceSupplied("A2", Role.VillageWorker, "待镇初审", new Supply("登记入户核实：日期、见到谁、结论", () => _walk.Visit(VisitFinding.DoesNotFit)));
        Assert.Equal(["入户结论是不符合，请退回或登记不符合"], _walk.Refusals("A3", CaseWalk.By(Role.TownOfficer)));
        _walk.TakeOnceSupplied("B2", Role.TownOfficer, "待村初核", new Supply("写明原因", () => _walk.Remark = "没见到人，再去一次"));
        Assert.Equal("没见到人，再去一次", Case.SentBackReason);
        Day(2023, 1, 12);
        _walk.Visit(VisitFinding.Fits);
        _walk.Take("A2", Role.VillageWorker, "待镇初审");
        Assert.Null(Case.SentBackReason);
        _walk.Take("A3", Role.TownOfficer, "待区复审");

        Day(2023, 2, 6);
        _walk.TakeOnceSupplied("A4", Role.DistrictOfficer, "公示中",
            new("选资金来源", () => Case.FundingSource = "省级"),
            new("核定金额为空", () => Case.AmountFen = 120_000),
            new("核定金额超过标准 1,000 元", () => Case.AmountFen = 100_000) { Next = true });
        Assert.Equal(("困难救助补助公示", new DateOnly(2023, 2, 15)), (Case.Notice!.Title, Case.DueOn!.Value));
    }

    private void ToPayout()
    {
        _walk.TakeOnceSupplied("A5", Role.DistrictOfficer, "待批准",
            new("公示还差 5 个工作日（2月13日满）", () => Day(2023, 2, 14)),
            new("上传公示照片", () => _walk.File("公示照片")));
        var both = CaseWalk.By(Role.Supervisor, nameof(Role.DistrictOfficer));
        Assert.Equal(["复审是您办的，批准要换一位负责人", "本项目省级资金还剩 500 元，不够 1,000 元", "还有 1 条特批没看过"], _walk.Refusals("A6", both));
        _walk.FundsLeftFen = 100_000;
        Case.ConfirmOverrides(both);
        _walk.Take("A6", Role.Supervisor, "待造册");
        Assert.Equal(new DateOnly(2023, 2, 14), Case.ApprovedOn);

        Day(2023, 3, 6);
        _walk.TakeOnceSupplied("A7", Role.Finance, "待发放",
            new("填发放表", () => _walk.Answer("list", "2023年第1批")),
            new("补全收款账户：开户行、账号、开户人", () => _walk.Person.Account = Account("62284800", "雷大山")),
            new("开户人不是本人：选与本人的关系", () => _walk.Person.Account!.HolderRelation = "父亲") { Next = true },
            new("开户人不是本人：上传代领说明", () => _walk.File("代领说明")) { Next = true });
    }

    private void Pay(DateOnly on)
    {
        _walk.Today = on > _walk.Today ? on : _walk.Today;
        _walk.Answer("on", on);
        _walk.Answer("voucher", "2023-0412");
        _walk.Take("A8", Role.Finance, "已完成");
    }

    private void Day(int year, int month, int day) => _walk.Today = new(year, month, day);

    private static BankAccount Account(string number, string holder) => new() { Bank = "农商行", Number = number, Holder = holder };
}

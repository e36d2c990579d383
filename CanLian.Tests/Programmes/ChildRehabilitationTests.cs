using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.ChildRehabilitation;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>A child placed at an institution, trained, settled by months, and the institution paid.</summary>
public sealed class ChildRehabilitationTests
{
    private static readonly ChildRehabilitationProgramme Programme = new();
    private readonly CaseWalk<ChildRehabilitationForm> _walk =
        new(Programme, Child(), new DateOnly(2023, 3, 1)) { CapFen = 1_600_000, FundsLeftFen = 5_000_000 };
    private readonly Organisation _centre = Institution("晨光康复中心");

    private ChildRehabilitationForm Form => _walk.Form;
    private CaseFile File => _walk.Case;

    [Fact]
    public void A_child_goes_from_the_application_to_the_institution_s_money_and_every_step_names_all_that_is_missing()
    {
        _walk.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("申请表还有 3 处没填或不对：申请来源、外区已享受、申请康复内容",
                () => (Form.Referral, Form.ServedElsewhere, Form.Contents) = (Referral.Screening, false, [TrainingContent.Autism])),
            new("上传本人（监护人）签字的申请表", () => _walk.File("申请表")),
            new("登记知情同意：日期、方式、签字人", () => _walk.Person.Consent()),
            new("缺监护人，先在档案里补上", () => _walk.Person.Guardian = new Guardian { Name = "陆建", Relation = "父亲" }),
            new("选类别", () => File.Kind = "孤独症"),
            new("上传诊断书", () => _walk.File("诊断书")));
        _walk.TakeOnceSupplied("A2", Role.VillageWorker, "待镇初审", new Supply("登记入户核实：日期、见到谁、结论", () => _walk.Visit(VisitFinding.Fits)));
        _walk.Take("A3", Role.TownOfficer, "待区复审");
        _walk.TakeOnceSupplied("A4", Role.DistrictOfficer, "待批准",
            new("选资金来源", () => File.FundingSource = "省级"),
            new("核定金额为空", () => File.AmountFen = 1_600_100),
            new("核定金额超过标准 16,000 元", () => File.AmountFen = 1_500_000) { Next = true },
            new("填诊断医院和日期", () => (Form.Hospital, Form.DiagnosedOn) = ("市妇幼", new(2023, 2, 1))));
        _walk.FundsLeftFen = 1_000_000;
        _walk.TakeOnceSupplied("A6", Role.Supervisor, "待安置",
            new Supply("本项目省级资金还剩 10,000 元，不够 15,000 元", () => _walk.FundsLeftFen = 5_000_000));

        Day(2023, 4, 3);
        _walk.TakeOnceSupplied("P1", Role.DistrictOfficer, "服务中",
            new("申请表还有 1 处没填或不对：协议编号", () => Form.AgreementNumber = "康-2023-17"),
            new("选康复机构", () => Choose(_centre)),
            new("上传三方协议", () => _walk.File("三方协议")),
            new("监护人签选定机构书", () => _walk.File("监护人选定机构书")),
            new("填初次评估日期和得分", () => (Form.FirstScore, Form.FirstScoredOn) = (41, new(2023, 4, 3))),
            new("上传康复计划", () => _walk.File("康复计划")),
            new("上传初评表", () => _walk.File("初评表")));
        Assert.Equal(new DateOnly(2023, 4, 3), Form.StartsOn);

        Day(2023, 11, 20);
        _walk.TakeOnceSupplied("P2", Role.DistrictOfficer, "待核结",
            new("申请表还有 3 处没填或不对：结束日期、末评得分、末评日期", () => (Form.EndsOn, Form.LastScore, Form.LastScoredOn) = (new(2023, 11, 30), 66, new(2023, 11, 20))),
            new("结束日期 2023-11-30 还没到", () => Form.EndsOn = new(2023, 11, 20)) { Next = true },
            new("填训练月数", () => File.Quantity = 12.5m),
            new("训练月数在 0.5 到 12 之间", () => File.Quantity = 8.25m) { Next = true },
            new("训练月数最多一位小数", () => (File.Quantity, Form.Attendance) = (8, Sheets(4, 5, 13))) { Next = true },
            new("缺 3 个月的服务记录", () => Form.Attendance = Sheets(4, 8, 13)) { Next = true },
            new("选康复效果：显效、有效、无效", () => File.Result = "有效"),
            new("上传末评表", () => _walk.File("末评表")),
            new("上传课时签到表", () => _walk.File("课时签到表")));

        File.Quantity = 9;
        _walk.TakeOnceSupplied("P4", Role.DistrictOfficer, "待付款",
            new("上传机构结算单", () => _walk.File("结算单")),
            new("上传机构发票", () => _walk.File("发票")),
            new("训练月数 9，起止日期之间只有 8 个月", () => File.Quantity = 8),
            new("出勤 65%，低于 70%，写说明", () => _walk.Remark = "孩子住院两周"));
        _walk.TakeOnceSupplied("P5", Role.Finance, "已完成", new Supply("填付款凭证号", () => _walk.Answer("voucher", "付-0411")));
    }

    [Fact]
    public void The_institution_is_paid_by_the_month_and_by_receipt_for_the_rest()
    {
        ToSettling();
        _walk.StandardFen = 1_200_000;
        File.AmountFen = 1_250_000;
        _walk.TakeOnceSupplied("P4", Role.DistrictOfficer, "待付款",
            new("金额超过 8 个月的标准 12,000 元，上传其他项目票据", () => _walk.File("其他项目票据")),
            new("上传机构结算单", () => _walk.File("结算单")),
            new("上传机构发票", () => _walk.File("发票")));

        var settler = new Actor(Role.DistrictOfficer.ToString(), "李明", Role.Finance, "340699", new HashSet<string>());
        Assert.Equal(["填付款凭证号", "核结是您办的，批准要换一位负责人"], _walk.Refusals("P5", settler));
        _walk.Answer("voucher", "付-0412");
        _walk.Answer("on", new DateOnly(2023, 12, 18));
        _walk.Take("P5", Role.Finance, "已完成");
        Assert.Equal((StageKind.Done, new DateOnly(2023, 12, 18)), (File.StageKind, File.DoneOn));
        Assert.Equal((_centre.Name, 1_250_000), Assert.Single(File.Payments.Select(p => (p.Payee, p.AmountFen))));
    }

    [Fact]
    public void An_institution_without_contract_place_or_scope_is_refused()
    {
        ToPlacement();
        Papers();
        _centre.Scope = ["听力"];
        Assert.Equal(["晨光康复中心不做孤独症"], _walk.Refusals("P1", CaseWalk.By(Role.DistrictOfficer)));
        _centre.Scope = ["孤独症"];
        _walk.OrganisationTaken = 2;
        Assert.Equal(["晨光康复中心名额已满"], _walk.Refusals("P1", CaseWalk.By(Role.DistrictOfficer)));
        _walk.OrganisationTaken = 1;
        _centre.ContractTo = new DateOnly(2023, 2, 1);
        Assert.Equal(["晨光康复中心今年没有有效协议"], _walk.Refusals("P1", CaseWalk.By(Role.DistrictOfficer)));
        (_centre.ContractFrom, _centre.ContractTo) = (_walk.Today, new DateOnly(2023, 12, 31));
        Form.StartsOn = _walk.Today.AddDays(-1);
        Assert.Equal(["晨光康复中心在开始日期没有有效协议"], _walk.Refusals("P1", CaseWalk.By(Role.DistrictOfficer)));
        _centre.ContractFrom = new DateOnly(2023, 1, 1);
        _walk.Take("P1", Role.DistrictOfficer, "服务中");
    }

    [Fact]
    public void A_child_that_changes_institution_keeps_the_closed_spell_and_each_institution_gets_its_own_money()
    {
        ToService();
        Change(new DateOnly(2023, 6, 30));
        var spell = Assert.Single(Form.Spells);
        Assert.Equal((_centre.Name, new DateOnly(2023, 4, 3), new DateOnly(2023, 6, 30)), (spell.Organisation, spell.From, spell.To));
        Assert.Null(File.OrganisationId);

        var next = Institution("启明康复中心");
        Choose(next);
        Form.AgreementNumber = "康-2023-40";
        Day(2023, 7, 3);
        _walk.TakeOnceSupplied("P1", Role.DistrictOfficer, "服务中",
            new("监护人签新机构的选定书", () => _walk.File("监护人选定机构书")),
            new("上传新机构的三方协议", () => _walk.File("三方协议")));
        ToSettlingFromService(8);

        (File.AmountFen, _walk.StandardFen) = (1_200_000, 1_200_000);
        _walk.TakeOnceSupplied("P4", Role.DistrictOfficer, "待付款",
            new("上传机构结算单", () => _walk.File("结算单")),
            new("上传机构发票", () => _walk.File("发票")),
            new("晨光康复中心这一段没填结算金额", () => spell.Amount = 13_000),
            new("各段结算 13,000 元，核定金额 12,000 元，对不上", () => spell.Amount = 4_500) { Next = true });
        _walk.Answer("voucher", "付-0413");
        _walk.Take("P5", Role.Finance, "已完成");
        Assert.Equal([(_centre.Name, 450_000L), (next.Name, 750_000L)], File.Payments.Select(p => (p.Payee, p.AmountFen)));
    }

    [Fact]
    public void A_child_that_leaves_between_two_institutions_is_settled_for_what_was_served()
    {
        ToService();
        Change(new DateOnly(2023, 6, 30));
        _walk.Remark = "全家搬走";
        _walk.Answer("exit_reason", "户籍迁出");
        Assert.Equal(["已有服务记录，请用“终止服务”"], _walk.Refusals("P9", CaseWalk.By(Role.DistrictOfficer)));
        _walk.Take("P3", Role.DistrictOfficer, "待核结");

        _walk.Remark = "没有服务";
        Assert.Equal(["有 1 个月可结，不能按零核结"], _walk.Refusals("P11", CaseWalk.By(Role.DistrictOfficer)));
        _walk.File("结算单");
        _walk.File("发票");
        (File.Quantity, File.AmountFen, Form.Spells[0].Amount) = (3, 450_000, 4_000);
        Assert.Equal(["各段结算 4,000 元，核定金额 4,500 元，对不上"], _walk.Refusals("P4", CaseWalk.By(Role.DistrictOfficer)));
        Form.Spells[0].Amount = 4_500;
        _walk.Take("P4", Role.DistrictOfficer, "待付款");
        _walk.Answer("voucher", "付-0414");
        _walk.Take("P5", Role.Finance, "已完成");
        Assert.Equal((_centre.Name, 450_000), Assert.Single(File.Payments.Select(p => (p.Payee, p.AmountFen))));
    }

    [Fact]
    public void A_child_that_stops_is_settled_to_the_last_day_and_before_any_service_simply_leaves()
    {
        ToPlacement();
        Assert.DoesNotContain(Programme.Flow.Choices(_walk.Facts(CaseWalk.By(Role.DistrictOfficer))), c => c.Step.Code == "P3");
        Papers();
        _walk.Take("P1", Role.DistrictOfficer, "服务中");
        Day(2023, 5, 20);
        _walk.Remark = "不愿再去";
        _walk.Answer("exit_reason", "自愿退出");
        _walk.Answer("on", new DateOnly(2023, 5, 12));
        _walk.Take("P3", Role.DistrictOfficer, "待核结");
        Assert.Equal(new DateOnly(2023, 5, 12), Form.EndsOn);
        _walk.Remark = "没有上过课";
        _walk.Take("P11", Role.DistrictOfficer, "已退出");
    }

    private static Person Child()
    {
        var child = CaseWalk.Someone("陆小雨", "340699201601010014");
        child.Diagnosis = new Diagnosis { Kind = "孤独症", Hospital = "市妇幼", On = new DateOnly(2023, 2, 1) };
        return child;
    }

    private static Organisation Institution(string name) => new()
    {
        Name = name,
        Kind = OrganisationKind.Rehabilitation,
        RegionCode = "340699001",
        Scope = ["孤独症"],
        Capacity = 2,
        ContractFrom = new DateOnly(2023, 1, 1),
        ContractTo = new DateOnly(2023, 12, 31),
    };

    private static List<MonthlyAttendance> Sheets(int firstMonth, int months, int attended) => [.. Enumerable.Range(firstMonth, months)
        .Select(m => new MonthlyAttendance { Month = new Month(2023, m).ToString(), Planned = 20, Attended = attended })];

    private void Day(int year, int month, int day) => _walk.Today = new DateOnly(year, month, day);

    private void Choose(Organisation body) => (File.Organisation, File.OrganisationId) = (body, body.Id);

    private void Papers()
    {
        (Form.AgreementNumber, Form.FirstScore, Form.FirstScoredOn) = ("康-2023-17", 41, new(2023, 4, 3));
        Array.ForEach(["三方协议", "监护人选定机构书", "康复计划", "初评表"], p => _walk.File(p));
    }

    private void ToPlacement()
    {
        (Form.Referral, Form.ServedElsewhere, Form.Contents) = (Referral.Screening, false, [TrainingContent.Autism]);
        (Form.Hospital, Form.DiagnosedOn) = ("市妇幼", new(2023, 2, 1));
        _walk.Person.Guardian = new Guardian { Name = "陆建", Relation = "父亲" };
        _walk.Person.Consent();
        _walk.File("申请表");
        _walk.File("诊断书");
        (File.Kind, File.FundingSource, File.AmountFen) = ("孤独症", "省级", 1_500_000);
        _walk.Take("A1", Role.VillageWorker, "待村初核");
        _walk.Visit(VisitFinding.Fits);
        _walk.Take("A2", Role.VillageWorker, "待镇初审");
        _walk.Take("A3", Role.TownOfficer, "待区复审");
        _walk.Take("A4", Role.DistrictOfficer, "待批准");
        _walk.Take("A6", Role.Supervisor, "待安置");
        Day(2023, 4, 3);
        Choose(_centre);
    }

    private void ToService()
    {
        ToPlacement();
        Papers();
        _walk.Take("P1", Role.DistrictOfficer, "服务中");
    }

    private void Change(DateOnly lastDay)
    {
        _walk.Today = lastDay;
        _walk.Remark = "搬家，换到离家近的";
        _walk.Take("P8", Role.DistrictOfficer, "待安置");
    }

    private void ToSettling()
    {
        ToService();
        ToSettlingFromService(8);
    }

    private void ToSettlingFromService(int months)
    {
        Day(2023, 12, 18);
        (Form.EndsOn, Form.LastScore, Form.LastScoredOn, Form.Attendance) = (new(2023, 11, 30), 66, new(2023, 11, 28), Sheets(4, months, 18));
        (File.Quantity, File.Result) = (months, "有效");
        _walk.File("末评表");
        _walk.File("课时签到表");
        _walk.Take("P2", Role.DistrictOfficer, "待核结");
    }
}

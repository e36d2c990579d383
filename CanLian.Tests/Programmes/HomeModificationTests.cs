using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.Programmes.HomeModification;
using Xunit;

namespace CanLian.Tests.Programmes;

public partial class HomeModificationTests
{
    private static readonly HomeModificationProgramme Programme = new();
    private static readonly Organisation Contractor = new() { Name = "皖康建设工程公司", Kind = OrganisationKind.Contractor, RegionCode = "340699" };

    private readonly CaseWalk<HomeModificationForm> _walk =
        new(Programme, Householder(), new DateOnly(2023, 4, 13)) { CapFen = 600_000, FundsLeftFen = 1_000_000 };

    private HomeModificationForm Form => _walk.Form;

    [Fact]
    public void A_household_goes_from_application_to_the_end_and_every_step_names_all_that_is_missing()
    {
        ToTender(Programme.Kinds[0]);
        var lot = new Batch { Programme = Programme.Code, Year = 2023, Name = "第二标段", RegionCode = "340699", ContractNumber = "JG-2023-02" };

        Day(2023, 8, 25);
        _walk.TakeOnceSupplied("H7", Role.DistrictOfficer, "待施工",
            new("选标段", () => _walk.Batch = lot),
            new("标段缺设计完成日期、采购完成日期、监理单位、审计单位、施工单位", () =>
            {
                (lot.DesignedOn, lot.ProcuredOn) = (new(2023, 6, 28), new(2023, 8, 16));
                (lot.Supervision, lot.Auditing) = ("诚信监理", "公正审计");
                (lot.OrganisationId, lot.Organisation) = (Contractor.Id, Contractor);
            })
            { Next = true });
        Assert.Equal((lot.Id, Contractor.Id), (_walk.Case.BatchId, _walk.Case.OrganisationId));

        Day(2023, 10, 20);
        _walk.TakeOnceSupplied("H8", Role.TownOfficer, "待逐户验收",
            new("填开工日期", () => lot.WorkStartedOn = new(2023, 8, 28)),
            new("申请表还有 1 处没填或不对：竣工日期", () => Form.FinishedOn = new(2023, 8, 1)),
            new("竣工日期不能早于开工日期 2023-08-28", () => Form.FinishedOn = new(2023, 10, 18)) { Next = true },
            new("上传施工照片", () => _walk.File("施工照片")));

        Day(2023, 10, 27);
        _walk.TakeOnceSupplied("H9", Role.DistrictOfficer, "待结算付款",
            new("填验收日期", () => Form.AcceptedOn = new(2023, 11, 2)),
            new("验收日期不能晚于今天", () => Form.AcceptedOn = new(2023, 10, 26)) { Next = true },
            new("申请表还有 1 处没填或不对：验收人员", () => Form.AcceptedBy = "王明、李华"),
            new("验收人员至少 3 位，现在 2 位", () => Form.AcceptedBy = "王明、李华、雷金海") { Next = true },
            new("上传验收单（户主签字）", () => _walk.File("验收单")),
            new("还有 2 项没验收合格：坡道、扶手", () => Form.Items.ForEach(i => i.Passed = true)),
            new("上传改造后照片（至少 2 张）", () => _walk.File("改造后照片", 2)));
        Assert.Equal((StageKind.Done, new DateOnly(2023, 10, 26)), (_walk.Case.StageKind, _walk.Case.DoneOn));

        Day(2023, 11, 20);
        _walk.TakeOnceSupplied("H11", Role.Finance, "待录入平台",
            new("填付款凭证号", () => _walk.Answer("voucher", "2023-1188")),
            new("填结算金额", () => Form.Settlement = 3_120),
            new("明细合计 3,130，结算 3,120，不一致", () => Form.Settlement = 3_130) { Next = true },
            new("上传结算表", () => _walk.File("结算表")),
            new("上传结算审计报告", () => lot.AuditReport = "审字〔2023〕8号"),
            new("上传发票", () => _walk.File("发票")));
        Assert.Equal(313_000, _walk.Case.AmountFen);
        Assert.Equal((Contractor.Name, 313_000), Assert.Single(_walk.Case.Payments.Select(p => (p.Payee, p.AmountFen))));

        Day(2023, 11, 28);
        _walk.TakeOnceSupplied("H12", Role.VillageWorker, "待满意回访",
            new("填写平台编号", () => Form.PlatformNumber = "34069900"),
            new("申请表还有 1 处没填或不对：平台编号（应是 12 位数字，现在 8 位）", () => Form.PlatformNumber = "340699000386") { Next = true },
            new("填录入日期", () => Form.EnteredOn = new(2023, 11, 28)),
            new("上传验收单户主签字页", () => _walk.File("验收单户主签字页")));

        _walk.TakeOnceSupplied("H13", Role.VillageWorker, "已完成",
            new("先登记回访", () => _walk.FollowUp(Satisfaction.Very)),
            new("回访里填在用部位", () => _walk.FollowUp(Satisfaction.Very, ("in_use", "出入口"))) { Next = true });
        Assert.Equal(new DateOnly(2023, 10, 26), _walk.Case.DoneOn);
        Assert.Equal(["H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H11", "H12", "H13"], _walk.Case.Events.Select(e => e.StepCode).OfType<string>());
    }

    [Fact]
    public void A_failed_acceptance_goes_back_to_work_until_what_was_wrong_is_checked_again()
    {
        ToAcceptance();
        _walk.TakeOnceSupplied("H10", Role.DistrictOfficer, "待施工",
            new("写明原因", () => _walk.Remark = "坡道太陡"),
            new("填责任单位", () => _walk.Answer("unit", Contractor.Name)),
            new("填整改期限", () => _walk.Answer("fix_by", _walk.Today)),
            new("整改期限要在今天之后", () => _walk.Answer("fix_by", new DateOnly(2023, 11, 10))) { Next = true });
        Assert.Equal("坡道太陡", _walk.Case.SentBackReason);
        Assert.Equal(WorkingCalendar.China.AddWorkingDays(_walk.Today, 10), _walk.Case.DueOn);

        _walk.Take("H8", Role.DistrictOfficer, "待逐户验收");
        Accept();
        Assert.Equal(["整改还没复查：坡道太陡"], _walk.Refusals("H9", CaseWalk.By(Role.DistrictOfficer)));
        _walk.Case.Rectify(Assert.Single(_walk.Case.FollowUps), CaseWalk.By(Role.DistrictOfficer), DateTime.UnixEpoch, _walk.Today);
        _walk.Take("H9", Role.DistrictOfficer, "待结算付款");
    }

    [Fact]
    public void Sent_back_from_settlement_the_case_is_not_done_any_more_and_counts_again_from_its_next_acceptance()
    {
        ToSettlement();
        _walk.YearClosed = true;
        _walk.Remark = "扶手松动";
        Assert.Equal(["2023年年报已定稿，请走年报更正"], _walk.Refusals("H14", CaseWalk.By(Role.Finance)));
        _walk.YearClosed = false;
        _walk.Take("H14", Role.Finance, "待逐户验收");
        Assert.Equal((StageKind.Open, (DateOnly?)null), (_walk.Case.StageKind, _walk.Case.DoneOn));

        Form.AcceptedOn = new(2023, 10, 27);
        _walk.Take("H9", Role.DistrictOfficer, "待结算付款");
        Assert.Equal(new DateOnly(2023, 10, 27), _walk.Case.DoneOn);
    }

    [Fact]
    public void Settled_again_it_pays_only_the_difference()
    {
        ToSettlement();
        Settle(3_130);
        _walk.Remark = "少做一根扶手";
        _walk.Take("H14", Role.DistrictOfficer, "待逐户验收");
        Form.Items.Add(new WorkItem { Part = DwellingPart.Bathroom, Work = Work.Handrail, Quantity = 1, Unit = "根", UnitPrice = 130, Passed = true });
        _walk.Take("H9", Role.DistrictOfficer, "待结算付款");
        Settle(3_260);
        Assert.Equal([313_000L, 13_000L], _walk.Case.Payments.Select(p => p.AmountFen));
        Assert.Equal(326_000, _walk.Case.AmountFen);
    }

    [Fact]
    public void A_settlement_far_above_the_budget_needs_words_and_the_payer_did_not_accept_the_work()
    {
        ToSettlement();
        Form.Items[0].UnitPrice = 400;
        Form.Settlement = 3_930;
        Papers("结算表", "结算审计报告", "发票");
        _walk.Answer("voucher", "2023-1189");
        var accepted = new Actor(Role.DistrictOfficer.ToString(), "李明", Role.Finance, "340699", new HashSet<string>());
        Assert.Equal(["结算超过预算 10% 以上，写说明", "验收是您办的，批准要换一位负责人"], _walk.Refusals("H11", accepted));
        _walk.Remark = "坡道加长";
        _walk.Take("H11", Role.Finance, "待录入平台");
    }

    [Fact]
    public void Done_alone_a_household_needs_a_contractor_and_a_contract_and_no_lot()
    {
        ToTender(Programme.Kinds[1]);
        _walk.TakeOnceSupplied("H7", Role.DistrictOfficer, "待施工",
            new("选施工单位", () => (_walk.Organisation, _walk.Case.OrganisationId) = (Contractor, Contractor.Id)),
            new("上传施工合同", () => _walk.File("施工合同")));
        Assert.Null(_walk.Case.BatchId);
        Assert.Equal(Contractor.Id, _walk.Case.OrganisationId);
    }

    [Fact]
    public void A_wish_for_the_platform_to_be_corrected_shows_the_platform_s_answer()
    {
        ToSettlement();
        Settle(3_130);
        Enter();
        _walk.Remark = "照片不清";
        Assert.Equal(["先选平台审核结果"], _walk.Refusals("H24", CaseWalk.By(Role.DistrictOfficer)));
        Form.Review = PlatformReview.Returned;
        _walk.Take("H24", Role.DistrictOfficer, "待录入平台");
        Assert.Equal(WorkingCalendar.China.AddWorkingDays(_walk.Today, 5), _walk.Case.DueOn);
        Assert.NotNull(_walk.Case.DoneOn);
    }

    [Fact]
    public void Bad_work_found_afterwards_becomes_a_rectification_before_the_case_is_closed()
    {
        ToSettlement();
        Settle(3_130);
        Enter();
        _walk.FollowUp(Satisfaction.Dissatisfied, ("in_use", "出入口"), ("charged", "是"));
        Assert.Equal(["质量差或收了钱，先登记整改：问题、责任单位、期限"], _walk.Refusals("H13", CaseWalk.By(Role.VillageWorker)));
        _walk.Case.FollowUps[^1].Problem = "施工队收了 200 元";
        _walk.Take("H13", Role.VillageWorker, "已完成");
    }

    [Fact]
    public void The_list_is_approved_by_somebody_who_did_not_open_the_notice()
    {
        ToListing();
        Day(2023, 5, 5);
        _walk.Case.FundingSource = null;
        var opener = CaseWalk.By(Role.Supervisor, "张兰");
        _walk.Case.Notice!.OpenedBy = opener.Name;
        Assert.Equal(["公示还差 4 个工作日（5月10日满）", "选资金来源", "公示是您办的，批准要换一位负责人"], _walk.Refusals("H3", opener));
        _walk.Case.Notice.OpenedBy = "镇干事";
        _walk.Case.FundingSource = "省级";
        Day(2023, 5, 15);
        _walk.Take("H3", opener, "待入户评估");
        Assert.Equal(_walk.Today, _walk.Case.ApprovedOn);
    }

    [Fact]
    public void A_town_says_no_only_to_what_it_has_in_hand_and_a_refusal_may_be_taken_up_again_for_sixty_working_days()
    {
        ToListing();
        _walk.Remark = "户主不愿改";
        Assert.Equal(["这一步现在不能办：案件在“待名单公示”"], _walk.Refusals("H19", CaseWalk.By(Role.TownOfficer)));
        _walk.TakeOnceSupplied("H19", Role.DistrictOfficer, "不符合",
            new("填告知日期", () => _walk.Answer("told_on", _walk.Today)),
            new("选告知方式", () => _walk.Answer("told_way", "电话")));
        var refused = _walk.Today;
        _walk.Today = WorkingCalendar.China.AddWorkingDays(refused, 61);
        _walk.Remark = "改变主意";
        Assert.Equal(["已过 60 个工作日，请新办"], _walk.Refusals("H22", CaseWalk.By(Role.DistrictOfficer)));
        _walk.Today = WorkingCalendar.China.AddWorkingDays(refused, 60);
        _walk.Take("H22", Role.DistrictOfficer, "待入户核实");
    }

    [Fact]
    public void Leaving_after_the_tender_settles_what_it_cost()
    {
        ToTender(Programme.Kinds[0]);
        _walk.Remark = "户主去世";
        _walk.TakeOnceSupplied("H21", Role.DistrictOfficer, "已退出",
            new("选退出原因", () => _walk.Answer("exit_reason", "死亡")),
            new("填已发生费用", () => _walk.Answer("cost", "三百")),
            new("已发生费用要写数字", () => _walk.Answer("cost", "300")) { Next = true });
        Assert.Equal((30_000L, StageKind.Withdrawn), (_walk.Case.AmountFen, _walk.Case.StageKind));
    }
}

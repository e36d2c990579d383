using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Cases;

/// <summary>The needs that several programmes share (办理条件库). A programme adds its own beside its steps.</summary>
public static class Needs
{
    /// <summary>Every field the step needs is filled, and what is filled is right.</summary>
    public static Need Form { get; } = new("form", (facts, step) =>
    {
        var missing = FormSchema.Missing(facts.Form, step.Code).ToList();
        var labels = missing.Select(f => f.Field.Label).Concat(facts.FormProblems.Select(p => $"{FormSchema.LabelOf(facts.Form, p)}（{p.Sentence}）")).ToList();
        var anchor = missing.Count > 0 ? missing[0].Anchor : facts.FormProblems.Count > 0 ? facts.FormProblems[0].Anchor : null;
        return labels.Count == 0
            ? Met("申请表填好了")
            : Unmet(anchor, "申请表还有 {0} 处没填或不对：{1}", labels.Count, string.Join("、", labels));
    });

    /// <summary>The person may receive the programme, or an officer's override says why nevertheless.</summary>
    public static Need Eligible { get; } = new("rules", (facts, _) => facts.FailedRules.Count == 0
        ? Met("符合条件")
        : Unmet("rules", "不符合条件：{0}。确需办理，请区残联写特批理由", string.Join("；", facts.FailedRules)));

    public static Need SignedApplication { get; } = Paper("申请表", "上传本人（监护人）签字的申请表");

    public static Need Consent { get; } = new("consent", (facts, _) => facts.Person.Consents.Count > 0
        ? Met("知情同意已登记")
        : Unmet("person:consent", "登记知情同意：日期、方式、签字人"));

    public static Need Guardian { get; } = new("guardian", (facts, _) => !facts.Person.NeedsGuardian(facts.Today) || facts.Person.Guardian is not null
        ? Met(facts.Person.Guardian is null ? "不需要监护人" : "监护人已登记")
        : Unmet("person:guardian", "缺监护人，先在档案里补上"));

    public static Need Visited { get; } = new("visit", (facts, _) => facts.Case.LastVisit is { } visit
        ? Met("已入户核实：{0}", visit.Finding.Label())
        : Unmet("visit", "登记入户核实：日期、见到谁、结论"));

    public static Need VisitFits { get; } = new("visit-fits", (facts, _) => facts.Case.LastVisit switch
    {
        null => Unmet("visit", "登记入户核实：日期、见到谁、结论"),
        { Finding: VisitFinding.Fits } => Met("入户结论是符合"),
        var visit => Unmet("visit", "入户结论是{0}，请退回或登记不符合", visit.Finding.Label()),
    });

    public static Need Account { get; } = new("account", (facts, _) => facts.Person.Account is not null
        ? Met("收款账户齐全")
        : Unmet("person:account", "补全收款账户：开户行、账号、开户人"));

    public static Need Payee { get; } = new("payee", (facts, _) => facts.Person.Account switch
    {
        { } account when account.Holder != facts.Person.Name && account.HolderRelation is null =>
            Unmet("person:account", "开户人不是本人：选与本人的关系"),
        { } account when account.Holder != facts.Person.Name && !facts.Case.Papers("代领说明").Any() =>
            Unmet("paper-代领说明", "开户人不是本人：上传代领说明"),
        _ => Met("收款人清楚"),
    })
    { Paper = "代领说明" };

    public static Need NoticeOver { get; } = new("notice", (facts, _) =>
    {
        if (facts.Case.Notice is not { } notice)
        {
            return Unmet("notice", "还没有公示");
        }
        var last = notice.LastDay(facts.Calendar);
        return facts.Today > last
            ? Met("公示已满（{0}）", Day(last))
            : Unmet("notice", "公示还差 {0} 个工作日（{1}满）", Math.Max(1, facts.Calendar.WorkingDaysBetween(facts.Today, last)), Day(last));
    });

    public static Need ObjectionsAnswered { get; } = new("objections", (facts, _) =>
    {
        var open = facts.Case.Objections.Count(o => o.AnsweredOn is null);
        return open == 0 ? Met("没有未答复的异议") : Unmet("notice", "还有 {0} 条异议没答复", open);
    });

    public static Need ObjectionRaised { get; } = new("objection-raised", (facts, _) => facts.Case.Objections.Count > 0
        ? Met("已登记异议")
        : Unmet("notice", "先登记异议"));

    /// <summary>Two people: whoever approves did not take any of the steps before.</summary>
    public static Need SecondPerson(string what, params string[] steps) => new("second-person", (facts, _) =>
        facts.Case.LastStep(steps)?.ActorId == facts.Actor.Id
            ? Unmet(null, "{0}是您办的，批准要换一位负责人", what)
            : Met("批准人与经办人不是同一人"));

    public static Need Fund { get; } = new("fund", (facts, _) => facts.Case.FundingSource is { Length: > 0 } source
        ? Met("资金来源：{0}", source)
        : Unmet("field-FundingSource", "选资金来源"));

    public static Need Kind { get; } = new("kind", (facts, _) => facts.Case.Kind is { Length: > 0 } kind
        ? Met("类别：{0}", new Text(kind))
        : Unmet("field-Kind", "选类别"));

    public static Need Amount { get; } = AmountOf("field-Amount", facts => facts.Case.AmountFen);

    /// <summary>An amount that the step is about to set: there is one, and it is not above the limit.</summary>
    public static Need AmountOf(string anchor, Func<CaseFacts, long?> fen) => new("amount", (facts, _) => fen(facts) switch
    {
        null or <= 0 => Unmet(anchor, "核定金额为空"),
        { } amount when facts.CapFen is { } cap && amount > cap => Unmet(anchor, "核定金额超过标准 {0} 元", new Money(cap).InYuan()),
        { } amount => Met("核定金额 {0} 元", new Money(amount).InYuan()),
    });

    /// <summary>The certificate was not cancelled and the person has not died since the case began.</summary>
    public static Need StillEntitled { get; } = new("still", (facts, _) => facts.Person switch
    {
        { DeceasedOn: { } died } => Unmet(null, "{0}已登记死亡（{1}），请先办退出", facts.Person.Name, Day(died)),
        { Certificate: { State: CertificateState.Cancelled or CertificateState.MovedOut } gone } =>
            Unmet(null, "{0}的残疾人证已{1}（{2}），请先办退出", facts.Person.Name, gone.State.Label(), Day(gone.StateSince)),
        _ => Met("证件状态没有变化"),
    });

    public static Need NotTwice { get; } = new("once", (facts, _) => facts.DuplicateNumber is { } other
        ? Unmet(null, "与 {0} 重复", other)
        : Met("没有重复"));

    /// <summary>The source has enough left; where no fund was entered there is nothing to compare with.</summary>
    public static Need FundsLeft { get; } = FundsFor(facts => facts.Case.AmountFen);

    public static Need FundsFor(Func<CaseFacts, long?> fen) => new("money", (facts, _) =>
        facts.FundsLeftFen is { } left && fen(facts) is { } amount && amount > left
            ? Unmet("field-FundingSource", "本项目{0}资金还剩 {1} 元，不够 {2} 元",
                facts.Case.FundingSource ?? "", new Money(Math.Max(0, left)).InYuan(), new Money(amount).InYuan())
            : Met("资金够用"));

    public static Need OverridesSeen { get; } = new("overrides", (facts, _) =>
    {
        var unseen = facts.Case.Overrides.Count(o => o.ConfirmedBy is null);
        return unseen == 0 ? Met("没有待确认的特批") : Unmet("rules", "还有 {0} 条特批没看过", unseen);
    });

    /// <summary>After a transfer failed the account was changed, or it would fail again.</summary>
    public static Need AccountMended { get; } = new("account-mended", (facts, _) =>
        facts.Case.Payments.FindLast(p => p.State == PaymentState.Failed) is { Failure: { } failure, Payee: var payee }
        && facts.Person.Account is { } account && payee == account.Bank + account.Tail
            ? Unmet("person:account", "上次退票：{0}。先改收款账户", failure)
            : Met("账户没有退票记录"));

    public static Need YearOpen { get; } = new("year", (facts, _) => facts.YearClosed
        ? Unmet(null, "{0}年年报已定稿，请走年报更正", facts.Case.Year)
        : Met("年度没有定稿"));

    /// <summary>A refused case may be taken up again for some time; later a new one is opened.</summary>
    public static Need ReopenedWithin(int workingDays) => new("reopen", (facts, _) =>
        facts.Calendar.WorkingDaysBetween(facts.Case.StageSince, facts.Today) > workingDays
            ? Unmet(null, "已过 {0} 个工作日，请新办", workingDays)
            : Met("在 {0} 个工作日以内", workingDays));

    public static Need FollowedUp { get; } = new("follow-up", (facts, _) => facts.Case.FollowUps.Count > 0
        ? Met("已回访")
        : Unmet("follow-up", "先登记回访"));

    public static Need OrganisationChosen(string what) => new("organisation", (facts, _) => facts.Organisation switch
    {
        null => Unmet("field-Organisation", "选{0}", what),
        var body when !body.HasContractOn(facts.StepDay) => Unmet("field-Organisation", "{0}今年没有有效协议", body.Name),
        var body when body.Scope.Count > 0 && facts.Case.Kind is { } kind && !body.Scope.Contains(kind) =>
            Unmet("field-Organisation", "{0}不做{1}", body.Name, kind),
        var body when body.Capacity is { } places && facts.OrganisationTaken >= places => Unmet("field-Organisation", "{0}名额已满", body.Name),
        var body => Met("{0}，协议有效", body.Name),
    });

    /// <summary>At least so many files of a paper.</summary>
    public static Need Paper(string paper, string sentence, int atLeast = 1) => new("paper-" + paper, (facts, _) =>
    {
        var count = facts.Case.Papers(paper).Count();
        return count >= atLeast
            ? atLeast > 1 ? Met("{0} {1} 张（至少 {2} 张）", paper, count, atLeast) : Met("{0}已上传", paper)
            : Unmet("paper-" + paper, sentence);
    })
    { Paper = paper };

    /// <summary>A need of a programme's own, read from its form.</summary>
    public static Need Of<TForm>(string code, string met, Func<TForm, CaseFacts, (string Anchor, Text Sentence)?> problem) where TForm : CaseForm =>
        new(code, (facts, _) => problem((TForm)facts.Form, facts) is var (anchor, sentence) ? new NeedState(false, sentence, anchor) : Met(met));

    public static NeedState Met(string key, params object[] args) => new(true, new Text(key, args));

    public static NeedState Unmet(string? anchor, string key, params object[] args) => new(false, new Text(key, args), anchor);

    private static string Day(DateOnly day) => day.ToString("M月d日", System.Globalization.CultureInfo.InvariantCulture);
}

using CanLian.Domain.Common;

namespace CanLian.Domain.Late;

/// <summary>What can be late or stuck (逾期种类).</summary>
public enum LateKind
{
    [Label("案件逾期")] Case,
    [Label("该回访")] FollowUp,
    [Label("整改逾期")] Rectification,
    [Label("证件快到期")] Certificate,
    [Label("公示到期")] Notice,
    [Label("发放失败")] Payment,
    [Label("数据交换")] Exchange,
    [Label("补漏逾期")] Outreach,
}

/// <summary>Who has been told by the mere passing of days (上报到哪一级).</summary>
public enum LateLevel
{
    [Label("经办人")] Own,
    [Label("镇（街道）干事")] Town,
    [Label("分管领导")] Supervisor,
}

/// <summary>
/// When a thing comes onto the list and to whom it goes on (逾期和上报规则). Days count from the last day it was due; where a warning comes before, from the
/// first day of the warning. After so many days the town's officer sees it, after twice as many the supervisor.
/// </summary>
/// <param name="Kind">Which kind.</param>
/// <param name="From">The first day on the list, counted from the day it is due: 1 is the day after, −90 is ninety days before.</param>
/// <param name="Days">After so many days the town's officer sees it, after twice as many the supervisor.</param>
/// <param name="Figure">Last part of the id of the figure that counts it.</param>
/// <param name="Formula">How the number comes about, in words.</param>
public sealed record LateRule(LateKind Kind, int From, int Days, string Figure, string Formula)
{
    /// <summary>It is nobody's in a town, and goes from the district's office straight to the supervisor.</summary>
    public bool SkipsTown { get; init; }

    /// <summary>Whose it is where nobody is named and no step of a programme says it.</summary>
    public Role Doer { get; init; } = Role.VillageWorker;

    // From when days count.
    private int Origin => Math.Min(From, 0);

    public static IReadOnlyList<LateRule> All { get; } =
    [
        new(LateKind.Case, 1, 5, "cases", "本环节时限已过、没有暂缓的案件"),
        new(LateKind.FollowUp, 1, 10, "follow_ups", "办结后过了回访期限、一年以内、还没有回访的案件"),
        new(LateKind.Rectification, 1, 5, "rectifications", "过了整改期限、还没有复查合格的问题"),
        new(LateKind.Certificate, -90, 30, "certificates", "90 天以内到期的有效残疾人证"),
        new(LateKind.Notice, -3, 4, "notices", "3 天以内期满、或已经期满，案件还停在公示的公示") { Doer = Role.DistrictOfficer },
        new(LateKind.Payment, 0, 3, "payments", "最后一次发放失败、还没有重新造册的案件"),
        new(LateKind.Exchange, -4, 2, "exchange", "4 天以内到期、或已经逾期，还没有送达的各期数据") { Doer = Role.ExchangeClerk, SkipsTown = true },
        new(LateKind.Outreach, 1, 7, "outreach", "过了期限、还没有办结的补漏任务"),
    ];

    public static LateRule Of(LateKind kind) => All.First(r => r.Kind == kind);

    /// <summary>The level at which something has come to somebody of a role; null for whoever is told of nothing.</summary>
    public static LateLevel? ToldTo(Role role) => role switch
    {
        Role.TownOfficer => LateLevel.Town,
        Role.Supervisor => LateLevel.Supervisor,
        _ => null,
    };

    /// <summary>What was due by this day has reached a level on a day.</summary>
    public DateOnly DueBy(LateLevel level, DateOnly day) => level == LateLevel.Own ? day.AddDays(-From) : day.AddDays(-Origin - Days * Steps(level));

    /// <summary>The level that something due on a day has reached.</summary>
    public LateLevel LevelOf(DateOnly due, DateOnly day) =>
        due <= DueBy(LateLevel.Supervisor, day) ? LateLevel.Supervisor : due <= DueBy(LateLevel.Town, day) ? LateLevel.Town : LateLevel.Own;

    /// <summary>Since when something due on a day has been at a level.</summary>
    public DateOnly Since(LateLevel level, DateOnly due) => level == LateLevel.Own ? due.AddDays(From) : due.AddDays(Origin + Days * Steps(level));

    private int Steps(LateLevel level) => level == LateLevel.Town && SkipsTown ? (int)LateLevel.Supervisor : (int)level;
}

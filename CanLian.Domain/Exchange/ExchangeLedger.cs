using CanLian.Domain.Common;

namespace CanLian.Domain.Exchange;

/// <summary>How a month stands (报送状态).</summary>
public enum MonthState
{
    [Label("已生成")] Built,
    [Label("按时")] OnTime,
    [Label("迟了")] Late,
    [Label("还没到期")] NotYetDue,
    [Label("逾期未生成")] Overdue,
}

/// <summary>One month of the ledger (一期): when it is due, and its package if there is one.</summary>
public sealed record ExchangeMonth(Month Month, ExchangePackage? Package, DateOnly Today)
{
    public DateOnly DueOn => ExchangePackage.DueOn(Month);
    public DateOnly AsOf => ExchangePackage.AsOfOf(Month);
    public bool CanBuild => Package is null && ExchangePackage.CanBuild(Month, Today);

    public MonthState State => Package switch
    {
        null => Today > DueOn ? MonthState.Overdue : MonthState.NotYetDue,
        { HandedOverOn: null } => Today > DueOn ? MonthState.Overdue : MonthState.Built,
        { OnTime: false } => MonthState.Late,
        _ => Today > DueOn ? MonthState.OnTime : MonthState.Built,
    };

    /// <summary>The state in words; a late one says by how much, one that is still here what it waits for.</summary>
    public Text Words => (State, Package) switch
    {
        (MonthState.Late, { HandedOverOn: { } day }) => new Text("迟了{0}天", day.DayNumber - DueOn.DayNumber),
        (MonthState.Overdue, { Step: PackageStep.Built }) => new Text("逾期未放行"),
        (MonthState.Overdue, { }) => new Text("逾期未送达"),
        (MonthState.Built, { } package) => new Text(package.Step.Label()),
        _ => new Text(State.Label()),
    };

    /// <summary>Days to the end of the due day; negative when it is over.</summary>
    public int DaysLeft => DueOn.DayNumber - Today.DayNumber;

    /// <summary>Whether the month counts in "n of m on time": it is handed over, or it is too late for that.</summary>
    public bool Counts => Package?.HandedOverOn is not null || State == MonthState.Overdue;
}

/// <summary>What must be said although nobody asked (告警): a month is near or past its day and nothing was built.</summary>
public sealed record ExchangeAlarm(Month Month, Text Sentence, bool Overdue);

/// <summary>
/// The hand-overs month by month (数据交换台账). It alone decides what is still to be done; no alarm clock and no memory of one is asked.
/// </summary>
public sealed class ExchangeLedger
{
    /// <summary>When this day of a month is over and nothing was built, an alarm is shown.</summary>
    public const int WatchDay = 3;

    /// <summary>The hour of the due day at which a package is built by itself.</summary>
    public static TimeOnly BuildsAt { get; } = new(2, 0);

    private readonly Dictionary<Month, ExchangePackage> _packages;
    private readonly DateTime _now;

    /// <summary>As often as this it may fail before somebody is told, when the day is near.</summary>
    public const int QuietFailures = 3;

    /// <param name="packages">Every package there is; of a month the newest counts.</param>
    /// <param name="first">The first month this installation answers for; null while it has had nothing to hand over.</param>
    /// <param name="now">The office's own time.</param>
    public ExchangeLedger(IEnumerable<ExchangePackage> packages, Month? first, DateTime now)
    {
        _packages = packages.GroupBy(p => p.Period).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Sequence)!);
        _now = now;
        First = first ?? (_packages.Count > 0 ? _packages.Keys.Min() : FirstFor(Today));
        var answeredFor = first is null && _packages.Count == 0 ? [] : Range(First, Current);
        Months = [.. answeredFor.Union(_packages.Keys).OrderDescending().Select(Of)];
    }

    public DateOnly Today => DateOnly.FromDateTime(_now);
    public Month Current => Month.Of(Today);
    public Month First { get; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ExchangeMonth> Months { get; }

    /// <summary>The month to hand over next: the earliest that is late, else the present one, else the one after it.</summary>
    public ExchangeMonth Next =>
        Months.LastOrDefault(m => m.State == MonthState.Overdue)
        ?? Months.LastOrDefault(m => m.Package is null)
        ?? Of(First > Current ? First : Current.Next);

    /// <summary>Months this installation answers for whose hour has come, built or not, oldest first.</summary>
    public IReadOnlyList<ExchangeMonth> Due => [.. Months.Where(m => m.Month >= First && m.DueOn.ToDateTime(BuildsAt) <= _now).Reverse()];

    public ExchangeAlarm? Alarm =>
        Months.LastOrDefault(m => m.State == MonthState.Overdue) is { } late ? new ExchangeAlarm(late.Month, Overdue(late), Overdue: true)
        : Months.FirstOrDefault(m => m.Month == Current) is { } open && Warning(open) is { } warning ? new ExchangeAlarm(open.Month, warning, Overdue: false)
        : null;

    public ExchangeMonth Of(Month month) => new(month, _packages.GetValueOrDefault(month), Today);

    /// <summary>Months of a year handed over by their day, and months of it that count.</summary>
    public (int OnTime, int Of) OnTimeIn(int year)
    {
        var months = Months.Where(m => m.Month.Year == year && m.Counts).ToList();
        return (months.Count(m => m.Package is { OnTime: true }), months.Count);
    }

    /// <summary>The first month that whoever begins on a day can hand over on time.</summary>
    public static Month FirstFor(DateOnly day) => day.Day > ExchangePackage.DueDay ? Month.Of(day).Next : Month.Of(day);

    private static Text Overdue(ExchangeMonth late) => late.Package switch
    {
        null => new Text("{0} 期已逾期 {1} 天，还没有生成", late.Month, -late.DaysLeft),
        { Step: PackageStep.Built } => new Text("{0} 期已逾期 {1} 天，生成了还没有放行", late.Month, -late.DaysLeft),
        { LastProblem: { Length: > 0 } problem } => new Text("{0} 期已逾期 {1} 天，还没有送达：{2}", late.Month, -late.DaysLeft, new Text(problem)),
        _ => new Text("{0} 期已逾期 {1} 天，还没有送达", late.Month, -late.DaysLeft),
    };

    private Text? Warning(ExchangeMonth open) => open.Package switch
    {
        null when Today.Day > WatchDay => open.DaysLeft == 0
            ? new Text("{0} 期今天到期，还没有生成", open.Month)
            : new Text("{0} 期还有 {1} 天到期，还没有生成", open.Month, open.DaysLeft),
        { Step: PackageStep.Built } when open.DaysLeft == 0 => new Text("{0} 期今天到期，等另一个人放行", open.Month),
        { AwaitsDelivery: true, Attempts: >= QuietFailures } package when Today.Day >= WatchDay =>
            new Text("{0} 期送了 {1} 次都没有送到：{2}", open.Month, package.Attempts, new Text(package.LastProblem)),
        _ => null,
    };

    private static IEnumerable<Month> Range(Month first, Month last)
    {
        for (var month = first; month <= last; month = month.Next)
        {
            yield return month;
        }
    }
}

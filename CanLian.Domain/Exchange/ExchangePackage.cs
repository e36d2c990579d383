using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Domain.Exchange;

/// <summary>One table of a package (分表): its Chinese name, its rows, and the hash of its file.</summary>
/// <param name="Name">Chinese name.</param>
/// <param name="Rows">Rows without the head.</param>
/// <param name="Sha256">Hash of the file as it lies in the package.</param>
/// <param name="File">Name of the file in the package.</param>
public sealed record PackageSheet(string Name, int Rows, string Sha256, string File = "");

/// <summary>How far a package has come (办到哪一步).</summary>
public enum PackageStep
{
    [Label("待放行")] Built,
    [Label("待送达")] Released,
    [Label("已放行")] HandedOver,
    [Label("已送达")] Delivered,
    [Label("已回执")] Acknowledged,
    [Label("已作废")] Superseded,
}

/// <summary>
/// One month's hand-over to the bureau of rural affairs (数据交换包), due on the 5th. Month and sequence are its key: the first is built once, whoever
/// starts it; a further one replaces the one before and says why.
/// </summary>
public class ExchangePackage
{
    public const int DueDay = 5;

    private static readonly TimeSpan _firstPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromHours(6);

    /// <summary>YYYY-MM; the data are as of the last day of the month before.</summary>
    public required string Month { get; init; }

    /// <summary>1 for the first package of the month.</summary>
    public int Sequence { get; init; } = 1;
    public DateOnly AsOf { get; init; }

    /// <summary>When it was built (UTC).</summary>
    public DateTime BuiltAt { get; set; }

    /// <summary>The office's calendar day of it.</summary>
    public DateOnly BuiltOn { get; set; }
    public required string BuiltBy { get; set; }
    public string BuiltById { get; set; } = "";

    /// <summary>Why the one before was replaced; empty for the first.</summary>
    public string Reason { get; set; } = "";
    public string Receiver { get; set; } = "";

    /// <summary>Clause of the agreement it was built under.</summary>
    public string Clause { get; set; } = "";
    public int Households { get; set; }
    public int Persons { get; set; }
    public int Measures { get; set; }

    /// <summary>Changes of certificates in the month before.</summary>
    public int Changes { get; set; }

    /// <summary>Rows of the register's present state.</summary>
    public int Snapshot { get; set; }
    public int Clues { get; set; }
    public required string FileName { get; set; }
    public required string Sha256 { get; set; }
    public string ManifestSha256 { get; set; } = "";
    public long Size { get; set; }
    public IReadOnlyList<PackageSheet> Sheets { get; set; } = [];

    /// <summary>When a second person released it (UTC); null until then.</summary>
    public DateTime? ReleasedAt { get; set; }
    public DateOnly? ReleasedOn { get; set; }
    public string ReleasedBy { get; set; } = "";

    /// <summary>It goes by a channel and not by hand.</summary>
    public bool Delivers { get; set; }
    public int Attempts { get; set; }

    /// <summary>When it is tried next (UTC); null when it never failed.</summary>
    public DateTime? NextAttemptAt { get; set; }
    public string LastProblem { get; set; } = "";

    /// <summary>Until when somebody is sending it (UTC), so that nobody else does; null while nobody is.</summary>
    public DateTime? ClaimedUntil { get; set; }
    public DateTime? DeliveredAt { get; set; }
    public DateOnly? DeliveredOn { get; set; }
    public DateTime? AcknowledgedAt { get; set; }
    public int? Accepted { get; set; }
    public IReadOnlyList<RejectedRow> Rejected { get; set; } = [];
    public DateTime? SupersededAt { get; set; }
    public long Version { get; set; }

    public Month Period => Common.Month.TryParse(Month, out var month) ? month : default;

    /// <summary>The day it left the house; null while it is here.</summary>
    public DateOnly? HandedOverOn => Delivers ? DeliveredOn : ReleasedOn;

    public bool OnTime => HandedOverOn <= DueOn(Period);

    public PackageStep Step => this switch
    {
        { SupersededAt: not null } => PackageStep.Superseded,
        { AcknowledgedAt: not null } => PackageStep.Acknowledged,
        { DeliveredAt: not null } => PackageStep.Delivered,
        { ReleasedAt: null } => PackageStep.Built,
        { Delivers: true } => PackageStep.Released,
        _ => PackageStep.HandedOver,
    };

    /// <summary>It is released, goes by a channel, has not arrived and has not been replaced.</summary>
    public bool AwaitsDelivery => Delivers && ReleasedAt is not null && DeliveredAt is null && SupersededAt is null;

    /// <summary>What the receiver knows a delivery by, so that one that comes twice counts once.</summary>
    public string KeyOf(string district) => string.Create(CultureInfo.InvariantCulture, $"{district}-{Month}-{Sequence}");

    /// <summary>A second person lets it out (放行). Whoever built it by hand is not the second.</summary>
    public Outcome Release(Actor actor, DateTime now, DateOnly today)
    {
        if (SupersededAt is not null)
        {
            return Outcome.Refused("这个包已经被后面的包替换，不能放行");
        }
        if (ReleasedAt is not null)
        {
            return Outcome.Refused("{0} 已经放行过了", ReleasedBy);
        }
        if (BuiltById == actor.Id && !actor.IsSystem)
        {
            return Outcome.Refused("生成的人不能自己放行，请另一个人放行");
        }
        (ReleasedAt, ReleasedOn, ReleasedBy) = (now, today, actor.Name);
        return Outcome.Done;
    }

    /// <summary>Whether it may be sent now: it is due, and nobody else is at it.</summary>
    public bool MaySend(DateTime now) => AwaitsDelivery && !(NextAttemptAt > now) && !(ClaimedUntil > now);

    public void Arrived(DateTime now, DateOnly today)
    {
        Attempts++;
        ClaimedUntil = null;
        (DeliveredAt, DeliveredOn) = (DeliveredAt ?? now, DeliveredOn ?? today);
        (NextAttemptAt, LastProblem) = (null, "");
    }

    /// <summary>It did not arrive; the pause before the next attempt grows. Whatever befalls a second attempt, what has arrived has arrived.</summary>
    public void Failed(DateTime now, string problem)
    {
        Attempts++;
        ClaimedUntil = null;
        if (DeliveredAt is not null)
        {
            return;
        }
        var pause = TimeSpan.FromTicks((long)Math.Min(_longestPause.Ticks, _firstPause.Ticks * Math.Pow(3, Attempts - 1)));
        (NextAttemptAt, LastProblem) = (now + pause, problem);
    }

    /// <summary>Takes the bureau's answer; refused where it speaks of another file.</summary>
    public Outcome Acknowledge(Receipt receipt, DateTime now)
    {
        if (!string.Equals(receipt.Sha256, Sha256, StringComparison.OrdinalIgnoreCase))
        {
            return Outcome.Refused("回执里的校验值不是 {0} 期这个包的，没有登记：请对方核对收到的文件", Month);
        }
        if (receipt.Accepted < 0 || receipt.Rejected.Any(r => r.Row < 1 || Sheets.All(s => s.File != r.File)))
        {
            return Outcome.Refused("回执里有 {0} 期的包里没有的文件或行，没有登记：请对方重发回执", Month);
        }
        (AcknowledgedAt, Accepted, Rejected) = (now, receipt.Accepted, receipt.Rejected);
        return Outcome.Done;
    }

    /// <summary>The last day on which handing over is on time.</summary>
    public static DateOnly DueOn(Month month) => new(month.Year, month.Number, DueDay);

    /// <summary>The day the data of a month's package are as of.</summary>
    public static DateOnly AsOfOf(Month month) => month.Previous.LastDay;

    /// <summary>The data of a month can be taken once its last day is over.</summary>
    public static bool CanBuild(Month month, DateOnly today) => AsOfOf(month) < today;
}

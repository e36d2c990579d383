using CanLian.Domain.Common;

namespace CanLian.Domain.Exchange;

/// <summary>One sheet of a package (分表): its rows, and the hash that proves them.</summary>
public sealed record PackageSheet(string Name, int Rows, string Sha256);

/// <summary>
/// One month's hand-over to the bureau of rural affairs (数据交换包), due on the 5th. The month is its key: it is built once, whoever starts it.
/// </summary>
public class ExchangePackage
{
    public const int DueDay = 5;

    /// <summary>YYYY-MM; the data are as of the last day of the month before.</summary>
    public required string Month { get; init; }
    public DateOnly AsOf { get; init; }

    /// <summary>When it was built (UTC).</summary>
    public DateTime BuiltAt { get; set; }

    /// <summary>The office's calendar day of it.</summary>
    public DateOnly BuiltOn { get; set; }
    public required string BuiltBy { get; set; }
    public int Households { get; set; }
    public int Persons { get; set; }
    public int Measures { get; set; }

    /// <summary>Changes of certificates in the month before.</summary>
    public int Changes { get; set; }
    public required string FileName { get; set; }
    public required string Sha256 { get; set; }
    public long Size { get; set; }
    public IReadOnlyList<PackageSheet> Sheets { get; set; } = [];

    public Month Period => Common.Month.TryParse(Month, out var month) ? month : default;

    public bool OnTime => BuiltOn <= DueOn(Period);

    /// <summary>The last day on which handing over is on time.</summary>
    public static DateOnly DueOn(Month month) => new(month.Year, month.Number, DueDay);

    /// <summary>The day the data of a month's package are as of.</summary>
    public static DateOnly AsOfOf(Month month) => month.Previous.LastDay;

    /// <summary>The data of a month can be taken once its last day is over.</summary>
    public static bool CanBuild(Month month, DateOnly today) => AsOfOf(month) < today;
}

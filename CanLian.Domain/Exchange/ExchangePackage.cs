namespace CanLian.Domain.Exchange;

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
    public DateOnly BuiltOn { get; set; }
    public required string BuiltBy { get; set; }
    public int Households { get; set; }
    public int Persons { get; set; }
    public int Measures { get; set; }
    public required string FileName { get; set; }
    public required string Sha256 { get; set; }
    public long Size { get; set; }

    public static DateOnly DueOn(Common.Month month) => new(month.Year, month.Number, DueDay);

    public bool OnTime => Common.Month.TryParse(Month, out var month) && BuiltOn <= DueOn(month);
}

using System.Globalization;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>What a figure is asked for (统计口径): a year, a region, and the last day that counts.</summary>
/// <param name="Year">The year (年度) of the cases.</param>
/// <param name="Region">Statistical code prefix.</param>
/// <param name="AsOf">Nothing that happened later is seen.</param>
public sealed record FigureScope(int Year, string Region, DateOnly AsOf)
{
    public RegionRange Range => RegionRange.Of(Region);

    /// <summary>Asks the records as they are now, also of a year that is closed, and no tally in their place.</summary>
    public bool Live { get; init; }

    /// <summary>Scope of a year, or of it up to one month: to the last day, or to today while it runs.</summary>
    public static FigureScope Of(int year, string region, DateOnly today, int? month = null)
    {
        var end = new Month(year, month ?? 12).LastDay;
        return new FigureScope(year, region, end < today ? end : today);
    }

    /// <summary>The same question on an earlier day of the year; a day that is none of it, or later, changes nothing.</summary>
    public FigureScope Until(DateOnly? day) => day is { } earlier && earlier.Year == Year && earlier < AsOf ? this with { AsOf = earlier } : this;

    /// <summary>The same question at the end of each month so far, January first; empty for a year that has not begun.</summary>
    public IEnumerable<FigureScope> MonthByMonth()
    {
        for (var month = new Month(Year, 1); month.Year == Year && month.FirstDay <= AsOf; month = month.Next)
        {
            yield return this with { AsOf = month.LastDay < AsOf ? month.LastDay : AsOf };
        }
    }
}

/// <summary>One row behind a figure (明细): what a reader sees when the number is clicked.</summary>
/// <param name="Id">The record; with <paramref name="Kind"/> it gives the address of its page.</param>
/// <param name="Kind">Which kind of record.</param>
/// <param name="Name">Person, householder, lot or document.</param>
/// <param name="RegionCode">Where it belongs.</param>
/// <param name="Reference">Case number or document number.</param>
/// <param name="On">The date that counts; null while open.</param>
/// <param name="AmountFen">Money; null where the record carries none.</param>
/// <param name="Note">Kind, stage or answer, in Chinese.</param>
public sealed record Evidence(
    Guid Id, EvidenceKind Kind, string Name, string RegionCode, string Reference, DateOnly? On, long? AmountFen, string? Note);

/// <summary>Kind of record behind a figure.</summary>
public enum EvidenceKind
{
    Case,
    Person,
    FollowUp,
    Batch,
    Target,
    Organisation,
    Article,
    Survey,
    Place,
    Package,
    Vacancy,
    Difference,
    Notice,
    Doubt,
}

/// <summary>The value of a figure: a number or a date, or neither where there is nothing to compute it from.</summary>
/// <param name="Number">The number, unrounded; money in yuan; null when undefined.</param>
/// <param name="Date">The date of a date or month figure.</param>
/// <param name="Numerator">Upper part of a ratio.</param>
/// <param name="Denominator">Lower part of a ratio.</param>
/// <param name="Records">How many rows stand behind it.</param>
public sealed record FigureValue(
    decimal? Number, DateOnly? Date = null, decimal? Numerator = null, decimal? Denominator = null, int Records = 0)
{
    /// <summary>Whether a reader would see the same number or date from the same number of rows.</summary>
    public bool SameAs(FigureValue other) => (Number, Date, Records) == (other.Number, other.Date, other.Records);
}

/// <summary>
/// A number that is born once (指标): a label, a unit, and a query whose rows are its evidence. Tiles, lists, reports, exports and the command
/// line evaluate figures; none computes anything itself.
/// </summary>
public abstract record Figure(string Id, string Label, Unit Unit)
{
    /// <summary>How the number comes about, in words.</summary>
    public string Formula { get; init; } = "";

    /// <summary>Decimals of a ratio when shown, in percent.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>It tells how things stand on a day and belongs to no year, so that no closed year holds it.</summary>
    public virtual bool OfTheDay => false;

    /// <summary>It counts nothing that is hidden from some, and is the same for whoever sees the region.</summary>
    public virtual bool SameForAll => false;

    /// <summary>It counts nothing but what is hidden from some, who are told nothing of it.</summary>
    public virtual bool OfReserved => false;

    /// <summary>The value: of a closed year the one it was closed with, otherwise what the records say.</summary>
    public FigureValue Evaluate(IRecords records, FigureScope scope) =>
        ClosingOf(records, scope)?.ValueOf(records, this, scope.Region) ?? Tallied(records, scope, [scope.Region])?[scope.Region] ?? Compute(records, scope);

    /// <summary>The value in each of several regions of one level (分地区), by the same definition; a figure of many rows does it in one query.</summary>
    public IReadOnlyDictionary<string, FigureValue> EvaluateEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions) =>
        ClosingOf(records, scope)?.ValuesOf(records, this, regions) is { } closed && regions.All(closed.ContainsKey)
            ? closed
            : Tallied(records, scope, regions) ?? ComputeEach(records, scope, regions);

    /// <summary>The rows behind the number, for a page to sort and cut; lazily evaluated. Of a closed year they are those it was closed with.</summary>
    public IQueryable<Evidence> Rows(IRecords records, FigureScope scope) =>
        ClosingOf(records, scope) is { } closing ? closing.RowsOf(records, this, scope) : ComputeRows(records, scope);

    private YearClosing? ClosingOf(IRecords records, FigureScope scope) => OfTheDay ? null : YearClosing.Of(records, scope);

    /// <summary>The figure and those it is made of.</summary>
    public virtual IEnumerable<Figure> Parts => [this];

    /// <summary>
    /// What the figure counts, village by village, so that numbers of villages can be kept for a day and put together; null where a number is more than its
    /// villages, or is had at once.
    /// </summary>
    public virtual IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => null;

    // What is kept beside the records equals what they say; whoever asks for the records themselves gets them.
    private IReadOnlyDictionary<string, FigureValue>? Tallied(IRecords records, FigureScope scope, IReadOnlyList<string> regions) =>
        scope.Live ? null : records.Tallied(this, scope, regions);

    /// <summary>The value by the records.</summary>
    protected abstract FigureValue Compute(IRecords records, FigureScope scope);

    /// <summary>The value by the records, region by region.</summary>
    protected virtual IReadOnlyDictionary<string, FigureValue> ComputeEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions) =>
        regions.ToDictionary(region => region, region => Compute(records, scope with { Region = region }));

    /// <summary>The rows the records give.</summary>
    protected abstract IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope);

    /// <summary>What becomes of groups in which nothing was found: every region asked for has an answer.</summary>
    protected static IReadOnlyDictionary<string, FigureValue> Filled(
        IReadOnlyList<string> regions, IReadOnlyDictionary<string, FigureValue> found, FigureValue missing) =>
        regions.ToDictionary(region => region, region => found.GetValueOrDefault(region, missing));

    /// <summary>The value as people read it: 525人, 52.5万元, 211.11%, 2023-08-28. A dash where there is none.</summary>
    public string Shown(FigureValue value) => Unit switch
    {
        Unit.Date => value.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—",
        Unit.Month => value.Date?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "—",
        Unit.Ratio => value.Number is { } ratio
            ? Math.Round(ratio * 100m, Decimals, MidpointRounding.AwayFromZero).ToString("F" + Decimals, CultureInfo.InvariantCulture) + "%"
            : "—",
        Unit.Yuan => value.Number is { } yuan
            ? Math.Abs(yuan) >= 10_000m
                ? (yuan / 10_000m).ToString("#,0.######", CultureInfo.InvariantCulture) + "万元"
                : yuan.ToString("#,0.##", CultureInfo.InvariantCulture) + "元"
            : "—",
        _ => value.Number is { } number ? number.ToString("#,0.##", CultureInfo.InvariantCulture) + Unit.Label() : "—",
    };
}

namespace CanLian.Domain.Figures;

/// <summary>
/// A year that is closed (关账): from its last day on, figures and the rows behind them are those it was closed with. What the records say later
/// is a correction beside them, never another number in their place.
/// </summary>
public class YearClosing
{
    public int Year { get; init; }

    /// <summary>The last day that counted.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>When it was closed (UTC).</summary>
    public DateTime At { get; init; }

    /// <summary>Who closed it.</summary>
    public required string By { get; init; }

    /// <summary>The closing that answers a question; null where the records do.</summary>
    public static YearClosing? Of(IRecords records, FigureScope scope) =>
        scope.Live ? null : records.Closings.FirstOrDefault(c => c.Year == scope.Year && c.AsOf <= scope.AsOf);

    /// <summary>The number a figure was closed with; null when there was no such figure or region then.</summary>
    public FigureValue? ValueOf(IRecords records, Figure figure, string region) => ValuesOf(records, figure, [region]).GetValueOrDefault(region);

    /// <summary>The numbers a figure was closed with, region by region, as far as there are any.</summary>
    public IReadOnlyDictionary<string, FigureValue> ValuesOf(IRecords records, Figure figure, IReadOnlyList<string> regions)
    {
        var (year, id) = (Year, figure.Id);
        return records.Of<ClosedFigure>().Where(f => f.Year == year && f.FigureId == id && regions.Contains(f.RegionCode)).ToList().ToDictionary(f => f.RegionCode, f => f.Value);
    }

    /// <summary>The rows a figure was closed with. A lot or a survey belongs to the district even when a town asks.</summary>
    public IQueryable<Evidence> RowsOf(IRecords records, Figure figure, FigureScope scope)
    {
        var ((low, high), year, id) = (scope.Range, Year, figure.Id);
        return records.Of<ClosedRecord>()
            .Where(r => r.Year == year && r.FigureId == id && ((string.Compare(r.RegionCode, low) >= 0 && string.Compare(r.RegionCode, high) <= 0)
                || r.Kind == EvidenceKind.Batch || r.Kind == EvidenceKind.Survey))
            .OrderBy(r => r.Id)
            .Select(r => new Evidence(r.RecordId, r.Kind, r.Name, r.RegionCode, r.Reference, r.On, r.AmountFen, r.Note));
    }
}

/// <summary>The number a figure had in a region when the year was closed (关账数).</summary>
public class ClosedFigure
{
    public int Year { get; init; }
    public required string FigureId { get; init; }
    public required string RegionCode { get; init; }

    /// <summary>Whose figure it is; empty for one over all programmes.</summary>
    public required string Programme { get; init; }
    public decimal? Number { get; init; }
    public DateOnly? Date { get; init; }
    public decimal? Numerator { get; init; }
    public decimal? Denominator { get; init; }
    public int Records { get; init; }

    public FigureValue Value => new(Number, Date, Numerator, Denominator, Records);

    public static ClosedFigure Of(int year, Figure figure, string programme, string region, FigureValue value) => new()
    {
        Year = year,
        FigureId = figure.Id,
        RegionCode = region,
        Programme = programme,
        Number = value.Number,
        Date = value.Date,
        Numerator = value.Numerator,
        Denominator = value.Denominator,
        Records = value.Records,
    };
}

/// <summary>A row that stood behind a figure when the year was closed (关账名单).</summary>
public class ClosedRecord
{
    public long Id { get; init; }
    public int Year { get; init; }
    public required string FigureId { get; init; }

    /// <summary>Whose figure it is; empty for one over all programmes.</summary>
    public required string Programme { get; init; }
    public Guid RecordId { get; init; }
    public EvidenceKind Kind { get; init; }
    public required string Name { get; init; }
    public required string RegionCode { get; init; }
    public required string Reference { get; init; }
    public DateOnly? On { get; init; }
    public long? AmountFen { get; init; }
    public string? Note { get; init; }

    public static ClosedRecord Of(int year, Figure figure, string programme, Evidence row) => new()
    {
        Year = year,
        FigureId = figure.Id,
        Programme = programme,
        RecordId = row.Id,
        Kind = row.Kind,
        Name = row.Name,
        RegionCode = row.RegionCode,
        Reference = row.Reference,
        On = row.On,
        AmountFen = row.AmountFen,
        Note = row.Note,
    };
}

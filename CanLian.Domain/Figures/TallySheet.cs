using CanLian.Domain.Cases;

namespace CanLian.Domain.Figures;

/// <summary>A row of tallies (汇总行): a figure, of a programme, in a year and a region.</summary>
public readonly record struct TallyKey(int Year, string RegionCode, string FigureId, string Programme);

/// <summary>Cases of a programme, year and region whose stage has its limit on one day (到期日).</summary>
public readonly record struct DueKey(int Year, string RegionCode, string Programme, DateOnly DueOn);

/// <summary>
/// Adds cases up to tallies, or takes them away (汇总计算): for every figure and every region from the town upwards the value and the number of rows at the
/// end of each month; and of cases that may be late the day of their limit. The same sum serves a change and a whole database. Whoever is counted once must come with all cases of the programme and year that
/// count the same person or household.
/// </summary>
public sealed class TallySheet(TalliedFigures figures)
{
    public const int MonthsOfYear = 12;
    public const int AllMonths = (1 << MonthsOfYear) - 1;

    /// <summary>Under this name, which is no figure's, stand the cases whose limit has passed on the first day of each month of their year.</summary>
    public const string Overdue = "overdue";

    private readonly Dictionary<TallyKey, long[]> _rows = [];
    private readonly Dictionary<DueKey, long> _due = [];

    /// <summary>Lengths of the codes that have tallies; a village's few cases are counted as they are.</summary>
    public static IReadOnlyList<int> Levels { get; } = [0, 2, 4, 6, 9];

    /// <summary>Twelve values, then twelve numbers of rows; only rows that are not nothing.</summary>
    public IEnumerable<KeyValuePair<TallyKey, long[]>> Rows => _rows.Where(r => r.Value.Any(v => v != 0));

    public IEnumerable<KeyValuePair<DueKey, long>> Due => _due.Where(d => d.Value != 0);

    public void Add(IEnumerable<CountedCase> cases, int sign = 1)
    {
        foreach (var of in cases.GroupBy(c => (c.File.Programme, c.File.Year)))
        {
            List<(CaseFile File, string[] Regions)> placed = [.. of.Select(c => (c.File, RegionsOf(c.File.RegionCode)))];
            foreach (var figure in figures.Of(of.Key.Programme))
            {
                Add(figure, placed, sign);
            }
            foreach (var late in of.Where(c => c.MayBeOverdue && c.File.DueOn is not null))
            {
                foreach (var region in RegionsOf(late.File.RegionCode))
                {
                    var key = new DueKey(of.Key.Year, region, of.Key.Programme, late.File.DueOn!.Value);
                    _due[key] = _due.GetValueOrDefault(key) + sign;
                    Pass(late.File, region, sign);
                }
            }
        }
    }

    private void Add(TalliedFigure figure, List<(CaseFile File, string[] Regions)> cases, int sign)
    {
        Dictionary<(string Region, Guid Subject), int>? counted = null;
        foreach (var (file, regions) in cases)
        {
            if (figure.Months(file) is not (not 0 and var months))
            {
                continue;
            }
            var subject = figure.Subject(file);
            var adds = subject is null ? figure.Adds(file) : 0;
            foreach (var region in regions)
            {
                var row = RowOf(figure.Figure.Id, file, region);
                for (var month = 0; month < MonthsOfYear; month++)
                {
                    if ((months & (1 << month)) != 0)
                    {
                        row[month] += sign * adds;
                        row[MonthsOfYear + month] += sign;
                    }
                }
                if (subject is { } once)
                {
                    counted ??= [];
                    var seen = counted.GetValueOrDefault((region, once));
                    counted[(region, once)] = seen | months;
                    for (var month = 0; month < MonthsOfYear; month++)
                    {
                        row[month] += (months & ~seen & (1 << month)) != 0 ? sign : 0;
                    }
                }
            }
        }
    }

    private void Pass(CaseFile file, string region, int sign)
    {
        var due = file.DueOn!.Value;
        var first = due.Year == file.Year ? due.Month : due.Year < file.Year ? 0 : MonthsOfYear;
        if (first < MonthsOfYear)
        {
            var row = RowOf(Overdue, file, region);
            for (var month = first; month < MonthsOfYear; month++)
            {
                row[month] += sign;
            }
        }
    }

    private long[] RowOf(string figure, CaseFile file, string region)
    {
        var key = new TallyKey(file.Year, region, figure, file.Programme);
        return _rows.TryGetValue(key, out var row) ? row : _rows[key] = new long[2 * MonthsOfYear];
    }

    private static string[] RegionsOf(string code) => [.. Levels.Where(length => code.Length >= length).Select(length => code[..length])];
}

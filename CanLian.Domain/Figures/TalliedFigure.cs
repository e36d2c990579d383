using CanLian.Domain.Cases;

namespace CanLian.Domain.Figures;

/// <summary>A case figure that is kept as a tally (汇总指标): its own definition, compiled, says in which months of its year a case counts.</summary>
public sealed class TalliedFigure
{
    private readonly Func<CaseFile, bool> _holds;
    private readonly Func<CaseFile, DateOnly?> _from;
    private readonly Func<CaseFile, DateOnly?>? _until;

    internal TalliedFigure(CaseFigure figure)
    {
        Figure = figure;
        _holds = (figure.And is null ? figure.Span.Holds : figure.Span.Holds.And(figure.And)).Compile(preferInterpretation: false);
        _from = figure.Span.From.Compile();
        _until = figure.Span.Until?.Compile();
    }

    public CaseFigure Figure { get; }

    /// <summary>The months at whose end a case counts: January is the lowest bit.</summary>
    public int Months(CaseFile file)
    {
        if (!_holds(file) || _from(file) is not { } from)
        {
            return 0;
        }
        return Since(file.Year, from) & ~(_until?.Invoke(file) is { } until ? Since(file.Year, until) : 0);
    }

    /// <summary>The days on which the count of a case changes.</summary>
    public IEnumerable<DateOnly> Days(CaseFile file)
    {
        if (_holds(file) && _from(file) is { } from)
        {
            yield return from;
            if (_until?.Invoke(file) is { } until)
            {
                yield return until;
            }
        }
    }

    /// <summary>Who is counted once; null where cases are added up.</summary>
    public Guid? Subject(CaseFile file) => Figure.Measure switch
    {
        Measure.Persons => file.PersonId,
        Measure.Households => file.HouseholdId ?? file.PersonId,
        _ => null,
    };

    /// <summary>What a case adds, in the tally's whole units.</summary>
    public long Adds(CaseFile file) => Figure.Measure switch
    {
        Measure.Amount => file.AmountFen ?? 0,
        Measure.Quantity => (long)((file.Quantity ?? 0m) * TallyUnit.OfQuantity),
        _ => 1,
    };

    // The months from the one whose end is the first not before the day.
    private static int Since(int year, DateOnly day) =>
        day.Year > year ? 0 : day.Year < year ? TallySheet.AllMonths : TallySheet.AllMonths & (TallySheet.AllMonths << (day.Month - 1));
}

/// <summary>Tallies are kept as whole numbers, which add up in any order and on any database.</summary>
internal static class TallyUnit
{
    public const long OfMoney = 100;
    public const long OfQuantity = 1_000_000;

    /// <summary>The number a figure of a measure shows.</summary>
    public static decimal Number(Measure measure, long value) => measure switch
    {
        Measure.Amount => value / (decimal)OfMoney,
        Measure.Quantity => value / (decimal)OfQuantity,
        _ => value,
    };
}

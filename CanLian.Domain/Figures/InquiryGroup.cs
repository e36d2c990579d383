using System.Linq.Expressions;

namespace CanLian.Domain.Figures;

/// <summary>Which records a question must look at beside the case itself.</summary>
[Flags]
internal enum Facts
{
    Case = 0,
    Person = 1,
    Certificate = 2 | Person,
    Hardship = 4 | Person,
}

/// <summary>Something that cases are told apart by (分组和条件), such as their month or the level of the person.</summary>
public abstract class InquiryGroup(string code, string label)
{
    /// <summary>Its name in addresses.</summary>
    public string Code { get; } = code;
    public string Label { get; } = label;

    /// <summary>The values there can be, in order; empty where they are whatever the records say.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A case falls into exactly one part.</summary>
    public bool Apart { get; init; } = true;

    internal Facts Facts { get; init; }

    /// <summary>Whether it can be a value at all.</summary>
    public virtual bool Knows(string value) => Values.Count == 0 || value == Inquiry.None || Values.Contains(value);

    /// <summary>The question of one part.</summary>
    public virtual Inquiry Narrow(Inquiry inquiry, string value) => inquiry.With(this, value);

    /// <summary>That a case has one of some values.</summary>
    internal abstract Expression<Func<Asked, bool>> Among(IReadOnlyList<string> values, Inquiry inquiry, FigureScope scope, bool grouped);

    internal abstract IReadOnlyList<InquiryCell> Cells(IQueryable<Asked> rows, InquiryGroup? second, Inquiry inquiry, FigureScope scope);

    /// <summary>Cells by another group and this one.</summary>
    internal abstract IReadOnlyList<InquiryCell> CellsBelow<TFirst>(
        IQueryable<Asked> rows, Expression<Func<Asked, TFirst>> first, Func<TFirst, string> write, Inquiry inquiry, FigureScope scope);
}

/// <summary>A group by a value that is one expression over the case and its facts, so that the database groups.</summary>
public class InquiryGroup<T> : InquiryGroup
{
    private readonly Func<Inquiry, FigureScope, Expression<Func<Asked, T>>> _key;
    private readonly Func<T, string> _write;
    private readonly Func<string, T> _read;

    internal InquiryGroup(string code, string label, Func<Inquiry, FigureScope, Expression<Func<Asked, T>>> key, Func<T, string> write, Func<string, T> read)
        : base(code, label) => (_key, _write, _read) = (key, write, read);

    internal override Expression<Func<Asked, bool>> Among(IReadOnlyList<string> values, Inquiry inquiry, FigureScope scope, bool grouped)
    {
        var key = _key(inquiry, scope);
        List<T> known = [.. values.Where(v => v != Inquiry.None).Select(_read)];
        var among = key.Then(value => known.Contains(value));
        if (!values.Contains(Inquiry.None))
        {
            return among;
        }
        var missing = Expression.Lambda<Func<Asked, bool>>(Expression.Equal(key.Body, Expression.Constant(null, typeof(T))), key.Parameters);
        return known.Count == 0 ? missing : among.Or(missing);
    }

    internal override IReadOnlyList<InquiryCell> Cells(IQueryable<Asked> rows, InquiryGroup? second, Inquiry inquiry, FigureScope scope) => second is null
        ? Counted(rows.GroupBy(_key(inquiry, scope)), inquiry.Measure, key => (_write(key), null))
        : second.CellsBelow(rows, _key(inquiry, scope), _write, inquiry, scope);

    internal override IReadOnlyList<InquiryCell> CellsBelow<TFirst>(
        IQueryable<Asked> rows, Expression<Func<Asked, TFirst>> first, Func<TFirst, string> write, Inquiry inquiry, FigureScope scope) =>
        Counted(rows.GroupBy(first.Both(_key(inquiry, scope), (one, other) => new Pair<TFirst> { First = one, Second = other })), inquiry.Measure, pair => (write(pair.First), _write(pair.Second)));

    private static IReadOnlyList<InquiryCell> Counted<TKey>(IQueryable<IGrouping<TKey, Asked>> groups, Measure measure, Func<TKey, (string, string?)> write)
    {
        var counted = measure switch
        {
            Measure.Cases => groups.Select(g => new { g.Key, Rows = g.Count(), Whole = (long)g.Count(), Number = 0m }),
            Measure.Persons => groups.Select(g => new { g.Key, Rows = g.Count(), Whole = (long)g.Select(a => a.Case.PersonId).Distinct().Count(), Number = 0m }),
            Measure.Households => groups.Select(g => new { g.Key, Rows = g.Count(), Whole = (long)g.Select(a => a.Case.HouseholdId ?? a.Case.PersonId).Distinct().Count(), Number = 0m }),
            Measure.Amount => groups.Select(g => new { g.Key, Rows = g.Count(), Whole = g.Sum(a => a.Case.AmountFen ?? 0), Number = 0m }),
            Measure.Quantity => groups.Select(g => new { g.Key, Rows = g.Count(), Whole = 0L, Number = g.Sum(a => a.Case.Quantity ?? 0m) }),
        };
        return [.. counted.AsEnumerable().Select(c =>
        {
            var (first, second) = write(c.Key);
            return new InquiryCell(first, second, measure switch { Measure.Quantity => c.Number, Measure.Amount => c.Whole / 100m, _ => c.Whole }, c.Rows);
        })];
    }

    /// <summary>The values of two groups together, as the database groups by them.</summary>
    private sealed record Pair<TFirst>
    {
        public required TFirst First { get; init; }
        public required T Second { get; init; }
    }
}

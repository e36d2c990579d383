using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;

namespace CanLian.Domain.Figures;

/// <summary>The figures that are kept as tallies (汇总指标目录), found among all and their parts by what they count.</summary>
public sealed class TalliedFigures
{
    // Raised when the same definitions come to be kept in another way.
    private const int Layout = 2;

    private readonly Dictionary<string, CaseFigure> _cases;
    private readonly ConcurrentDictionary<string, IReadOnlyList<TalliedFigure>> _compiled = new();

    public TalliedFigures(IEnumerable<Figure> figures)
    {
        var parts = figures.SelectMany(f => f.Parts).ToList();
        _cases = parts.OfType<CaseFigure>().Where(f => f.IsTallied).DistinctBy(f => f.Id).ToDictionary(f => f.Id);
        Targets = [.. parts.OfType<TargetFigure>().DistinctBy(f => f.Id)];
        Version = VersionOf(_cases.Values);
    }

    /// <summary>The tasks and planned money.</summary>
    public IReadOnlyList<TargetFigure> Targets { get; }

    /// <summary>Changes with the definitions: tallies of another version say nothing.</summary>
    public string Version { get; }

    /// <summary>Whether the tally of this id counts what the figure counts.</summary>
    public bool Has(CaseFigure figure) => _cases.TryGetValue(figure.Id, out var known) && known.CountsAs(figure);

    /// <summary>The tallies that a programme's cases go into, those over all programmes among them.</summary>
    public IReadOnlyList<TalliedFigure> Of(string programme) => _compiled.GetOrAdd(
        programme, code => [.. _cases.Values.Where(f => f.Programme is null || f.Programme == code).Select(f => new TalliedFigure(f))]);

    private static string VersionOf(IEnumerable<CaseFigure> figures)
    {
        var text = new StringBuilder();
        foreach (var figure in figures.OrderBy(f => f.Id, StringComparer.Ordinal))
        {
            text.AppendJoin('|', figure.Id, figure.Programme, figure.Measure);
            foreach (var expression in new LambdaExpression?[] { figure.Span.Holds, figure.Span.From, figure.Span.Until, figure.And }.OfType<LambdaExpression>())
            {
                text.Append('|').Append(new Closed(text).Visit(expression));
            }
            text.AppendLine();
        }
        return $"{Layout}.{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16]}";
    }

    /// <summary>Writes down the values an expression has closed over, which its own text does not show.</summary>
    private sealed class Closed(StringBuilder text) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is ConstantExpression { Value: { } closure } && node.Member is System.Reflection.FieldInfo field)
            {
                var value = field.GetValue(closure);
                text.Append('|').AppendJoin(',', value is IEnumerable many and not string ? many.Cast<object>() : [value ?? ""]);
                return Expression.Parameter(node.Type, field.Name);
            }
            return base.VisitMember(node);
        }
    }
}

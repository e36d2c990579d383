using System.Linq.Expressions;
using CanLian.Domain.Cases;

namespace CanLian.Domain.Figures;

/// <summary>A case with what tallies ask of it and nothing else (计数案件).</summary>
/// <param name="File">The case; its form and its children are not read.</param>
/// <param name="MayBeOverdue">Whether the condition of <see cref="CaseSpan.Overdue"/> holds for it.</param>
public sealed record CountedCase(CaseFile File, bool MayBeOverdue)
{
    // What CaseFile.Counted takes; a figure that asks for more is computed from the records.
    private static readonly HashSet<string> _read =
    [
        nameof(CaseFile.Id), nameof(CaseFile.Programme), nameof(CaseFile.Year), nameof(CaseFile.PersonId), nameof(CaseFile.HouseholdId), nameof(CaseFile.RegionCode),
        nameof(CaseFile.Stage), nameof(CaseFile.StageKind), nameof(CaseFile.StageSince), nameof(CaseFile.DueOn), nameof(CaseFile.DoneOn), nameof(CaseFile.AppliedOn),
        nameof(CaseFile.Kind), nameof(CaseFile.Result), nameof(CaseFile.Quantity), nameof(CaseFile.AmountFen),
    ];

    /// <summary>Reads cases in this way.</summary>
    public static Expression<Func<CaseFile, CountedCase>> Of { get; } = CaseSpan.Overdue.Holds.Into<CaseFile, bool, CountedCase>((c, free) => new CountedCase(
        CaseFile.Counted(
            c.Id, c.Programme, c.Year, c.PersonId, c.HouseholdId, c.RegionCode, c.Stage, c.StageKind, c.StageSince, c.DueOn, c.DoneOn, c.AppliedOn,
            c.Kind, c.Result, c.Quantity, c.AmountFen),
        free));

    /// <summary>Whether an expression over a case asks for nothing that is not read.</summary>
    internal static bool Answers(LambdaExpression? expression)
    {
        var asked = new Asked();
        asked.Visit(expression);
        return asked.Names.All(_read.Contains);
    }

    private sealed class Asked : ExpressionVisitor
    {
        public List<string> Names { get; } = [];

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression?.Type == typeof(CaseFile))
            {
                Names.Add(node.Member.Name);
            }
            return base.VisitMember(node);
        }
    }
}

using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;

namespace CanLian.Domain.Programmes;

/// <summary>
/// Puts the rules, as they are written, into a shape that a database answers for a whole province (条件改写): what is asked of each person's cases
/// becomes a list to look up in, or two short looks where the persons are those of a district at most, and what several rules ask of the one card that is
/// current is asked once. The meaning stays.
/// </summary>
internal static class RuleQuery
{
    /// <summary>The same condition for a query over the register.</summary>
    public static Expression<Func<Candidate, bool>> ForQuery(this Expression<Func<Candidate, bool>> rules, IRecords records, FigureScope scope) =>
        Expression.Lambda<Func<Candidate, bool>>(new CaseLists(records, rules.Parameters[0], scope.Region.Length >= Region.DistrictLength).Visit(OneCard(rules.Body)), rules.Parameters);

    /// <summary>The same condition, its questions about the current card put as one.</summary>
    public static Expression<Func<Candidate, bool>> AskingOneCard(this Expression<Func<Candidate, bool>> rules) =>
        Expression.Lambda<Func<Candidate, bool>>(OneCard(rules.Body), rules.Parameters);

    /// <summary>The person, or somebody for the household, has such a case.</summary>
    public static Expression<Func<Candidate, bool>> HasCase(IRecords records, FigureScope scope, Expression<Func<CaseFile, bool>> which)
    {
        Expression<Func<Candidate, bool>> any = c => c.Cases.Any(x => x.Version >= 0);
        var asked = (MethodCallExpression)any.Body;
        return Expression.Lambda<Func<Candidate, bool>>(asked.Update(null, [asked.Arguments[0], which]), any.Parameters).ForQuery(records, scope);
    }

    // Exactly one card of a person is current, so two questions about it that must both be answered yes are one.
    private static Expression OneCard(Expression body)
    {
        var (cards, rest) = (new List<(Expression Cards, LambdaExpression Which, bool Has)>(), new List<Expression>());
        foreach (var part in Parts(body))
        {
            var (asked, has) = part is UnaryExpression { NodeType: ExpressionType.Not, Operand: var inner } ? (inner, false) : (part, true);
            if (asked is MethodCallExpression { Method.Name: nameof(Enumerable.Any), Arguments: [var source, LambdaExpression which] } && which.Parameters[0].Type == typeof(Certificate)
                && Parts(which.Body).Any(IsCurrent))
            {
                cards.Add((source, which, has));
            }
            else
            {
                rest.Add(part);
            }
        }
        if (cards.Count < 2 || !cards.Exists(c => c.Has))
        {
            return body;
        }
        var card = cards[0].Which.Parameters[0];
        var questions = cards.OrderByDescending(c => c.Has).SelectMany(c =>
        {
            var own = Parts(new Expressions.Replacement(c.Which.Parameters[0], card).Visit(c.Which.Body)!).Where(p => !IsCurrent(p)).ToList();
            return c.Has ? own : [Expression.Not(own.Aggregate(Expression.AndAlso))];
        });
        var merged = questions.Prepend(Expression.Property(card, nameof(Certificate.Current))).Aggregate(Expression.AndAlso);
        return rest.Append(Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [typeof(Certificate)], cards[0].Cards, Expression.Lambda<Func<Certificate, bool>>(merged, card)))
            .Aggregate(Expression.AndAlso);
    }

    private static bool IsCurrent(Expression part) => part is MemberExpression { Member.Name: nameof(Certificate.Current) };

    private static IEnumerable<Expression> Parts(Expression body) =>
        body is BinaryExpression { NodeType: ExpressionType.AndAlso } both ? Parts(both.Left).Concat(Parts(both.Right)) : [body];

    // The cases of a candidate are those of the person and of the household; a condition on them that knows nothing else of the person is a list.
    private sealed class CaseLists(IRecords records, ParameterExpression candidate, bool eachByItself) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node is not { Method.Name: nameof(Enumerable.Any), Arguments: [MemberExpression { Member.Name: nameof(Candidate.Cases) }, Expression<Func<CaseFile, bool>> which] }
                || Mentions.The(candidate, which.Body))
            {
                return base.VisitMethodCall(node);
            }
            if (eachByItself)
            {
                return Expression.OrElse(Any(which, (c, x) => x.PersonId == c.Person.Id), Any(which, (c, x) => x.HouseholdId != null && x.HouseholdId == c.Person.HouseholdId));
            }
            Expression<Func<CaseFile, bool>> ofHousehold = x => x.HouseholdId != null;
            Expression<Func<Candidate, IEnumerable<Guid>, IEnumerable<Guid>, bool>> looked = (c, persons, households) =>
                persons.Contains(c.Person.Id) || households.Contains(c.Person.HouseholdId ?? c.Person.Id);
            var body = new Expressions.Replacement(looked.Parameters[0], candidate).Visit(looked.Body)!;
            body = new Expressions.Replacement(looked.Parameters[1], Ids(which, x => x.PersonId)).Visit(body)!;
            return new Expressions.Replacement(looked.Parameters[2], Ids(which.And(ofHousehold), x => x.HouseholdId!.Value)).Visit(body)!;
        }

        private MethodCallExpression Any(Expression<Func<CaseFile, bool>> which, Expression<Func<Candidate, CaseFile, bool>> own)
        {
            var body = new Expressions.Replacement(own.Parameters[0], candidate).Visit(own.Body)!;
            body = Expression.AndAlso(which.Body, new Expressions.Replacement(own.Parameters[1], which.Parameters[0]).Visit(body)!);
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [typeof(CaseFile)], All, Expression.Lambda<Func<CaseFile, bool>>(body, which.Parameters));
        }

        private MethodCallExpression Ids(Expression<Func<CaseFile, bool>> which, Expression<Func<CaseFile, Guid>> id)
        {
            var some = Expression.Call(typeof(Enumerable), nameof(Enumerable.Where), [typeof(CaseFile)], All, which);
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.Select), [typeof(CaseFile), typeof(Guid)], some, id);
        }

        private Expression All
        {
            get
            {
                var from = records;
                Expression<Func<IEnumerable<CaseFile>>> all = () => from.Cases.AsEnumerable();
                return all.Body;
            }
        }
    }

    private sealed class Mentions(Expression what) : ExpressionVisitor
    {
        private bool _found;

        public static bool The(Expression what, Expression where)
        {
            var search = new Mentions(what);
            search.Visit(where);
            return search._found;
        }

        public override Expression? Visit(Expression? node)
        {
            _found |= node == what;
            return _found ? node : base.Visit(node);
        }
    }
}

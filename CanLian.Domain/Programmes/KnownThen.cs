using System.Linq.Expressions;
using CanLian.Domain.Figures;
using CanLian.Domain.People;

namespace CanLian.Domain.Programmes;

/// <summary>
/// The same rules over the register as it stood at the end of an earlier day (当时的名册): what has been entered since is not seen, a card that has been
/// replaced since is taken to have held. Who fulfils the rules now and did not then is new on the list.
/// </summary>
internal static class KnownThen
{
    public static Expression<Func<Candidate, bool>> AsKnownOn(this Expression<Func<Candidate, bool>> rules, DateOnly day) =>
        (Expression<Func<Candidate, bool>>)new Then(day).Visit(rules);

    private sealed class Then(DateOnly day) : ExpressionVisitor
    {
        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            var inner = (Expression<T>)base.VisitLambda(node);
            return node.Parameters is [var one] && node.ReturnType == typeof(bool) && Known(one.Type) is { } known
                ? Expression.Lambda<T>(Expression.AndAlso(On(known, one), inner.Body), node.Parameters)
                : inner;
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            var then = day;
            return node is { Member.Name: nameof(Certificate.Current), Expression: { } card } && card.Type == typeof(Certificate)
                ? On((Expression<Func<Certificate, bool>>)(x => x.Current || x.ReplacedOn > then), card)
                : base.VisitMember(node);
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            var then = day;
            return node is { NodeType: ExpressionType.Equal, Left: UnaryExpression { Operand: MemberExpression { Member.Name: nameof(Certificate.State), Expression: { } card } } }
                && card.Type == typeof(Certificate)
                ? Expression.AndAlso(node, On((Expression<Func<Certificate, bool>>)(x => x.StateSince <= then || x.ReplacedOn > then), card))
                : base.VisitBinary(node);
        }

        private LambdaExpression? Known(Type type)
        {
            var then = day;
            return type == typeof(Certificate) ? (Expression<Func<Certificate, bool>>)(x => (x.EnteredOn ?? x.IssuedOn) <= then)
                : type == typeof(Hardship) ? (Expression<Func<Hardship, bool>>)(h => (h.EnteredOn ?? h.From) <= then)
                : type == typeof(StatedNeed) ? (Expression<Func<StatedNeed, bool>>)(n => n.On <= then)
                : null;
        }

        private static Expression On(LambdaExpression condition, Expression subject) => new Expressions.Replacement(condition.Parameters[0], subject).Visit(condition.Body)!;
    }
}

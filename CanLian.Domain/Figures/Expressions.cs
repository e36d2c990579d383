using System.Linq.Expressions;

namespace CanLian.Domain.Figures;

/// <summary>Puts one expression into another (表达式代入), so that what a figure was given as a parameter still runs as SQL.</summary>
internal static class Expressions
{
    /// <summary>Rewrites <c>x => outer(x, inner(x))</c> as one expression.</summary>
    public static Expression<Func<T, TResult>> Into<T, TInner, TResult>(
        this Expression<Func<T, TInner>> inner, Expression<Func<T, TInner, TResult>> outer)
    {
        var subject = inner.Parameters[0];
        var onSubject = new Replacement(outer.Parameters[0], subject).Visit(outer.Body);
        var whole = new Replacement(outer.Parameters[1], inner.Body).Visit(onSubject);
        return Expression.Lambda<Func<T, TResult>>(whole!, subject);
    }

    /// <summary>Rewrites <c>x => outer(inner(x))</c> as one expression.</summary>
    public static Expression<Func<T, TResult>> Then<T, TInner, TResult>(this Expression<Func<T, TInner>> inner, Expression<Func<TInner, TResult>> outer) =>
        Expression.Lambda<Func<T, TResult>>(new Replacement(outer.Parameters[0], inner.Body).Visit(outer.Body)!, inner.Parameters[0]);

    /// <summary>Rewrites <c>x => outer(first(x), second(x))</c> as one expression.</summary>
    public static Expression<Func<T, TResult>> Both<T, TFirst, TSecond, TResult>(
        this Expression<Func<T, TFirst>> first, Expression<Func<T, TSecond>> second, Expression<Func<TFirst, TSecond, TResult>> outer)
    {
        var subject = first.Parameters[0];
        var onFirst = new Replacement(outer.Parameters[0], first.Body).Visit(outer.Body);
        var onSecond = new Replacement(second.Parameters[0], subject).Visit(second.Body);
        return Expression.Lambda<Func<T, TResult>>(new Replacement(outer.Parameters[1], onSecond!).Visit(onFirst)!, subject);
    }

    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        left.Join(right, Expression.AndAlso);

    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        left.Join(right, Expression.OrElse);

    public static Expression<Func<T, bool>> Not<T>(this Expression<Func<T, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(Expression.Not(condition.Body), condition.Parameters);

    /// <summary>One value where a condition holds, another answer where it does not.</summary>
    public static Expression<Func<T, TResult>> Choose<T, TResult>(this Expression<Func<T, bool>> condition, TResult then, Expression<Func<T, TResult>> otherwise)
    {
        var subject = condition.Parameters[0];
        var other = new Replacement(otherwise.Parameters[0], subject).Visit(otherwise.Body)!;
        return Expression.Lambda<Func<T, TResult>>(Expression.Condition(condition.Body, Expression.Constant(then), other), subject);
    }

    private static Expression<Func<T, bool>> Join<T>(
        this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right, Func<Expression, Expression, BinaryExpression> join)
    {
        var subject = left.Parameters[0];
        var other = new Replacement(right.Parameters[0], subject).Visit(right.Body);
        return Expression.Lambda<Func<T, bool>>(join(left.Body, other!), subject);
    }

    internal sealed class Replacement(Expression old, Expression with) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == old ? with : base.Visit(node);
    }
}

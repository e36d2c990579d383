using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace CanLian.Blazor.Data;

/// <summary>
/// Asks for records by their keys (按键取). A list in a condition makes the mapper write the statement anew each time it is asked, which takes longer than the
/// answer; here one key is a parameter like any other, and several are handed over as one.
/// </summary>
internal static class KeyQueries
{
    public static IQueryable<T> WhereKey<T, TKey>(this IQueryable<T> rows, Expression<Func<T, TKey>> key, IReadOnlyCollection<TKey> keys)
    {
        Expression condition;
        if (keys.Count == 1)
        {
            var one = keys.First();
            Expression<Func<TKey>> value = () => one;
            condition = Expression.Equal(key.Body, value.Body);
        }
        else
        {
            List<TKey> all = [.. keys];
            Expression<Func<TKey, bool>> among = k => EF.Parameter(all).Contains(k);
            condition = ReplacingExpressionVisitor.Replace(among.Parameters[0], key.Body, among.Body);
        }
        return rows.Where(Expression.Lambda<Func<T, bool>>(condition, key.Parameters));
    }
}

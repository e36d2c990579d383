using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>A page of a list, wherever in the list it is (取一页).</summary>
public static class Pages
{
    /// <summary>So many are found by what narrows them and sorted; more are read in the order of an index.</summary>
    private const int Sorted = 3_000;

    /// <summary>Says of a list of so many rows how it is best read.</summary>
    public static IQueryable<T> InOrder<T>(this IQueryable<T> rows, int total) => total > Sorted ? rows.TagWith(SqliteOrder.ByOrder) : rows.TagWith(SqliteOrder.ByPlace);

    /// <summary>Some rows after the first so many, counted from whichever end of the list is nearer.</summary>
    /// <param name="ordered">The whole list, in an order that leaves nothing open.</param>
    /// <param name="total">How many rows the list has.</param>
    /// <param name="skip">How many come before.</param>
    /// <param name="take">How many are wanted.</param>
    public static async Task<List<T>> TakeAsync<T>(this IQueryable<T> ordered, int total, int skip, int take)
    {
        var there = Math.Min(take, total - skip);
        if (there <= 0)
        {
            return [];
        }
        if (skip <= total / 2)
        {
            return await ordered.Skip(skip).Take(there).ToListAsync();
        }
        var last = await ordered.Reverse().Skip(total - skip - there).Take(there).ToListAsync();
        last.Reverse();
        return last;
    }
}

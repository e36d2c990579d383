using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>Saves what a desk has done, or says that somebody was faster (保存).</summary>
public static class Saving
{
    /// <summary>Nothing is overwritten: who comes second is told so, by the sentence given.</summary>
    public static async Task<Outcome> SaveOrRefuseAsync(this CanLianDb db, string overtaken, params object[] args)
    {
        try
        {
            await db.SaveChangesAsync();
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused(overtaken, args);
        }
    }
}

using CanLian.Domain.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CanLian.Blazor.Data;

/// <summary>Saves what a desk has done, or says that somebody was faster (保存).</summary>
public static class Saving
{
    private const int Constraint = 19;
    private const string ConstraintClass = "23";

    /// <summary>Whether the database refused because a key is there already, or what a row points to is not.</summary>
    public static bool BreaksAConstraint(this DbUpdateException fault) => fault.InnerException is { } inner && BreaksAConstraint(inner);

    /// <summary>The same of what the database itself has thrown.</summary>
    public static bool BreaksAConstraint(Exception fault) => fault switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == Constraint,
        PostgresException postgres => postgres.SqlState.StartsWith(ConstraintClass, StringComparison.Ordinal),
        _ => false,
    };

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

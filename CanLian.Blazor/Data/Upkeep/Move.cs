using System.Data;
using CanLian.Domain.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Upkeep;

/// <summary>Moves a whole database between a SQLite file and PostgreSQL (搬库), all or nothing.</summary>
internal static class Move
{
    /// <summary>Moves a folder's file into the empty PostgreSQL of another folder that has the same keys.</summary>
    /// <param name="file">The folder with the file, attachments and packages.</param>
    /// <param name="postgres">The folder that names the PostgreSQL.</param>
    /// <param name="faultsStay">Whether a database with faults is moved with them, as a backup is; else it is checked before and after.</param>
    /// <returns>What every table holds.</returns>
    /// <exception cref="UnfitDatabaseException">The file has faults, or the target is not empty; nothing was written.</exception>
    public static IReadOnlyList<TableContent> IntoPostgres(DataFolder file, DataFolder postgres, bool faultsStay = false)
    {
        using var from = Open(file);
        using var to = Open(postgres);
        // Begun first, so that nobody writes to the file any more.
        using var reading = from.Database.BeginTransaction();
        using var writing = to.BeginWrite();
        if (!faultsStay)
        {
            RefuseFaulty(from, file);
        }
        var tables = DatabaseCopy.Copy(from, to);
        if (!faultsStay)
        {
            RefuseFaulty(to, file);
        }
        Keys.KeyCheck.Hold(to);
        writing.Commit();
        to.Database.ExecuteSqlRaw("ANALYZE");
        return tables;
    }

    /// <summary>Writes the PostgreSQL of a folder, as it is at one moment, into a new SQLite file.</summary>
    public static void OutOfPostgres(DataFolder postgres, string target)
    {
        var beside = new DataFolder(target + "-making", postgres.Keys);
        try
        {
            using (var from = Open(postgres, bringUpToDate: false))
            using (var to = Open(beside))
            {
                using var reading = from.Database.BeginTransaction(IsolationLevel.RepeatableRead);
                using (var writing = to.BeginWrite())
                {
                    DatabaseCopy.Copy(from, to);
                    writing.Commit();
                }
                // One file, without a log beside it.
                to.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
                to.Database.ExecuteSqlRaw("PRAGMA journal_mode=DELETE");
            }
            Forget(beside);
            File.Move(beside.Database, target);
        }
        finally
        {
            Forget(beside);
            Directory.Delete(beside.Root, recursive: true);
        }
    }

    private static CanLianDb Open(DataFolder folder, bool bringUpToDate = true)
    {
        var db = new CanLianDbFactory(folder, new OfficeClock(TimeProvider.System), new SearchHash(folder)).Open(Actor.System);
        if (bringUpToDate)
        {
            DatabaseSetup.BringUpToDate(db);
        }
        db.Database.OpenConnection();
        return db;
    }

    // The files of attachments and packages lie in the folder the database comes from.
    private static void RefuseFaulty(CanLianDb db, DataFolder files)
    {
        if (Verification.Of(db, files).FirstOrDefault(c => c.Problem is not null) is { Problem: { } problem } check)
        {
            throw new UnfitDatabaseException(new Text("先把问题处理好再搬：{0}，{1}", check.What, problem));
        }
    }

    // Whoever keeps a connection open keeps its file.
    private static void Forget(DataFolder folder)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Database}");
        SqliteConnection.ClearPool(connection);
    }
}

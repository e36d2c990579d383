using CanLian.Blazor.Data.Postgres;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data;

public class MigrationTests
{
    [Fact]
    public void No_change_of_the_model_waits_for_its_migration()
    {
        using var database = new Database();
        using var db = database.Open();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_make_the_database_that_the_model_asks_for()
    {
        using var database = new Database();
        using var db = database.Open();
        var made = Tables(db).Where(t => t != "Migrations" && t != "__EFMigrationsLock").ToList();
        db.Database.CloseConnection();
        db.Database.EnsureDeleted();
        db.Database.EnsureCreated();
        Assert.Equal(Tables(db), made);
    }

    private static List<string> Tables(Blazor.Data.CanLianDb db) =>
        [.. db.Database.SqlQueryRaw<string>(db is PostgresDb
            ? "SELECT tablename::text AS \"Value\" FROM pg_tables WHERE schemaname = 'public'"
            : "SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").AsEnumerable().Order()];
}

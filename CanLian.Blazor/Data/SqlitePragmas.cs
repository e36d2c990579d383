using System.Data.Common;
using CanLian.Blazor.Data.Keys;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CanLian.Blazor.Data;

/// <summary>
/// Per-connection settings: a commit is on the disk before it is acknowledged, deleted content is overwritten. While a load is going on nobody's commit waits
/// until what that has written is moved into the database file.
/// </summary>
internal sealed class SqlitePragmas(Vault vault) : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=";
    private const string Usually = Pragmas + "1000";
    private const string DuringLoads = Pragmas + "0";

    // As long as anybody waits for a lock.
    private const int Patience = 10;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Settings(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Settings(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Settings(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = vault.Loads > 0 ? DuringLoads : Usually;
        command.CommandTimeout = Patience;
        return command;
    }
}

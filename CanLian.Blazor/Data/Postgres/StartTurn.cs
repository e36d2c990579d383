using Npgsql;

namespace CanLian.Blazor.Data.Postgres;

/// <summary>
/// One node starts at a time (轮流启动): what is made once (tables, the first keys, the demonstration) is made by one, and found by the next. Ends with the
/// process too. With a SQLite file there is one node.
/// </summary>
internal sealed class StartTurn : IDisposable
{
    // Any number nobody else locks in this database.
    private const string Turn = "SELECT pg_advisory_lock(7263927)";

    private readonly NpgsqlConnection? _held;

    private StartTurn(NpgsqlConnection? held) => _held = held;

    public static StartTurn Await(DataFolder folder)
    {
        if (folder.Postgres is not { } postgres)
        {
            return new StartTurn(null);
        }
        var held = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, KeepAlive = 10 }.ConnectionString);
        held.Open();
        using var command = new NpgsqlCommand(Turn, held) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
        return new StartTurn(held);
    }

    public void Dispose() => _held?.Dispose();
}

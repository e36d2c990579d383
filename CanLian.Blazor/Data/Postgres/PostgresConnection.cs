using CanLian.Domain.Common;
using Npgsql;

namespace CanLian.Blazor.Data.Postgres;

/// <summary>How the program reaches its PostgreSQL (PostgreSQL 的连接), and what it asks before any context is opened.</summary>
internal static class PostgresConnection
{
    // A node that lost its power holds its turn until the server finds it gone: after a minute, not after two hours. And who is entitled to what is asked
    // in one long query, which the server would compile for seconds (jit) to answer in a fraction of one.
    private const string Session = "-c jit=off -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";
    private const int Connections = 200;

    /// <summary>The connection string as the settings give it, with what the program needs in it.</summary>
    /// <exception cref="UnfitDatabaseException">There is none, or it cannot be read.</exception>
    public static string Of(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            throw new UnfitDatabaseException(new Text("用 PostgreSQL 时要有设置 CanLian__ConnectionString，如 Host=db;Database=canlian;Username=canlian;Password=…"));
        }
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(given) { IncludeErrorDetail = false };
            connection.ApplicationName ??= "CanLian";
            if (connection.Options?.Contains(Session, StringComparison.Ordinal) != true)
            {
                // What the operator asks for stands behind, and holds.
                connection.Options = $"{Session} {connection.Options}".TrimEnd();
            }
            if (!connection.ContainsKey("Maximum Pool Size"))
            {
                connection.MaxPoolSize = Connections;
            }
            return connection.ConnectionString;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new UnfitDatabaseException(new Text("设置 CanLian__ConnectionString 读不懂。写成 Host=db;Database=canlian;Username=canlian;Password=… 这样"));
        }
    }

    /// <summary>Whether the database has a setting; false where it has no table yet.</summary>
    public static bool HasSetting(string postgres, string key)
    {
        using var connection = new NpgsqlConnection(postgres);
        connection.Open();
        using var table = new NpgsqlCommand("SELECT to_regclass('\"Settings\"') IS NOT NULL", connection);
        if (!(bool)table.ExecuteScalar()!)
        {
            return false;
        }
        using var setting = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM \"Settings\" WHERE \"Key\" = @key)", connection);
        setting.Parameters.AddWithValue("key", key);
        return (bool)setting.ExecuteScalar()!;
    }

    /// <summary>What is wrong, in words for whoever operates the installation; null where it is nothing they can put right.</summary>
    public static Text? Explain(NpgsqlException problem) => problem switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new Text("PostgreSQL 里还没有这个数据库，先建好再启动：createdb --encoding=UTF8 --template=template0 canlian"),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            new Text("PostgreSQL 不认这个用户名或密码。请看设置 CanLian__ConnectionString"),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => new Text("PostgreSQL 的这个用户没有权限。它要是数据库的所有者：ALTER DATABASE … OWNER TO …"),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => new Text("PostgreSQL 的连接用完了。调大 max_connections，或在连接串里调小 Maximum Pool Size"),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new Text("磁盘满了，数据写不进去。腾出空间再来"),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => new Text("连到的 PostgreSQL 只能读，多半是备用机。请连主机"),
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } =>
            new Text("PostgreSQL 正在启动或关闭，过一会儿再来"),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } => new Text("PostgreSQL 的数据已经损坏。请从备份恢复"),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            new Text("有一段文字里有 PostgreSQL 存不下的字符（编码为 0 的字符）。改掉它再来"),
        PostgresException => null,
        _ => new Text("PostgreSQL 连不上。请看它开着没有，设置 CanLian__ConnectionString 里的主机和端口对不对"),
    };
}

using CanLian.Blazor.Data.Postgres;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Data;

/// <summary>
/// The one folder that holds everything the program writes: database, attachments, packages, backups, keys. Where the database is a PostgreSQL, it holds
/// the rest, and the nodes share it.
/// </summary>
public sealed class DataFolder
{
    private readonly string? _keys;

    /// <param name="root">Where it is; made where it is not there yet.</param>
    /// <param name="keys">Where the keys are, if not inside it.</param>
    /// <param name="postgres">How to reach the PostgreSQL that holds the database; null where it is a file in the folder.</param>
    public DataFolder(string root, string? keys = null, string? postgres = null)
    {
        _keys = keys;
        Postgres = postgres;
        Root = Path.GetFullPath(root);
        Make(Root);
    }

    public string Root { get; }

    /// <summary>How to reach the PostgreSQL; null where the database is <see cref="Database"/>.</summary>
    public string? Postgres { get; }

    public string Database => Path.Combine(Root, "canlian.db");
    public string Attachments => Sub("attachments");
    public string Packages => Sub("packages");
    public string Backups => Sub("backups");

    /// <summary>Files that are read once and deleted: what somebody uploads may name people, and belongs nowhere else.</summary>
    public string Incoming => Sub("incoming");

    /// <summary>Workbooks on their way to a browser: each is gone when it was sent.</summary>
    public string Outgoing => Sub("outgoing");
    public string Keys => Sub(_keys ?? "keys");

    /// <summary>--data, else CANLIAN_DATA, else the folder "data" beside the working folder.</summary>
    public static DataFolder From(IConfiguration configuration) =>
        new(configuration["data"] ?? Environment.GetEnvironmentVariable("CANLIAN_DATA") ?? "data", configuration["CanLian:Keys"], PostgresOf(configuration));

    /// <summary>How the settings say to reach a PostgreSQL; null where they say sqlite, or nothing.</summary>
    /// <exception cref="UnfitDatabaseException">The setting names no database there is, or the connection is missing or wrong.</exception>
    private static string? PostgresOf(IConfiguration configuration) => configuration["CanLian:Database"]?.ToLowerInvariant() switch
    {
        null or "" or "sqlite" => null,
        "postgresql" or "postgres" => PostgresConnection.Of(configuration["CanLian:ConnectionString"] ?? configuration.GetConnectionString("CanLian")),
        var other => throw new UnfitDatabaseException(new Text("设置 CanLian__Database 写的是 {0}，只能是 sqlite 或 postgresql", other)),
    };

    private string Sub(string name)
    {
        var path = Path.Combine(Root, name);
        Make(path);
        return path;
    }

    // What is made here is for its owner alone; a folder that is there already keeps its rights.
    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

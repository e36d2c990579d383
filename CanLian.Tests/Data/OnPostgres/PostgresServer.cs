using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Postgres;
using CanLian.Domain.Common;
using CanLian.Tests.Data.Upkeep;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(CanLian.Tests.Data.OnPostgres.PostgresServer))]

namespace CanLian.Tests.Data.OnPostgres;

/// <summary>
/// One PostgreSQL of the tests' own, begun at the first asking from the programs found on the machine, or fetched through the system's package manager;
/// it lies in a temporary folder, listens to this machine alone, and ends with the tests. Its language is not the one the program asks for, on purpose.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Variable = "CANLIAN_POSTGRES_BIN";
    private const string Template = "migrated";
    private static readonly Lazy<PostgresServer> _running = new(() => new PostgresServer(Begin()));
    private static int _made;

    private readonly Running? _server;
    private readonly Lazy<string> _template;

    // What the fixture is to xunit is the end of the tests.
    public PostgresServer() => _template = new Lazy<string>(() => Template);

    private PostgresServer(Running server)
    {
        _server = server;
        _template = new Lazy<string>(MakeTemplate);
    }

    /// <summary>How to reach a new database without a table.</summary>
    public static string Empty() => _running.Value.Create("template0");

    /// <summary>How to reach a new database that is as the migrations make it.</summary>
    public static string Migrated() => _running.Value.Create(_running.Value._template.Value);

    /// <summary>Puts a copy of a database in the place of another.</summary>
    public static void Replace(string connection, string by)
    {
        Drop(connection);
        lock (_running)
        {
            // A database that is copied must not be open.
            using (var own = new NpgsqlConnection(by))
            {
                NpgsqlConnection.ClearPool(own);
            }
            _running.Value.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NameOf(by)}'");
            _running.Value.Execute($"CREATE DATABASE \"{NameOf(connection)}\" TEMPLATE \"{NameOf(by)}\"");
        }
    }

    /// <summary>Does away with a database and throws out whoever is still in it.</summary>
    public static void Drop(string connection)
    {
        using (var own = new NpgsqlConnection(connection))
        {
            NpgsqlConnection.ClearPool(own);
        }
        _running.Value.Execute($"DROP DATABASE IF EXISTS \"{NameOf(connection)}\" WITH (FORCE)");
    }

    public void Dispose()
    {
        if (_running.IsValueCreated)
        {
            NpgsqlConnection.ClearAllPools();
            _running.Value._server!.End();
        }
    }

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private string Create(string template)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _made)}");
        Execute($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return To(name);
    }

    private string MakeTemplate()
    {
        Execute($"CREATE DATABASE \"{Template}\" TEMPLATE template0");
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), "canlian-template-" + Guid.NewGuid().ToString("N")), postgres: To(Template));
        using (var db = new CanLianDbFactory(folder, new OfficeClock(TimeProvider.System), new SearchHash(folder)).Open(Actor.System))
        {
            DatabaseSetup.BringUpToDate(db);
        }
        // The timetable's tables too, which take longer to make than to copy.
        _ = new PostgreSqlStorage(new NpgsqlConnectionFactory(To(Template), new PostgreSqlStorageOptions()), new PostgreSqlStorageOptions());
        using (var own = new NpgsqlConnection(To(Template)))
        {
            // The copies belong to whoever opens them first.
            own.Open();
            new NpgsqlCommand("DELETE FROM \"Settings\"", own).ExecuteNonQuery();
            own.Close();
            NpgsqlConnection.ClearPool(own);
        }
        Directory.Delete(folder.Root, recursive: true);
        return Template;
    }

    private string To(string database) => PostgresConnection.Of(new NpgsqlConnectionStringBuilder
    {
        Host = _server!.Host,
        Port = _server.Port,
        Database = database,
        Username = "canlian",
        MaxPoolSize = 60,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 2,
    }.ConnectionString);

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(To("postgres")) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static Running Begin()
    {
        var programs = Find() ?? throw new InvalidOperationException(
            $"The tests on PostgreSQL need its programs and could not fetch them: install the package postgresql (14 or later), or set {Variable} to the folder of initdb.");
        var folder = Directory.CreateTempSubdirectory("canlian-pg-").FullName;
        var user = OwnerOf(folder);
        var data = Path.Combine(folder, "data");
        string[] settle = [Path.Combine(programs, "initdb"), "-D", data, "-U", "canlian", "--auth=trust", "--encoding=UTF8", "--no-sync"];
        if (!Run(user, [.. settle, "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh"]) && !Run(user, [.. settle, "--locale=C.UTF-8"]) && !Run(user, settle))
        {
            throw new InvalidOperationException("PostgreSQL's initdb failed; its folder was " + folder);
        }
        var port = ProgramRun.FreePort();
        var begun = Start(user, Path.Combine(programs, "postgres"), data, port);
        var running = new Running(begun, folder, OperatingSystem.IsWindows() ? "127.0.0.1" : folder, port);
        running.AwaitReady();
        return running;
    }

    // A server must not run as root; nobody has nothing else to lose.
    private static string? OwnerOf(string folder)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }
        return Run(null, "chown", "postgres", folder) ? "postgres" : Run(null, "chown", "nobody", folder) ? "nobody" : null;
    }

    // The shell waits for its input to end, which it does with the tests, however they end; then it takes the server along.
    private static Process Start(string? user, string program, string data, int port)
    {
        var socket = Path.GetDirectoryName(data)!;
        string[] server =
        [
            program, "-D", data, "-p", port.ToString(CultureInfo.InvariantCulture),
            .. OperatingSystem.IsWindows() ? (string[])["-c", "listen_addresses=127.0.0.1"] : ["-c", "listen_addresses=", "-k", socket],
            "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=500", "-c", "shared_buffers=64MB", "-c", "autovacuum_naptime=5s", "-c", "log_min_messages=fatal",
        ];
        string[] whole = OperatingSystem.IsWindows() ? server
            : ["/bin/sh", "-c", "\"$@\" >/dev/null 2>&1 </dev/null & server=$!; cat >/dev/null; kill -INT $server; wait $server", "server", .. As(user), .. server];
        return Process.Start(new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardInput = true, UseShellExecute = false })!;
    }

    private static string[] As(string? user) => user is null ? [] : ["setpriv", "--reuid", user, "--regid", user == "nobody" ? "nogroup" : user, "--clear-groups"];

    private static string? Find() => Existing() ?? (FromPackageManager() ? Existing() : null);

    private static string? Existing()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(v => Path.Combine(v, "bin")) : [];
        var folders = new[] { Environment.GetEnvironmentVariable(Variable) ?? "" }.Concat(versions)
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Concat(["/usr/pgsql-17/bin", "/usr/pgsql-16/bin", "/usr/libexec/postgresql17", "/opt/homebrew/opt/postgresql/bin", @"C:\Program Files\PostgreSQL\17\bin"]);
        var end = OperatingSystem.IsWindows() ? ".exe" : "";
        return folders.FirstOrDefault(f => f.Length > 0 && File.Exists(Path.Combine(f, "initdb" + end)) && File.Exists(Path.Combine(f, "postgres" + end)));
    }

    private static bool FromPackageManager() => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
        && (Run(null, "/bin/sh", "-c", "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql")
            || Run(null, "dnf", "install", "-y", "postgresql-server") || Run(null, "apk", "add", "postgresql"));

    private static bool Run(string? user, params string[] command)
    {
        try
        {
            string[] whole = [.. As(user), .. command];
            using var process = Process.Start(new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() })!;
            _ = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private sealed record Running(Process Process, string Folder, string Host, int Port)
    {
        // Polled, since a server says nothing to whoever began it when it is ready.
        public void AwaitReady()
        {
            var patience = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    using var connection = new NpgsqlConnection($"Host={Host};Port={Port};Database=postgres;Username=canlian;Pooling=false");
                    connection.Open();
                    return;
                }
                catch (NpgsqlException) when (!Process.HasExited && patience.Elapsed < TimeSpan.FromMinutes(1))
                {
                    Process.WaitForExit(TimeSpan.FromMilliseconds(50));
                }
            }
        }

        public void End()
        {
            if (OperatingSystem.IsWindows())
            {
                Process.Kill(entireProcessTree: true);
            }
            Process.StandardInput.Close();
            Process.WaitForExit();
            Process.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}

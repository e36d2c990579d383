using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Tests.Browser;
using CanLian.Tests.Data.OnPostgres;
using CanLian.Tests.Data.Upkeep;
using CanLian.Tests.Demo;
using Xunit;

namespace CanLian.Tests.Nodes;

/// <summary>
/// The demonstration on PostgreSQL, served by two processes over one folder, with a proxy before them. The tests' own host arranges what has to be there,
/// and is not among those the proxy knows.
/// </summary>
public sealed class TwoNodes(Demonstration demonstration) : Host(
    Path.Combine(Path.GetTempPath(), "canlian-nodes-" + Guid.NewGuid().ToString("N")), postgres: PostgresServer.Empty()), IAsyncLifetime
{
    private StickyProxy? _proxy;
    private string? _address;

    internal ProgramRun First { get; private set; } = null!;

    internal ProgramRun Second { get; private set; } = null!;

    /// <summary>Where a browser finds what the tests look at now: the proxy, unless told otherwise.</summary>
    public override string Address => _address ?? _proxy!.Address;

    public async ValueTask InitializeAsync()
    {
        var folder = new DataFolder(Folder, postgres: Postgres);
        demonstration.CopyTo(folder);
        await using (var db = new CanLianDbFactory(folder, new OfficeClock(TimeProvider.System), new SearchHash(folder)).Open(Actor.System))
        {
            // Two months are waiting for whoever wakes first.
            db.Add(new Setting { Key = Setting.FirstExchangeMonth, Value = "2023-11" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        // Both at once, as after a power cut.
        var (first, second) = (ProgramRun.ServeAsync(Folder, Postgres), ProgramRun.ServeAsync(Folder, Postgres));
        (First, Second) = (await first, await second);
        _proxy = new StickyProxy(First.Address, Second.Address);
        await _proxy.AwaitReadyAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Kills the node (kill -9) that a browser was sent to, and starts it again when the test is done with it.</summary>
    internal async Task<Func<Task>> KillNodeOfAsync(Colleague colleague)
    {
        var cookies = await colleague.Context.CookiesAsync();
        var second = cookies.Any(c => c is { Name: StickyProxy.Cookie, Value: StickyProxy.SecondNode });
        var node = second ? Second : First;
        node.Kill();
        return async () =>
        {
            var again = await ProgramRun.ServeAsync(Folder, Postgres, node.Address.Port);
            node.Dispose();
            (First, Second) = second ? (First, again) : (again, Second);
        };
    }

    /// <summary>Whoever comes from now on comes to one node, past the proxy; null for the proxy again.</summary>
    internal void SendTo(ProgramRun? node) => _address = node?.Address.ToString().TrimEnd('/');

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _proxy?.Dispose();
        First?.Dispose();
        Second?.Dispose();
        PostgresServer.Drop(Postgres!);
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

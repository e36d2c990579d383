using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using CanLian.Tests.Exchange;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CanLian.Tests.Security;

/// <summary>A small office with one account of each kind that the tests need, over a folder of its own, with a clock that can be put forward.</summary>
public sealed class Office : IAsyncDisposable
{
    public const string Password = "drei Birken am Teich";

    private static readonly Dictionary<int, string> _hashes = [];

    private Host? _host;

    public Office()
    {
        using var db = Database.Open();
        db.AddRange(
            new Region { Code = "340699", Name = "试验区", Kind = RegionKind.District },
            new Region { Code = "340699003", Name = "石桥镇", Kind = RegionKind.Town },
            new Region { Code = "340699003007", Name = "南石楼村", Kind = RegionKind.Village },
            new Setting { Key = Setting.District, Value = "试验区" },
            Account("worker", Role.VillageWorker, "340699003007"), Account("town", Role.TownOfficer, "340699003"), Account("admin", Role.Administrator));
        db.SaveChanges();
    }

    public Database Database { get; } = new();

    public SetClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public Host Host => _host ??= new Host(Database.Folder.Root, time: Clock, postgres: Database.Folder.Postgres);

    /// <summary>Stops the program and starts it again over the same folder.</summary>
    public async Task RestartAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _host = null;
    }

    public Account Find(string name)
    {
        using var db = Database.Open();
        return db.Users.Single(a => a.UserName == name);
    }

    public static Account Account(string name, Role role, string region = "340699", int rounds = PasswordRules.HashRounds)
    {
        var account = new Account
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = name,
            Role = role,
            RegionCode = region,
            LockoutEnabled = true,
        };
        lock (_hashes)
        {
            if (!_hashes.TryGetValue(rounds, out var hash))
            {
                _hashes[rounds] = hash = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = rounds })).HashPassword(account, Password);
            }

            account.PasswordHash = hash;
        }

        return account;
    }

    public async ValueTask DisposeAsync()
    {
        await RestartAsync();
        Database.Dispose();
    }
}

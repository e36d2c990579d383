using CanLian.Blazor.Features.Accounts;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Security;

public class AccountDeskTests : IAsyncDisposable
{
    private static readonly Actor _admin = Database.Someone(Role.Administrator);
    private readonly Office _office = new();

    private AccountDesk Desk => _office.Host.Service<AccountDesk>();

    [Fact]
    public async Task A_new_colleague_gets_an_account_and_a_one_time_password()
    {
        var result = await Desk.AddAsync(_admin, Form("liming", Role.DistrictOfficer) with { Programmes = ["home_modification"] });
        Assert.True(result.Outcome.Succeeded);
        Assert.NotNull(result.OneTimePassword);
        var account = _office.Find("liming");
        Assert.True(account.MustChangePassword);
        Assert.Equal(["home_modification"], account.Programmes);
        await _office.Host.SignInAsync("LiMing", result.OneTimePassword);
    }

    [Fact]
    public async Task No_two_share_a_sign_in_and_everything_wrong_is_said_at_once()
    {
        var result = await Desk.AddAsync(_admin, new AccountForm { UserName = "Worker", DisplayName = " ", Role = Role.VillageWorker, RegionCode = "340699003" });
        Assert.Equal(["display-name", "user-name", "region"], result.Outcome.Reasons.Select(r => r.Anchor));
        Assert.Null(result.OneTimePassword);
    }

    [Theory]
    [InlineData(Role.VillageWorker, "340699003")]
    [InlineData(Role.VillageWorker, "340699003999")]
    [InlineData(Role.TownOfficer, "340699")]
    [InlineData(Role.TownOfficer, "110101001")]
    [InlineData(Role.Finance, "340699003")]
    [InlineData(Role.Auditor, "")]
    public async Task A_role_and_its_place_must_fit(Role role, string region)
    {
        var result = await Desk.AddAsync(_admin, Form("x.y", role) with { RegionCode = region });
        Assert.Equal("region", Assert.Single(result.Outcome.Reasons).Anchor);
    }

    [Theory]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.DistrictOfficer)]
    [InlineData(Role.Auditor)]
    public async Task Nobody_but_the_administrator_keeps_accounts(Role role)
    {
        var someone = Database.Someone(role);
        var id = _office.Find("worker").Id;
        Assert.False((await Desk.AddAsync(someone, Form("mine", Role.Administrator))).Outcome.Succeeded);
        Assert.False((await Desk.ChangeAsync(someone, id, Form("worker", Role.Administrator))).Outcome.Succeeded);
        Assert.False((await Desk.DisableAsync(someone, id)).Succeeded);
        Assert.Null((await Desk.ResetPasswordAsync(someone, id)).OneTimePassword);
        var queries = _office.Host.Service<AccountQueries>();
        Assert.Equal(0, (await queries.ListAsync(someone, null, null, null, 1)).Total);
        Assert.Null(await queries.FindAsync(someone, id));
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var only = _office.Find("admin");
        Assert.False((await Desk.DisableAsync(_admin, only.Id)).Succeeded);
        Assert.False((await Desk.ChangeAsync(_admin, only.Id, Form("admin", Role.Auditor))).Outcome.Succeeded);
        Assert.True((await Desk.AddAsync(_admin, Form("second", Role.Administrator))).Outcome.Succeeded);
        Assert.True((await Desk.DisableAsync(_admin, only.Id)).Succeeded);
        Assert.False((await Desk.DisableAsync(only.ToActor(), only.Id)).Succeeded);
    }

    [Fact]
    public async Task A_new_password_lifts_the_lock()
    {
        using (var db = _office.Database.Open())
        {
            db.Users.Single(a => a.UserName == "worker").LockoutEnd = DateTimeOffset.UtcNow.AddMinutes(10);
            db.SaveChanges();
        }

        var queries = _office.Host.Service<AccountQueries>();
        var id = _office.Find("worker").Id;
        Assert.Equal(AccountState.Locked, (await queries.FindAsync(_admin, id))!.State);
        var given = await Desk.ResetPasswordAsync(_admin, id);
        Assert.Equal(AccountState.Waiting, (await queries.FindAsync(_admin, id))!.State);
        await _office.Host.SignInAsync("worker", given.OneTimePassword!);
    }

    [Fact]
    public async Task The_list_is_searched_filtered_and_paged()
    {
        var queries = _office.Host.Service<AccountQueries>();
        Assert.Equal(3, (await queries.ListAsync(_admin, null, null, null, 1)).Total);
        Assert.Equal("town", Assert.Single((await queries.ListAsync(_admin, "TOW", null, null, 1)).Rows).UserName);
        Assert.Equal("worker", Assert.Single((await queries.ListAsync(_admin, null, Role.VillageWorker, null, 1)).Rows).UserName);
        Assert.Empty((await queries.ListAsync(_admin, null, null, true, 1)).Rows);
        Assert.Empty((await queries.ListAsync(_admin, null, null, null, 2)).Rows);
        Assert.Equal("南石楼村专职委员", (await queries.ListAsync(_admin, "worker", null, null, 1)).Rows[0].Workplace.ToString());
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    private static AccountForm Form(string name, Role role) => new()
    {
        UserName = name,
        DisplayName = name,
        Role = role,
        RegionCode = role switch { Role.VillageWorker => "340699003007", Role.TownOfficer => "340699003", _ => "340699" },
    };
}

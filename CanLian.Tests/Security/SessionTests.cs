using System.Net;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Accounts;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CanLian.Tests.Security;

public sealed class SessionTests : IAsyncDisposable
{
    private static readonly Actor _admin = Database.Someone(Role.Administrator);
    private readonly Office _office = new();

    [Fact]
    public async Task A_shared_computer_is_left_alone_for_half_an_hour_at_most()
    {
        var visitor = await _office.Host.SignInAsync("worker", Office.Password);
        for (var i = 0; i < 3; i++)
        {
            _office.Clock.Now += TimeSpan.FromMinutes(29);
            await AssertInAsync(visitor);
        }

        _office.Clock.Now += TimeSpan.FromMinutes(31);
        await AssertOutAsync(visitor);
    }

    [Fact]
    public async Task However_busy_a_session_ends_after_twelve_hours()
    {
        var visitor = await _office.Host.SignInAsync("worker", Office.Password);
        for (var minutes = 0; minutes < 12 * 60; minutes += 24)
        {
            await AssertInAsync(visitor);
            _office.Clock.Now += TimeSpan.FromMinutes(24);
        }

        await AssertOutAsync(visitor);
    }

    [Fact]
    public async Task On_ones_own_computer_a_session_lasts_eight_hours_without_a_touch()
    {
        var visitor = await _office.Host.SignInAsync("worker", Office.Password, ownComputer: true);
        _office.Clock.Now += TimeSpan.FromHours(7.9);
        await AssertInAsync(visitor);
        _office.Clock.Now += TimeSpan.FromHours(0.2);
        await AssertOutAsync(visitor);
    }

    [Fact]
    public async Task Whoever_loses_a_role_loses_access_at_the_next_request_and_within_a_minute_in_open_pages()
    {
        var visitor = await _office.Host.SignInAsync("town", Office.Password);
        var open = await OpenPageAsync("town");
        Assert.True(await StillOpenAsync(open));
        var form = new AccountForm { UserName = "town", DisplayName = "town", Role = Role.VillageWorker, RegionCode = "340699003007" };
        Assert.True((await _office.Host.Service<AccountDesk>().ChangeAsync(_admin, _office.Find("town").Id, form)).Outcome.Succeeded);
        await AssertOutAsync(visitor);
        Assert.False(await StillOpenAsync(open));
    }

    [Fact]
    public async Task Whoever_is_disabled_loses_access_at_the_next_request_and_within_a_minute_in_open_pages()
    {
        var visitor = await _office.Host.SignInAsync("worker", Office.Password);
        var open = await OpenPageAsync("worker");
        Assert.True((await _office.Host.Service<AccountDesk>().DisableAsync(_admin, _office.Find("worker").Id)).Succeeded);
        await AssertOutAsync(visitor);
        Assert.False(await StillOpenAsync(open));
    }

    [Fact]
    public async Task An_open_page_left_alone_closes_too()
    {
        var open = await OpenPageAsync("worker");
        _office.Host.Service<Sessions>().Touch(open.User);
        _office.Clock.Now += TimeSpan.FromMinutes(29);
        Assert.True(await StillOpenAsync(open));
        _office.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.False(await StillOpenAsync(open));
    }

    [Fact]
    public async Task After_leaving_a_copied_cookie_opens_nothing()
    {
        var visitor = _office.Host.Visitor();
        var answer = await Host.SubmitSignInAsync(visitor, "worker", Office.Password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("canlian=", StringComparison.Ordinal)).Split(';')[0];
        Assert.EndsWith("/sign-in", (await Host.SubmitAsync(visitor, "/password", [], to: "/sign-out")).Headers.Location?.ToString());
        await AssertOutAsync(visitor);
        var thief = _office.Host.Visitor();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        await AssertOutAsync(thief);
        thief.DefaultRequestHeaders.Remove("Cookie");
        thief.DefaultRequestHeaders.Add("Cookie", cookie[..^4] + "AAAA");
        await AssertOutAsync(thief);
    }

    [Fact]
    public async Task A_one_time_password_opens_nothing_but_the_choice_of_ones_own()
    {
        var id = _office.Find("worker").Id;
        var given = (await _office.Host.Service<AccountDesk>().ResetPasswordAsync(_admin, id)).OneTimePassword!;
        var visitor = await _office.Host.SignInAsync("worker", given);
        Assert.Equal("/password", (await GetAsync(visitor, "/")).Headers.Location?.ToString());
        Assert.Equal("/password", (await GetAsync(visitor, "/people")).Headers.Location?.ToString());
        Dictionary<string, string> form = new() { ["Posted.Current"] = given, ["Posted.Next"] = "王秀兰 worker 2023", ["Posted.Again"] = "王秀兰 worker 2023" };
        var weak = await Host.SubmitAsync(visitor, "/password", form);
        Assert.Contains("太容易猜到", WebUtility.HtmlDecode(await weak.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        form["Posted.Next"] = form["Posted.Again"] = "井边 老槐树 黄狗睡着 了";
        Assert.Equal(HttpStatusCode.Found, (await Host.SubmitAsync(visitor, "/password", form)).StatusCode);
        await AssertInAsync(visitor);
        await _office.Host.SignInAsync("worker", "井边 老槐树 黄狗睡着 了");
    }

    [Fact]
    public async Task A_one_time_password_is_good_for_three_days()
    {
        var given = (await _office.Host.Service<AccountDesk>().ResetPasswordAsync(_admin, _office.Find("worker").Id)).OneTimePassword!;
        _office.Clock.Now += TimeSpan.FromDays(3.1);
        var answer = await Host.SubmitSignInAsync(_office.Host.Visitor(), "worker", given);
        Assert.Contains("已经过期", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    private static Task<HttpResponseMessage> GetAsync(HttpClient visitor, string address) => visitor.GetAsync(address, TestContext.Current.CancellationToken);

    private static async Task AssertInAsync(HttpClient visitor) => Assert.Equal(HttpStatusCode.OK, (await GetAsync(visitor, "/")).StatusCode);

    private static async Task AssertOutAsync(HttpClient visitor)
    {
        var answer = await GetAsync(visitor, "/");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString());
    }

    // The state a page keeps from the moment it was opened.
    private async Task<AuthenticationState> OpenPageAsync(string name)
    {
        await using var scope = _office.Host.Services.CreateAsyncScope();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(_office.Find(name));
        principal.Identities.First().AddClaims(_office.Host.Service<Sessions>().Begin(ownComputer: false).Claims);
        return new AuthenticationState(principal);
    }

    // Asks as an open page does every half minute.
    private Task<bool> StillOpenAsync(AuthenticationState state)
    {
        var page = new Asking(_office.Host.Service<Sessions>());
        Assert.InRange(page.Every, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        return page.AskAsync(state);
    }

    private sealed class Asking(Sessions sessions) : CircuitSession(NullLoggerFactory.Instance, sessions)
    {
        public TimeSpan Every => RevalidationInterval;

        public Task<bool> AskAsync(AuthenticationState state) => ValidateAuthenticationStateAsync(state, TestContext.Current.CancellationToken);
    }
}

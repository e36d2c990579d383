using System.Buffers.Binary;
using System.Net;
using System.Text.RegularExpressions;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Security;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly Office _office = new();

    [Fact]
    public async Task After_five_wrong_tries_the_right_password_is_refused_too_and_a_restart_does_not_help()
    {
        var visitor = _office.Host.Visitor();
        for (var i = 0; i < SignInThrottle.Tries; i++)
        {
            await RefusedAsync(visitor, "worker", $"wrong password {i}");
        }

        var sixth = await RefusedAsync(visitor, "worker", Office.Password);
        Assert.Contains("15 分钟", sixth);
        await _office.RestartAsync();
        Assert.Contains("15 分钟", await RefusedAsync(_office.Host.Visitor(), "worker", Office.Password));
        await _office.Host.SignInAsync("town", Office.Password);
    }

    [Fact]
    public async Task A_name_nobody_has_is_answered_like_a_wrong_password_until_the_last_try()
    {
        for (var i = 0; i <= SignInThrottle.Tries; i++)
        {
            Assert.Equal(
                await RefusedAsync(_office.Host.Visitor(), "worker", "wrong password"), await RefusedAsync(_office.Host.Visitor(), "nobody", "wrong password"));
        }
    }

    [Fact]
    public async Task A_disabled_account_is_answered_like_a_wrong_password()
    {
        using (var db = _office.Database.Open())
        {
            db.Users.Single(a => a.UserName == "town").DisabledAt = DateTime.UtcNow;
            db.SaveChanges();
        }

        Assert.Equal(
            await RefusedAsync(_office.Host.Visitor(), "nobody", Office.Password), await RefusedAsync(_office.Host.Visitor(), "town", Office.Password));
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_alone_for_no_script_and_gone_with_the_browser()
    {
        var plain = Cookie(await Host.SubmitSignInAsync(_office.Host.Visitor(), "worker", Office.Password));
        Assert.StartsWith("canlian=", plain);
        Assert.Contains("path=/; samesite=lax; httponly", plain);
        Assert.DoesNotContain("expires", plain);
        Assert.DoesNotContain("domain", plain);

        var secure = Cookie(await Host.SubmitSignInAsync(_office.Host.Visitor(https: true), "worker", Office.Password));
        Assert.StartsWith("__Host-canlian=", secure);
        Assert.Contains("path=/; secure; samesite=lax; httponly", secure);
    }

    [Fact]
    public async Task Only_on_ones_own_computer_the_cookie_stays_eight_hours()
    {
        var cookie = Cookie(await Host.SubmitSignInAsync(_office.Host.Visitor(), "worker", Office.Password, ownComputer: true));
        var expires = DateTimeOffset.Parse(Regex.Match(cookie, "expires=([^;]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(expires - _office.Clock.Now, TimeSpan.FromHours(7.99), TimeSpan.FromHours(8));
    }

    [Fact]
    public async Task An_older_hash_is_renewed_at_the_next_sign_in()
    {
        using (var db = _office.Database.Open())
        {
            db.Add(Office.Account("old", Role.Finance, rounds: 100_000));
            db.SaveChanges();
        }

        Assert.Equal(100_000, Rounds("old"));
        await _office.Host.SignInAsync("old", Office.Password);
        Assert.Equal(PasswordRules.HashRounds, Rounds("old"));
    }

    [Theory]
    [InlineData("/people?town=340699003", "/people?town=340699003")]
    [InlineData("//evil.example/x", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    public async Task One_goes_on_to_where_one_wanted_but_never_elsewhere(string wanted, string reached)
    {
        var answer = await Host.SubmitAsync(
            _office.Host.Visitor(), "/sign-in?to=" + Uri.EscapeDataString(wanted), new() { ["Posted.Name"] = "worker", ["Posted.Password"] = Office.Password });
        Assert.Equal(new Uri("http://localhost" + reached), new Uri(new Uri("http://localhost"), answer.Headers.Location!));
    }

    [Fact]
    public async Task Coming_failing_and_leaving_stand_in_the_trail_with_the_address_and_without_the_password()
    {
        await RefusedAsync(_office.Host.Visitor(), "worker", "wrong password");
        var visitor = await _office.Host.SignInAsync("worker", Office.Password);
        await Host.SubmitAsync(visitor, "/password", [], to: "/sign-out");
        using var db = _office.Database.Open();
        var entries = db.ChangeLog.Where(e => e.Entity == "Account" && e.ActorName == "worker").ToList();
        Assert.Equal(["登录没成", "登录", "退出"], entries.Select(e => e.Action));
        Assert.DoesNotContain(entries, e => e.Changes.Contains("wrong") || e.Changes.Contains(Office.Password));
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    // The page after a refusal, without what differs from request to request.
    private static async Task<string> RefusedAsync(HttpClient visitor, string name, string password)
    {
        var answer = await Host.SubmitSignInAsync(visitor, name, password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("role=\"alert\"", html);
        return Regex.Replace(html, """value="[^"]*"|<!--.*?-->""", "");
    }

    private static string Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single(c => c.Contains("canlian=", StringComparison.Ordinal));

    // The version-3 format keeps its number of rounds in bytes 5 to 8.
    private int Rounds(string name) => (int)BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(_office.Find(name).PasswordHash!).AsSpan(5));
}

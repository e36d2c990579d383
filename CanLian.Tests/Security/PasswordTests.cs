using CanLian.Blazor.Security;
using CanLian.Tests.Exchange;
using Xunit;

namespace CanLian.Tests.Security;

public sealed class PasswordTests
{
    [Theory]
    [InlineData("菜园门口 三棵枣树 下雨")]
    [InlineData("correct horse battery")]
    [InlineData("hX7-mQ2v-Tz9k")]
    [InlineData("alltogetherlowercase")]
    public void Length_is_enough(string password) => Assert.Null(PasswordRules.ProblemOf(password, "wangxiulan", "王秀兰", "石桥区"));

    [Theory]
    [InlineData("short")]
    [InlineData("123456789012")]
    [InlineData("Password2023!")]
    [InlineData("qwertyuiop123")]
    [InlineData("woaini5201314")]
    [InlineData("WangXiuLan2023!")]
    [InlineData("石桥区石桥区石桥区石桥区")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("Canlian-Demo-2023")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_guessed_first_is_refused(string? password) =>
        Assert.NotNull(PasswordRules.ProblemOf(password, "wangxiulan", "王秀兰", "石桥区"));

    [Fact]
    public void Nothing_is_longer_than_the_hash_should_have_to_bear() =>
        Assert.NotNull(PasswordRules.ProblemOf(string.Concat(Enumerable.Range(0, 40).Select(i => $"w{i}x"))));

    [Fact]
    public void One_time_passwords_differ_and_are_easy_to_read_out()
    {
        var passwords = Enumerable.Range(0, 200).Select(_ => PasswordRules.CreateOneTime()).ToList();
        Assert.Equal(200, passwords.Distinct().Count());
        Assert.All(passwords, password => Assert.Matches("^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$", password));
    }

    [Fact]
    public void Tries_come_back_one_by_one_and_only_where_they_were_used()
    {
        var clock = new SetClock(new DateTimeOffset(2023, 12, 29, 9, 0, 0, TimeSpan.Zero));
        var throttle = new SignInThrottle(clock);
        Assert.All(Enumerable.Range(0, SignInThrottle.Tries), _ => Assert.True(throttle.TryTake("10.0.0.7", "worker")));
        Assert.False(throttle.TryTake("10.0.0.7", "WORKER"));
        Assert.True(throttle.TryTake("10.0.0.8", "worker"));
        Assert.True(throttle.TryTake("10.0.0.7", "town"));
        clock.Now += SignInThrottle.Return;
        Assert.True(throttle.TryTake("10.0.0.7", "worker"));
        Assert.False(throttle.TryTake("10.0.0.7", "worker"));
    }

    [Fact]
    public void An_outsider_who_never_stops_leaves_the_colleague_more_free_time_than_locked_time()
    {
        var clock = new SetClock(new DateTimeOffset(2023, 12, 29, 9, 0, 0, TimeSpan.Zero));
        var throttle = new SignInThrottle(clock);
        var wrong = 0;
        for (var minute = 0; minute < 10 * 60; minute++)
        {
            clock.Now += TimeSpan.FromMinutes(1);
            wrong += throttle.TryTake("10.0.0.7", "worker") ? 1 : 0;
        }

        var locked = wrong / SignInThrottle.Tries * SignInDesk.LockedFor.TotalMinutes;
        Assert.InRange(locked, 1, 10 * 60 * 0.65);
    }
}

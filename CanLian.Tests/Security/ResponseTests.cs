using System.Net;
using CanLian.Blazor.Security;
using Xunit;

namespace CanLian.Tests.Security;

/// <summary>What every response carries, and that style sheets and scripts come compressed.</summary>
public sealed class ResponseTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/app.css")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/hangfire")]
    [InlineData("/nothing-here")]
    [InlineData("/exchange/2023-11/file")]
    public async Task Every_response_carries_the_security_headers(string address)
    {
        using var nobody = host.Visitor();
        AssertHeaders(await nobody.GetAsync(address, TestContext.Current.CancellationToken));
        using var somebody = await host.SignInAsync("admin");
        AssertHeaders(await somebody.GetAsync(address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Over_https_the_browser_is_told_to_stay_there()
    {
        using var visitor = host.Visitor(https: true);
        var answer = await visitor.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task No_page_is_kept_on_disk()
    {
        using var somebody = await host.SignInAsync("shenji");
        foreach (var address in (string[])["/", "/people", "/accounts", "/password"])
        {
            var answer = await somebody.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True(answer.Headers.CacheControl?.NoStore, address);
        }
    }

    [Theory]
    [InlineData("/app.css")]
    [InlineData("/components.css")]
    [InlineData("/app.js")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css?v=9.12.0")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.js?v=9.12.0")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Styles_and_scripts_come_compressed_and_without_a_cookie(string address)
    {
        using var visitor = await host.SignInAsync("admin");
        visitor.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        var answer = await visitor.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(answer.Content.Headers.ContentEncoding);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_page_names_no_other_host()
    {
        using var visitor = host.Visitor();
        var html = await visitor.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("https://", html);
        Assert.DoesNotContain("http://", html.Replace("http://localhost", ""));
    }

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }
}

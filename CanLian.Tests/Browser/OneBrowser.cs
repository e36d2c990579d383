using CanLian.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(OneBrowser))]

namespace CanLian.Tests.Browser;

/// <summary>The one browser of a run, started by the first test that needs it. Everybody who uses it gets cookies of their own.</summary>
public sealed class OneBrowser : IAsyncDisposable
{
    /// <summary>Browser tests come one after another: two at a time would only take the processor from each other.</summary>
    public const string Tests = "Browser";

    /// <summary>How long anything that must appear may take, on a machine that has other work as well.</summary>
    public const float Patience = 30_000;

    private readonly Lazy<Task<IBrowser>> _browser = new(Chromium.LaunchAsync);

    /// <summary>
    /// Somebody sits down at a computer of their own and, if they have an account, signs in through the form. The cookies are what the
    /// browser remembers from before, as <see cref="IBrowserContext.StorageStateAsync"/> gave it.
    /// </summary>
    public async Task<Colleague> ComeAsync(Host host, string? account = null, string? cookies = null)
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var browser = await _browser.Value;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = 1366, Height = 768 },
            StorageState = cookies,
        });
        context.SetDefaultTimeout(Patience);
        var colleague = new Colleague(host, context, await context.NewPageAsync());
        if (account is not null)
        {
            await host.SignInAsync(colleague.Page, account);
        }

        return colleague;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated && _browser.Value.IsCompletedSuccessfully)
        {
            await _browser.Value.Result.CloseAsync();
        }
    }
}

/// <summary>Names the collection of all browser tests.</summary>
[CollectionDefinition(OneBrowser.Tests)]
public sealed class BrowserTests;

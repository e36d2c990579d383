using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A person before a browser: what they do with a page, and what their browser complains about meanwhile.</summary>
public sealed class Colleague(Host host, IBrowserContext context, IPage page) : IAsyncDisposable
{
    /// <summary>Where they look now.</summary>
    public IPage Page { get; private set; } = page;

    public Host Host => host;

    public IBrowserContext Context => context;

    /// <summary>Leaves this tab open as it is and goes on in another.</summary>
    public async Task<IPage> TakeAnotherTabAsync()
    {
        var left = Page;
        Page = await context.NewPageAsync();
        return left;
    }

    /// <summary>Opens an address and waits until the page stands there with all its data.</summary>
    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(host.Address + address);
        await ArrivedAsync();
    }

    /// <summary>A page has arrived when it has its title and nothing is being fetched.</summary>
    public async Task ArrivedAsync()
    {
        await Expect(Page.Locator("#cl-main h1")).ToBeVisibleAsync();
        await Expect(Page.Locator(".cl-skeleton")).ToHaveCountAsync(0);
    }

    /// <summary>Fills a field as a person does: chooses in a list, or writes and goes on to the next.</summary>
    public Task FillAsync(string id, string value) => FillAsync(Page.Locator("#" + id), value);

    public static async Task FillAsync(ILocator field, string value)
    {
        await UnfoldAsync(field);
        if (await field.EvaluateAsync<string>("e => e.tagName") == "SELECT")
        {
            await field.SelectOptionAsync(new SelectOptionValue { Label = value });
        }
        else
        {
            await field.FillAsync(value);
            await field.PressAsync("Tab");
        }
    }

    /// <summary>Opens the part of the page in which something is folded away.</summary>
    public static async Task UnfoldAsync(ILocator what)
    {
        await Expect(what).ToBeAttachedAsync();
        var folded = what.Locator("xpath=ancestor::details[not(@open)]/summary");
        if (await folded.CountAsync() > 0)
        {
            await folded.ClickAsync();
        }
    }

    public Task PressAsync(string words, string within = "#cl-main") =>
        Page.Locator(within).GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();

    public Task FollowAsync(string words, string within = "#cl-main") =>
        Page.Locator(within).GetByRole(AriaRole.Link, new() { Name = words }).First.ClickAsync();

    public Task SeesAsync(string words, string within = "#cl-main") => Expect(Page.Locator(within)).ToContainTextAsync(words);

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}

using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace CanLian.Tests.Browser;

/// <summary>
/// Every page there is, found by its route, so that a new one is looked at without being named: axe in light and dark, narrow screens, and a
/// browser that has nothing to complain about.
/// </summary>
[Collection(OneBrowser.Tests)]
public sealed class EveryPageTests(OneBrowser browser, PageTour tour) : IClassFixture<PageTour>
{
    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    public static TheoryData<string> Routes => [.. PageTour.Pages.Select(p => p.Route).Order()];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_page_serves_everybody_on_every_screen_and_keeps_to_itself(string route)
    {
        await using var reader = await tour.ComeAsync(browser, route);
        var complaints = new Complaints(reader);
        await reader.OpenAsync(await tour.AddressAsync(route));

        var broken = new List<string>();
        await reader.Page.EvaluateAsync(_axe);
        await ShowAsync(reader.Page, "light");
        broken.AddRange(await reader.Page.EvaluateAsync<string[]>(Violations, _levels));
        await ShowAsync(reader.Page, "dark");
        broken.AddRange(await reader.Page.EvaluateAsync<string[]>(Violations, _colours));

        foreach (var width in (int[])[390, 320])
        {
            await reader.Page.SetViewportSizeAsync(width, 800);
            broken.AddRange(await reader.Page.EvaluateAsync<string[]>(TooWide, width));
        }

        Assert.Empty(broken.Concat(await complaints.AllAsync()));
    }

    private static readonly object _levels = new { type = "tag", values = (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"] };

    // The dark theme is the same document in other colours.
    private static readonly object _colours = new { type = "rule", values = (string[])["color-contrast", "link-in-text-block"] };

    private const string Violations = """
        rules => axe.run(document, { resultTypes: ['violations'], runOnly: rules }).then(r => r.violations.flatMap(v =>
          v.nodes.slice(0, 4).map(n => `${document.documentElement.dataset.theme} ${v.id}: ${n.html.slice(0, 200)} ${n.any.map(c => c.message).join('; ')}`)))
        """;

    // Things that may scroll by themselves, such as a matrix, hold what is too wide; whatever else passes the edge of the screen is named.
    private const string TooWide = """
        width => document.documentElement.scrollWidth <= width ? [] : [`${document.documentElement.scrollWidth} px at ${width} px: ` +
          [...document.querySelectorAll('main *, header *, footer *, nav *')].filter(e => e.getBoundingClientRect().right > width + 1 && e.offsetParent)
            .slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' | ')]
        """;

    private static async Task ShowAsync(IPage page, string theme)
    {
        if (await page.Locator("[data-theme-next]:visible").CountAsync() == 0)
        {
            // A page without the bar, as on a wall, is drawn in the reader's theme.
            await page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
        }
        while (await page.EvaluateAsync<string>("document.documentElement.dataset.theme") != theme)
        {
            await page.Locator("[data-theme-next]:visible").First.ClickAsync();
        }

        var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        await page.SetViewportSizeAsync(1366, Math.Clamp(height, 768, 8_000));
    }
}

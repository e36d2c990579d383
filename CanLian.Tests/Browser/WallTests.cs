using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>What hangs on the wall follows the work of others, and is turned and stopped by keys; what is drawn can be read without eyes.</summary>
[Collection(OneBrowser.Tests)]
public sealed class WallTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    private const string Document = "皖残联〔2023〕52号";

    // The end of MudBlazor's line and the middle of the last mark over it, as the screen has them.
    private const string Apart = """
        chart => {
          const line = chart.querySelector('path[stroke*=chart-done]');
          const end = line.getPointAtLength(line.getTotalLength()).matrixTransform(line.getScreenCTM());
          const box = [...chart.querySelectorAll('.cl-chart-marks > li:not(.cl-chart-end) a')].at(-1).getBoundingClientRect();
          return Math.hypot(end.x - box.x - box.width / 2, end.y - box.y - box.height / 2);
        }
        """;

    [Fact]
    public async Task A_screen_on_the_wall_shows_within_two_seconds_what_is_done_elsewhere()
    {
        await using var wall = await browser.ComeAsync(host, Village.Supervisor);
        await wall.OpenAsync("/dashboard/wall?year=2023");
        var panel = wall.Page.Locator(".cl-wall-panel");
        var row = wall.Page.Locator($"tr[data-programme={Village.Programme}]");
        // Who asked for calm turns the panels alone.
        await Expect(wall.Page.Locator("[data-wall=pause]")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(panel).ToHaveAttributeAsync("data-panel", "0");
        await Expect(wall.Page.Locator("header.cl-bar")).ToBeHiddenAsync();
        for (var turn = 1; await row.CountAsync() == 0; turn++)
        {
            await wall.Page.Keyboard.PressAsync("ArrowRight");
            await Expect(panel).ToHaveAttributeAsync("data-panel", turn.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        await Expect(row).ToContainTextAsync("/ 652 户");
        await using var office = await browser.ComeAsync(host, Village.Supervisor);
        await office.OpenAsync($"/plans?year=2023&edit={Village.Programme}");
        await office.FillAsync("field-Rows-0-Amount", "660");
        await office.PressAsync("保存任务");
        await office.SeesAsync("改已下达的任务要写依据");
        await office.FillAsync("field-RevisionDocument", Document);
        await office.PressAsync("保存任务");
        await Expect(row).ToContainTextAsync("/ 660 户", new() { Timeout = 2_000 });
        await Expect(wall.Page.Locator(".cl-live")).ToContainTextAsync("任务有改动");

        await wall.Page.Keyboard.PressAsync(" ");
        await Expect(wall.Page.Locator("[data-wall=pause]")).ToHaveAttributeAsync("aria-pressed", "false");
        await wall.Page.Keyboard.PressAsync(" ");
        await Expect(wall.Page.Locator("[data-wall=pause]")).ToHaveAttributeAsync("aria-pressed", "true");

        await office.OpenAsync($"/dashboard/programme/{Village.Programme}?year=2023");
        await office.SeesAsync("652 改为 660 户", "#tasks");
        await office.SeesAsync(Document, "#tasks");
    }

    [Fact]
    public async Task Every_chart_has_a_name_marks_that_lead_to_records_and_a_table_within_reach_of_the_keyboard()
    {
        await using var reader = await browser.ComeAsync(host, Village.Supervisor);
        foreach (var address in (string[])["/dashboard?year=2023", "/dashboard/programme/medication?year=2023&month=10"])
        {
            await reader.OpenAsync(address);
            var cards = reader.Page.Locator(".cl-card:has(.cl-chart)");
            await Expect(cards.First).ToBeVisibleAsync();
            for (var i = 0; i < await cards.CountAsync(); i++)
            {
                var card = cards.Nth(i);
                var title = await card.Locator("h2").InnerTextAsync();
                await Expect(card.GetByRole(AriaRole.Img)).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("^" + System.Text.RegularExpressions.Regex.Escape(title) + "，1月，"));
                var marks = card.Locator(".cl-chart-marks a");
                Assert.True(await marks.CountAsync() >= 10);
                await Expect(marks.First).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("^1月，[0-9,.]+ (人|户|万元)$"));
                Assert.InRange(await card.Locator(".cl-chart").EvaluateAsync<double>(Apart), 0, 2);

                var summary = card.GetByText("表格：" + title);
                await marks.Last.FocusAsync();
                await reader.Page.Keyboard.PressAsync("Tab");
                await Expect(summary).ToBeFocusedAsync();
                await reader.Page.Keyboard.PressAsync("Enter");
                var table = card.GetByRole(AriaRole.Table, new() { Name = title });
                await Expect(table).ToBeVisibleAsync();
                await Expect(table.GetByRole(AriaRole.Rowheader, new() { Name = "1月", Exact = true })).ToBeVisibleAsync();
                await reader.Page.Keyboard.PressAsync("Tab");
                await Expect(table.Locator("a").First).ToBeFocusedAsync();
                Assert.Equal(await marks.First.GetAttributeAsync("href"), await table.Locator("a").First.GetAttributeAsync("href"));
            }
        }

        var last = reader.Page.Locator("#forecast .cl-chart-marks > li:not(.cl-chart-end) a").Last;
        var said = await last.GetAttributeAsync("aria-label");
        await last.ClickAsync();
        await Expect(reader.Page.Locator(".cl-figure-value")).ToBeVisibleAsync();
        Assert.Equal("10月，" + (await reader.Page.Locator(".cl-figure-value").InnerTextAsync()).Replace("人", " 人", StringComparison.Ordinal), said);
    }
}

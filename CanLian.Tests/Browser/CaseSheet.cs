using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>The page of a case under a colleague's hands: fields, papers, steps.</summary>
internal sealed class CaseSheet(Colleague colleague, Guid id)
{
    private IPage Page => colleague.Page;

    public ILocator Stage => Page.Locator(".cl-head-title .cl-chip").First;

    public Task OpenAsync() => colleague.OpenAsync($"/case/{id}");

    public Task FillAsync(string field, string value) => colleague.FillAsync("field-" + field, value);

    public async Task TickAsync(string field, string choice)
    {
        var box = Page.Locator("#field-" + field).GetByLabel(choice, new() { Exact = true });
        await Colleague.UnfoldAsync(box);
        await box.CheckAsync();
    }

    /// <summary>Fills one cell of a table in the form.</summary>
    public Task CellAsync(int row, string column, string value) =>
        Colleague.FillAsync(Page.GetByLabel($"第 {row} 行{column}", new() { Exact = true }), value);

    public async Task AddRowAsync(params (string Column, string Value)[] cells)
    {
        var rows = Page.Locator("#field-Items tbody tr");
        var row = await rows.CountAsync() + 1;
        await Colleague.UnfoldAsync(Page.Locator("#field-Items"));
        await colleague.PressAsync("加一行", "#field-Items");
        await Expect(rows).ToHaveCountAsync(row);
        foreach (var (column, value) in cells)
        {
            await CellAsync(row, column, value);
        }
    }

    /// <summary>Saves what was typed; the button stands out as long as something is not saved.</summary>
    public async Task SaveAsync()
    {
        var save = Page.Locator("#case-form .cl-btn-filled");
        await save.ClickAsync();
        await Expect(save).ToHaveCountAsync(0);
    }

    public async Task UploadAsync(string paper, int count = 1)
    {
        var files = Enumerable.Range(1, count).Select(n => new FilePayload { Name = $"{paper}{n}.png", MimeType = "image/png", Buffer = Picture.Png() });
        await Page.Locator($"#paper-{paper} input[type=file]").SetInputFilesAsync(files);
        await Expect(Page.Locator($"#paper-{paper} a")).ToHaveCountAsync(count);
    }

    /// <summary>Takes a step, answers what it asks, and sees the case in its next stage.</summary>
    public async Task TakeAsync(string step, string stageAfter, params (string Key, string Answer)[] answers)
    {
        var button = Page.Locator($"#step-{step} > button");
        var verb = (await button.InnerTextAsync()).Trim();
        await button.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        if (answers.Length > 0)
        {
            foreach (var (key, answer) in answers)
            {
                await colleague.FillAsync("ask-" + key, answer);
            }

            await colleague.PressAsync(verb, $"#step-{step}");
        }

        await Expect(Stage).ToHaveTextAsync(stageAfter);
    }
}

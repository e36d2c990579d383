using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>The main job without a mouse: from the door to the first step of a case. Wherever Tab leads, one sees where one is.</summary>
[Collection(OneBrowser.Tests)]
public sealed class KeyboardTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    private const int MostStops = 200;

    // The ring may be drawn around the label of an input that is only there for the keyboard.
    private const string Unseen = """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return null;
          const shows = one => { const s = getComputedStyle(one); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; };
          const place = at.closest('label') ?? at;
          const box = place.getBoundingClientRect();
          return (shows(at) || shows(place)) && box.width > 2 && box.height > 2 ? null : at.outerHTML.slice(0, 160);
        }
        """;

    private Colleague _worker = null!;

    private IKeyboard Keyboard => _worker.Page.Keyboard;

    [Fact]
    public async Task From_signing_in_to_the_first_step_by_keyboard_alone()
    {
        var person = (await host.EntitledAsync())[0];
        await using var worker = _worker = await browser.ComeAsync(host);
        await SignInAsync();
        await SkipToTheMainPartAsync();

        await Keyboard.PressAsync("/");
        await Expect(worker.Page.Locator("#cl-find")).ToBeFocusedAsync();
        await Keyboard.InsertTextAsync(person.Name[..2]);
        var hit = worker.Page.Locator($"#cl-find-list a[href='people/{person.Id}']");
        await Expect(hit).ToBeVisibleAsync();
        while (await hit.GetAttributeAsync("aria-selected") != "true")
        {
            await Keyboard.PressAsync("ArrowDown");
        }

        await Keyboard.PressAsync("Enter");
        await ArriveAsync(person.Name);
        await GoAsync($"#entitlements a[href='case/new/{Village.Programme}/{person.Id}']");
        await ArriveAsync("给" + person.Name);
        await GoAsync("#cl-main button.cl-btn-filled");
        await ArriveAsync(person.Name);
        var step = worker.Page.Locator("#step-H1 > button");
        await Expect(step).ToBeVisibleAsync();

        var chooser = await worker.Page.RunAndWaitForFileChooserAsync(() => GoAsync("#paper-申请表 input[type=file]"));
        await chooser.SetFilesAsync(new FilePayload { Name = "申请表.png", MimeType = "image/png", Buffer = Picture.Png() });
        await Expect(worker.Page.Locator("#paper-申请表 a")).ToHaveCountAsync(1);
        await GoAsync("#needs-H1 a");
        await worker.SeesAsync("知情同意", "#consent");
        await worker.ArrivedAsync();
        await GoAsync("#consent .cl-card-head button");
        await GoAsync("#consent .cl-entry-actions .cl-btn-filled");
        await Expect(worker.Page.Locator("#consent li")).ToHaveCountAsync(1);
        await GoAsync("#entitlements .cl-standing-served a[href^='case/']");
        await ArriveAsync(person.Name);
        await GoAsync("#step-H1 > button");
        await Expect(new CaseSheet(worker, default).Stage).ToHaveTextAsync("待入户核实");
    }

    private async Task SignInAsync()
    {
        await _worker.Page.GotoAsync(host.Address + "/");
        await Expect(_worker.Page.Locator("#name")).ToBeFocusedAsync();
        await Keyboard.TypeAsync(Village.Worker);
        await TabToAsync("#password");
        await Keyboard.TypeAsync(Blazor.Data.Demo.DemonstrationAccounts.Password);
        await Keyboard.PressAsync("Enter");
        await Expect(_worker.Page).ToHaveURLAsync(host.Address + "/");
        await _worker.ArrivedAsync();
    }

    private async Task SkipToTheMainPartAsync()
    {
        await Keyboard.PressAsync("Tab");
        var skip = _worker.Page.Locator(".cl-skip");
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await Keyboard.PressAsync("Enter");
        await Expect(_worker.Page.Locator("#cl-main")).ToBeFocusedAsync();
    }

    /// <summary>Waits until a page stands there and has taken the focus to its title, from where Tab goes on.</summary>
    private async Task ArriveAsync(string title)
    {
        var heading = _worker.Page.Locator("#cl-main h1");
        await Expect(heading).ToContainTextAsync(title);
        await _worker.ArrivedAsync();
        await Expect(heading).ToBeFocusedAsync();
    }

    /// <summary>Goes to a control by Tab, and uses it.</summary>
    private async Task GoAsync(string selector)
    {
        await TabToAsync(selector);
        await Keyboard.PressAsync("Enter");
    }

    private async Task TabToAsync(string selector)
    {
        var target = _worker.Page.Locator(selector).First;
        await Expect(target).ToBeAttachedAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            await Keyboard.PressAsync("Tab");
            Assert.Null(await _worker.Page.EvaluateAsync<string?>(Unseen));
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not lead to {selector}.");
    }
}

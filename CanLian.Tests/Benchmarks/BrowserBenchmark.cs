using System.Diagnostics;
using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Tests.Benchmarks.Fill;
using CanLian.Tests.Browser;
using CanLian.Tests.Data.Upkeep;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Village = CanLian.Tests.Browser.Village;

namespace CanLian.Tests.Benchmarks;

/// <summary>
/// What somebody in front of a screen waits for, in a real browser over a register of 70,000: the program's start, the first visit, the register, its next page,
/// and an answer of the search box. Times are taken by the page itself.
/// </summary>
internal static class BrowserBenchmark
{
    private const int Persons = 70_000, Starts = 5, Times = 40;
    private const string Rows = "#cl-main tbody tr";

    // Remembers when the first row was drawn, counted from the moment the address was asked for.
    private const string NotesFirstRow = """
        new MutationObserver((_, watch) => {
          if (!document.querySelector("#cl-main tbody tr")) return;
          watch.disconnect();
          requestAnimationFrame(() => globalThis.firstRow = performance.now());
        }).observe(document, { childList: true, subtree: true });
        """;

    // Does something and says after how many milliseconds what it is for is drawn.
    private const string Timed = """
        async ([does, selector]) => {
          const shown = () => [...document.querySelectorAll(selector)].map(e => e.textContent).join();
          const before = shown(), begun = performance.now();
          new Function(does)();
          await new Promise(done => {
            const look = () => {
              if (shown() === before || shown() === "") return;
              watch.disconnect();
              requestAnimationFrame(done);
            };
            const watch = new MutationObserver(look);
            watch.observe(document, { childList: true, subtree: true, characterData: true });
          });
          return performance.now() - begun;
        }
        """;

    /// <summary>
    /// <c>bench browser [DIR [PROGRAM]]</c>: over a folder that <c>bench fill</c> has filled, else over one of its own; PROGRAM is the folder of a published
    /// program, else the one built here runs.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var program = args.ElementAtOrDefault(1);
        var folder = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("canlian-bench-").FullName;
        try
        {
            if (args.Length == 0)
            {
                await FillBenchmark.FillAsync(new DataFolder(folder), Persons, 3 * Persons, seed: 1, onlyLastEvents: false, _ => { });
            }
            await StartsAsync(folder, program);
            using var server = await ProgramRun.ServeAsync(folder, programs: program);
            await using var browser = await Chromium.LaunchAsync();
            await FirstVisitAsync(browser, server.Address);
            await WorkAsync(browser, server.Address);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (args.Length == 0)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task StartsAsync(string folder, string? program)
    {
        var times = new List<double>();
        for (var i = 0; i <= Starts; i++)
        {
            var clock = Stopwatch.StartNew();
            using var server = await ProgramRun.ServeAsync(folder, programs: program);
            using var visitor = new HttpClient { BaseAddress = server.Address };
            (await visitor.GetAsync("health/ready")).EnsureSuccessStatusCode();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        // The first reads the programs from the disk.
        Say("process start to ready", times.Skip(1));
    }

    private static async Task FirstVisitAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var bytes = 0d;
        var network = await context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        network.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync(new Uri(address, "sign-in").ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        var signIn = bytes;
        await SignInAsync(page, address);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first visit: {signIn / 1024:N0} KB for the sign-in, {bytes / 1024:N0} KB in all when the first page after it stands"));
    }

    private static async Task WorkAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "zh-CN", BypassCSP = true, ViewportSize = new ViewportSize { Width = 1366, Height = 768 } });
        var page = await context.NewPageAsync();
        await SignInAsync(page, address);
        await page.AddInitScriptAsync(NotesFirstRow);
        var opened = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await page.GotoAsync(new Uri(address, "people").ToString());
            await page.WaitForFunctionAsync("() => globalThis.firstRow");
            opened.Add(await page.EvaluateAsync<double>("() => globalThis.firstRow"));
        }
        Say("the register opened by its address until rows are drawn", opened);

        var (menu, next, found) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            await page.EvaluateAsync("() => document.querySelector('nav a.cl-nav').click()");
            // The address changes before the page does.
            await page.WaitForFunctionAsync($"() => !document.querySelector('{Rows}') && document.querySelector('#cl-main .cl-tabs')");
            menu.Add(await page.EvaluateAsync<double>(Timed, new[] { "document.querySelector('nav a[href=people]').click()", Rows }));
        }
        Say("the register opened from the menu", menu);
        await page.GotoAsync(new Uri(address, "people").ToString());
        await page.WaitForSelectorAsync(Rows);
        for (var i = 0; i < Times; i++)
        {
            next.Add(await page.EvaluateAsync<double>(Timed, new[] { "[...document.querySelectorAll('.cl-pager a.cl-btn')].at(-1).click()", Rows }));
        }
        Say("its next page", next);
        // The register has a search box of its own.
        await page.GotoAsync(new Uri(address, "programmes").ToString());
        await page.WaitForSelectorAsync("#cl-find");
        string[] asked = ["王秀", "李", "zj", "wxl", "0019", "张小", "陈", "lj"];
        for (var i = 0; i < Times; i++)
        {
            await page.FillAsync("#cl-find", "");
            await page.WaitForFunctionAsync("() => document.querySelectorAll('#cl-find-list a').length === 0");
            var types = $"const box = document.getElementById('cl-find'); box.value = '{asked[i % asked.Length]}'; box.dispatchEvent(new Event('input', {{ bubbles: true }}))";
            found.Add(await page.EvaluateAsync<double>(Timed, new[] { types, "#cl-find-list a, .cl-search-none" }));
        }
        Say("an answer of the search box after the last letter", found);
    }

    private static async Task SignInAsync(IPage page, Uri address)
    {
        await page.GotoAsync(new Uri(address, "sign-in").ToString());
        await page.FillAsync("#name", Village.DistrictOfficer);
        await page.FillAsync("#password", DemonstrationAccounts.Password);
        await page.PressAsync("#password", "Enter");
        await page.WaitForSelectorAsync(".cl-shell:not(.cl-static) h1");
    }

    private static void Say(string what, IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {sorted[sorted.Count / 2]:N0} ms, p95 {sorted[(int)(sorted.Count * .95)]:N0} ms, max {sorted[^1]:N0} ms ({sorted.Count} times)"));
    }
}

using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>What another village's worker finds of this village: nothing, by any road.</summary>
[Collection(OneBrowser.Tests)]
public sealed class ScopeTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task Another_village_s_worker_finds_neither_case_nor_person_nor_file()
    {
        var (id, person) = await host.OpenCaseAsync();
        var file = (await host.CaseAsync(id)).Attachments.Single().Id;
        await using var stranger = await browser.ComeAsync(host, Village.Elsewhere);
        foreach (var address in new[] { $"/case/{id}", $"/people/{person.Id}", $"/people/{person.Id}/edit", $"/case/new/{Village.Programme}/{person.Id}" })
        {
            await stranger.OpenAsync(address);
            await Expect(stranger.Page.Locator("#cl-main h1")).ToHaveTextAsync("找不到这一页");
            Assert.DoesNotContain(person.Name, await stranger.Page.ContentAsync(), StringComparison.Ordinal);
        }

        await stranger.Page.FillAsync("#cl-find", person.Name);
        await stranger.SeesAsync("没找到", "header.cl-bar");
        await Expect(stranger.Page.Locator("#cl-find-list a")).ToHaveCountAsync(0);
        Assert.Equal(404, (await stranger.Context.APIRequest.GetAsync($"{host.Address}/files/{file}")).Status);

        await using var worker = await browser.ComeAsync(host, Village.Worker);
        Assert.Equal(200, (await worker.Context.APIRequest.GetAsync($"{host.Address}/files/{file}")).Status);
    }

    [Fact]
    public async Task A_number_is_not_in_the_page_until_somebody_gives_a_reason_and_the_look_is_recorded()
    {
        var person = (await host.EntitledAsync())[0];
        var number = person.IdNumber.Value;
        await using var worker = await browser.ComeAsync(host, Village.Worker);
        await worker.OpenAsync($"/people/{person.Id}");
        Assert.DoesNotContain(number, await worker.Page.ContentAsync(), StringComparison.Ordinal);

        var masked = worker.Page.Locator(".cl-mask").First;
        await masked.GetByRole(AriaRole.Button, new() { NameRegex = new("^显示") }).ClickAsync();
        await masked.GetByRole(AriaRole.Button, new() { Name = "核对身份" }).ClickAsync();
        var shown = await masked.Locator(".cl-mask-clear [aria-hidden]").InnerTextAsync();
        Assert.Equal(number, string.Concat(shown.Where(char.IsAsciiLetterOrDigit)));
        await using var db = host.Open();
        var look = Assert.Single(db.Disclosures.Where(d => d.PersonId == person.Id));
        Assert.Equal(("核对身份", "王秀兰"), (look.Reason, look.ActorName));
    }
}

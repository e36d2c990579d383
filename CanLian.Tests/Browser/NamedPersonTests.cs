using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Education;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A form names somebody of the register: found by the number, and the number stands nowhere but in the register.</summary>
[Collection(OneBrowser.Tests)]
public sealed class NamedPersonTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task A_parent_is_found_by_the_number_which_is_neither_kept_nor_shown()
    {
        var (id, parent) = await PupilAsync();
        var number = parent.IdNumber.Value;
        await using var first = await browser.ComeAsync(host, Village.DistrictOfficer);
        await using var second = await browser.ComeAsync(host, Village.DistrictOfficer);
        var (mine, theirs) = (new CaseSheet(first, id), new CaseSheet(second, id));
        await mine.OpenAsync();
        await theirs.OpenAsync();
        Assert.DoesNotContain(number, await first.Page.ContentAsync());
        await ChooseAsync(first, number, parent);
        await Expect(first.Page.Locator("#field-Holder")).ToHaveValueAsync(PersonReference.To(parent).ToString());
        await Expect(first.Page.Locator("#case-form")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("草稿 .* 已自动存"));
        await using (var db = host.Open())
        {
            Assert.All(await db.Drafts.Select(d => d.Content).ToListAsync(Here), text => Assert.DoesNotContain(number, text));
        }
        await mine.SaveAsync();

        // Whoever saves second sees both: the parent found and the place left empty.
        await theirs.FillAsync("Grade", "三年级");
        await second.Page.Locator("#case-form .cl-btn-filled").ClickAsync();
        await Expect(second.Page.Locator("#conflict")).ToContainTextAsync(parent.IdNumber.Masked);
        Assert.DoesNotContain(number, await second.Page.ContentAsync());
        await mine.OpenAsync();
        Assert.DoesNotContain(number, await first.Page.ContentAsync());

        await using var after = host.Open();
        var file = await after.Cases.Include(c => c.Events).SingleAsync(c => c.Id == id, Here);
        Assert.Equal(PersonReference.To(parent), ((EducationForm)Catalogue.Of("education").ReadForm(file.Form)).Holder);
        Assert.DoesNotContain(number, file.Form);
        Assert.All(file.Events, e => Assert.DoesNotContain(number, e.Title + e.Remark));
        var logged = await after.Set<ChangeLogEntry>().Select(e => e.Changes).ToListAsync(Here);
        Assert.Contains(logged, text => text.Contains(parent.IdNumber.Masked));
        Assert.DoesNotContain(logged, text => text.Contains(number));
    }

    private static CancellationToken Here => TestContext.Current.CancellationToken;

    private static async Task ChooseAsync(Colleague colleague, string number, Person parent)
    {
        await colleague.FillAsync("field-Relation", "子女");
        await colleague.Page.Locator("#field-Holder").FillAsync(number);
        await colleague.Page.Locator(".cl-person-field").GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = parent.Name }).ClickAsync();
    }

    /// <summary>An open case in which no parent stands any more.</summary>
    private async Task<(Guid Id, Person Parent)> PupilAsync()
    {
        await using var db = host.Open();
        var programme = Catalogue.Of("education");
        var cases = await db.Cases.Include(c => c.Person!.Household!.Members).ThenInclude(m => m.Certificates)
            .Where(c => c.Programme == "education" && c.StageKind == StageKind.Open).ToListAsync(Here);
        var file = cases.First(c => ((EducationForm)programme.ReadForm(c.Form)).Holder is not null);
        var form = (EducationForm)programme.ReadForm(file.Form);
        var parent = file.Person!.Household!.Members.Single(m => m.Id == form.Holder!.Id);
        form.Holder = null;
        file.Form = programme.WriteForm(form);
        await db.SaveChangesAsync(Here);
        return (file.Id, parent);
    }
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Domain.Cases;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A certificate renewed over New Year's Day: the clock of each stage counts working days, and the holiday is none.</summary>
[Collection(OneBrowser.Tests)]
public sealed class CertificateClockTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    private static readonly DateOnly _beforeTheHoliday = new(2023, 12, 29);
    private static readonly DateOnly _afterIt = new(2024, 1, 4);

    [Fact]
    public async Task A_renewal_runs_over_the_holiday_from_the_application_to_the_new_card()
    {
        host.Service<OfficeClock>().Pinned = _beforeTheHoliday;
        var person = await RenewableAsync();
        await using var worker = await browser.ComeAsync(host, Village.Worker);
        await worker.OpenAsync($"/case/new/certification/{person.Id}");
        await worker.PressAsync("立案，去填申请");
        await Expect(new CaseSheet(worker, default).Stage).ToBeVisibleAsync();
        var id = Guid.Parse(worker.Page.Url[(worker.Page.Url.LastIndexOf('/') + 1)..]);
        var application = new CaseSheet(worker, id);
        foreach (var paper in (string[])["申请表", "身份证", "户口簿", "两寸白底照片", "旧证"])
        {
            await application.UploadAsync(paper);
        }

        await application.FillAsync("Kind", "换领");
        await application.FillAsync("RenewalReason", "到期");
        await application.TakeAsync("C1", "待受理");

        // Five working days from Friday: Tuesday to Friday, and Monday the 8th. With New Year's Day counted it would be the 5th.
        await worker.SeesAsync("01-08前");

        await using var town = await browser.ComeAsync(host, Village.TownOfficer);
        var acceptance = new CaseSheet(town, id);
        await acceptance.OpenAsync();
        await acceptance.FillAsync("ExemptReason", "到期换领");
        await acceptance.TakeAsync("C3", "待审核");
        await town.SeesAsync("01-15前");

        host.Service<OfficeClock>().Pinned = _afterIt;
        await using var district = await browser.ComeAsync(host, Village.DistrictOfficer);
        var sheet = new CaseSheet(district, id);
        await sheet.OpenAsync();
        await sheet.TakeAsync("C9", "待批准");
        await using var supervisor = await browser.ComeAsync(host, Village.Supervisor);
        var approval = new CaseSheet(supervisor, id);
        await approval.OpenAsync();
        await approval.TakeAsync("C10", "待制证");
        await sheet.OpenAsync();
        await sheet.FillAsync("IssuedOn", "2024-01-04");
        await sheet.FillAsync("EnteredOn", "2024-01-04");
        await sheet.TakeAsync("C15", "待领取");

        await application.OpenAsync();
        await application.UploadAsync("领证签字");
        await application.FillAsync("CollectedBy", "本人");
        await application.FillAsync("FileNumber", "残证2024-0001");
        await application.TakeAsync("C16", "已完成");

        Assert.Equal(StageKind.Done, (await host.CaseAsync(id)).StageKind);
        await using var db = host.Open();
        var renewed = await db.Persons.AsNoTracking().Include(p => p.Certificates).SingleAsync(p => p.Id == person.Id, TestContext.Current.CancellationToken);
        Assert.Equal((IssueReason.Renewal, _afterIt, _afterIt.AddYears(10)), (renewed.Certificate!.Reason, renewed.Certificate.IssuedOn, renewed.Certificate.ExpiresOn));
        Assert.Equal(2, renewed.Certificates.Count(c => c.Number == person.Certificate!.Number));
    }

    /// <summary>A grown-up of the village whose card is nine years old and who has no case about it.</summary>
    private async Task<Person> RenewableAsync()
    {
        await using var db = host.Open();
        var since = _beforeTheHoliday.AddYears(-Certificate.RenewableAfterYears);
        var persons = await db.Persons.AsNoTracking().Include(p => p.Certificates)
            .Where(p => p.RegionCode == Places.Nanshilou && p.DeceasedOn == null && p.Certificates.Any(c => c.Current && c.State == CertificateState.Valid && c.IssuedOn <= since && c.ExpiresOn > _afterIt))
            .Where(p => !db.Cases.Any(c => c.PersonId == p.Id && c.Programme == "certification" && c.StageKind == StageKind.Open))
            .OrderBy(p => p.SortKey).ToListAsync(TestContext.Current.CancellationToken);
        return persons.First(p => !p.NeedsGuardian(_beforeTheHoliday) && p.Certificates.Count == 1);
    }
}

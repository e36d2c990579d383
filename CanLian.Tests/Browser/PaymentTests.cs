using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Features.Cases.Payments;
using CanLian.Blazor.Files;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A payment batch as finance and the supervisor make it: one line comes back from the bank, its account is put right, and it is paid again.</summary>
[Collection(OneBrowser.Tests)]
public sealed class PaymentTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task A_batch_goes_to_the_bank_and_its_failed_line_is_paid_again()
    {
        var (failing, person) = await PutBackAsync();
        await using var finance = await browser.ComeAsync(host, Village.Finance);
        await using var supervisor = await browser.ComeAsync(host, Village.Supervisor);

        var batch = await MakeAsync(finance, supervisor);
        var rows = (await host.Service<PaymentQueries>().FindAsync(host.Actor(Village.Finance), batch))!.Lines.Select(l => l.Line).ToList();
        Assert.Equal(3, rows.Count);
        await AnswerAsync(finance, batch, rows, failing);
        await finance.SeesAsync("户名不符");
        await Expect(finance.Page.Locator("#cl-main")).ToContainTextAsync("发放失败");

        await using (var officer = await browser.ComeAsync(host, Village.DistrictOfficer))
        {
            await officer.OpenAsync($"/people/{person}");
            await officer.PressAsync("改账户", "#account");
            await officer.FillAsync("account-Number", "6999990000000000024");
            await officer.PressAsync("保存账户", "#account");
            await officer.Page.Locator("#account label.cl-check").ClickAsync();
            await officer.PressAsync("保存账户", "#account");
            await officer.SeesAsync("****0024", "#account");
        }

        var again = await MakeAsync(finance, supervisor);
        var line = Assert.Single((await host.Service<PaymentQueries>().FindAsync(host.Actor(Village.Finance), again))!.Lines).Line;
        Assert.Equal((failing, "0024"), (line.CaseId, line.Tail));
        await AnswerAsync(finance, again, [line], default);
        await finance.SeesAsync("已回盘");
        await finance.OpenAsync($"/payments/{batch}");
        await finance.SeesAsync("补发");

        await finance.OpenAsync("/payments/books?year=2023");
        await finance.SeesAsync("对得上，一分不差");
    }

    private static async Task<Guid> MakeAsync(Colleague finance, Colleague supervisor)
    {
        await finance.OpenAsync("/payments/new?programme=medication&year=2023");
        await finance.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("件造成一个批次$") }).ClickAsync();
        await Expect(finance.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/payments/[0-9a-f-]{36}$"));
        await finance.ArrivedAsync();
        var batch = Guid.Parse(finance.Page.Url[^36..]);
        await finance.FillAsync("payment-reason", "逐件核对过");
        await finance.PressAsync("核对并报批准");
        await finance.SeesAsync("待批准");

        await supervisor.OpenAsync($"/payments/{batch}");
        await supervisor.PressAsync("批准");
        await supervisor.PressAsync("批准", "#cl-confirm");
        await supervisor.SeesAsync("已批准");

        await finance.OpenAsync($"/payments/{batch}");
        await finance.PressAsync("登记已送银行");
        await finance.SeesAsync("读入回盘");
        return batch;
    }

    private static async Task AnswerAsync(Colleague finance, Guid batch, IReadOnlyList<PaymentLine> lines, Guid failing)
    {
        using var file = new MemoryStream();
        Workbook.Write(file, [Sheet.Of("回盘", lines).Whole("序号", l => l.Row).Yuan("金额", l => new Money(l.Fen))
            .Text("结果", l => l.CaseId == failing ? "失败" : "成功").Text("失败原因", l => l.CaseId == failing ? "户名不符" : null)], () => []);
        await finance.OpenAsync($"/payments/{batch}");
        await finance.FillAsync("return-voucher", "惠农-2023-1229");
        await finance.Page.Locator("#return input[type=file]").SetInputFilesAsync(new FilePayload { Name = "回盘.xlsx", MimeType = Workbook.ContentType, Buffer = file.ToArray() });
        await finance.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^写入这") }).ClickAsync();
        await Expect(finance.Page.Locator("#return")).ToHaveCountAsync(0);
    }

    // Two cases that were paid in April stand on the list once more, beside the one that waits.
    private async Task<(Guid Case, Guid Person)> PutBackAsync()
    {
        host.Service<OfficeClock>().Pinned = DemonstrationDistrict.Day;
        await using var db = host.Open();
        var programme = Catalogue.Of("medication");
        foreach (var waiting in await db.Cases.Include(c => c.Person).Where(c => c.Programme == programme.Code && c.Stage == "listing").ToListAsync(TestContext.Current.CancellationToken))
        {
            (waiting.Person!.Account!.Holder, waiting.Person.Account.HolderRelation) = (waiting.SubjectName, null);
        }
        var files = await db.Cases.Include(c => c.Events).Include(c => c.Payments).Include(c => c.Person)
            .Where(c => c.Programme == programme.Code && c.Year == 2023 && c.StageKind == StageKind.Done && c.Person!.Account!.Holder == c.Person.Name)
            .OrderBy(c => c.Number).Take(2).ToListAsync(TestContext.Current.CancellationToken);
        foreach (var file in files)
        {
            file.Payments.Clear();
            file.PlaceAsRecorded(programme.Flow.Stage("listing"), DemonstrationDistrict.Day, DemonstrationDistrict.Day, null, "退回重发", Domain.Common.Actor.System, default);
            db.Add(file.Events[^1]);
        }
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return (files[0].Id, files[0].PersonId);
    }
}

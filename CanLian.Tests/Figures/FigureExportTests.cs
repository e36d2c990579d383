using System.Net;
using System.Security.Cryptography;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Figures;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using MiniExcelLibs;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>The workbook of the rows behind a figure: exactly these rows, who took them, and that it was recorded.</summary>
public sealed class FigureExportTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task The_rows_of_the_number_are_in_it_and_the_taking_is_recorded()
    {
        using var supervisor = await host.SignInAsync("zhoujianping");
        var answer = await supervisor.GetAsync("/figures/medication.persons/export?year=2023&region=340699003", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, Workbook.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("private, no-store", answer.Headers.CacheControl?.ToString().Replace("no-store, private", "private, no-store"));
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        var rows = file.Query(useHeaderRow: true, sheetName: "名单").Cast<IDictionary<string, object?>>().ToList();
        var view = (await host.Service<FigurePageQueries>().FindAsync(Database.Someone(Role.Supervisor), "medication.persons", new FigureAsk(2023, "340699003"), 1))!;
        Assert.Equal(view.Value.Records, rows.Count);
        Assert.Equal(["姓名", "镇（街道）", "村（社区）", "案号", "日期", "金额（元）", "说明"], rows[0].Keys);
        Assert.All(rows, r => Assert.Equal("石桥镇", r["镇（街道）"]));
        Assert.IsType<string>(rows[0]["案号"]);
        Assert.Equal(view.Rows![0].Evidence.Name, rows[0]["姓名"]);

        var notes = file.Query(useHeaderRow: true, sheetName: Workbook.NotesSheet).Cast<IDictionary<string, object?>>().ToDictionary(r => (string)r["项"]!, r => (string?)r["内容"]);
        Assert.Equal(("medication.persons", "周建平", $"{rows.Count}", "石桥镇 340699003"), (notes["编号"], notes["导出人"], notes["行数"], notes["范围"]));

        using var db = host.Service<CanLianDbFactory>().Open(Actor.System);
        var record = Assert.Single(db.ExportRecords.Where(r => r.ActorName == "周建平" && r.Filter.Contains("medication.persons")).ToList());
        Assert.Equal((rows.Count, notes["SHA-256"], Convert.ToHexStringLower(SHA256.HashData(file.ToArray()))), (record.Rows, record.RowsSha256, record.Sha256));
        Assert.Contains("石桥镇", record.Filter);
    }

    [Theory]
    [InlineData("chenjianguo", "/figures/medication.persons/export?year=2023&region=340699004", HttpStatusCode.NotFound)]
    [InlineData("chenjianguo", "/figures/no.such/export", HttpStatusCode.NotFound)]
    [InlineData("zhaoqian", "/figures/medication.persons/export", HttpStatusCode.Forbidden)]
    [InlineData("admin", "/figures/medication.persons/export", HttpStatusCode.Forbidden)]
    public async Task What_one_may_not_see_one_cannot_take_out(string name, string address, HttpStatusCode expected)
    {
        using var visitor = await host.SignInAsync(name);
        var status = (await visitor.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode;
        Assert.True(status == expected || (expected == HttpStatusCode.Forbidden && status is HttpStatusCode.NotFound or HttpStatusCode.Found), $"{status}");
    }

    [Fact]
    public async Task A_link_from_elsewhere_takes_nothing_out()
    {
        using var visitor = await host.SignInAsync("shenji");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/figures/medication.persons/export?year=2023");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        using var db = host.Service<CanLianDbFactory>().Open(Actor.System);
        Assert.DoesNotContain(db.ExportRecords.ToList(), r => r.ActorName == "孙审");
    }

    [Fact]
    public async Task A_district_officer_sees_every_number_and_the_names_of_the_own_programmes()
    {
        var officer = new Actor("o", "某", Role.DistrictOfficer, "340699", new HashSet<string> { "medication" });
        var queries = host.Service<FigurePageQueries>();
        Assert.NotNull((await queries.FindAsync(officer, "medication.persons", new FigureAsk(2023), 1))!.Rows);
        var other = (await queries.FindAsync(officer, "training.persons", new FigureAsk(2023), 1))!;
        Assert.Equal((142m, null), (other.Value.Number, other.Rows));
        Assert.Null(await host.Service<FigureExport>().WriteAsync(officer, "training.persons", new FigureAsk(2023)));
        Assert.NotNull((await queries.FindAsync(officer, "training.task", new FigureAsk(2023), 1))!.Rows);
    }

    [Fact]
    public async Task Pages_of_rows_follow_each_other()
    {
        var queries = host.Service<FigurePageQueries>();
        var supervisor = Database.Someone(Role.Supervisor);
        var first = (await queries.FindAsync(supervisor, "medication.persons", new FigureAsk(2023), 1))!;
        var second = (await queries.FindAsync(supervisor, "medication.persons", new FigureAsk(2023), 2))!;
        Assert.Equal(FigurePageQueries.PageSize, first.Rows!.Count);
        Assert.Empty(first.Rows.Select(r => r.Evidence.Id).Intersect(second.Rows!.Select(r => r.Evidence.Id)));
        Assert.Equal(first.Value.Number, first.Parts.Sum(p => p.Value.Number));
    }
}

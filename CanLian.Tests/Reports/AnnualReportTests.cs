using System.Net;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Reports;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.Reports;
using CanLian.Tests.Data;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;

namespace CanLian.Tests.Reports;

/// <summary>The year's summary over a copy of the demonstration: its numbers follow the records, until the year is closed.</summary>
public sealed class AnnualReportTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private static readonly Actor _supervisor = Database.Someone(Role.Supervisor);

    [Fact]
    public async Task The_document_tells_the_year_and_every_check_holds()
    {
        var view = await ReadAsync();
        Assert.Equal("X区残联2023年工作总结", view.Blocks[0].Text);
        Assert.Equal(["一、主要工作开展情况", "二、存在的主要问题"], view.Blocks.Where(b => b.Kind == BlockKind.Part).Select(b => b.Text));
        Assert.Equal("（一）落实救助制度", view.Blocks.First(b => b.Kind == BlockKind.Chapter).Text);
        Assert.All(view.Findings, f => Assert.True(f.Holds, f.Words.ToString()));
        Assert.DoesNotContain(view.Blocks, b => b.Text.Contains(Wording.NoRecord) || b.Text.Contains('{') || b.Text.Contains('['));
    }

    [Fact]
    public async Task The_word_file_is_an_official_paper_with_every_number_under_its_own_bookmark()
    {
        using var supervisor = await host.SignInAsync("zhoujianping");
        var answer = await supervisor.GetAsync("/annual-report/file?year=2023", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, WordDocument.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var stream = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var file = WordprocessingDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}"));

        var body = file.MainDocumentPart!.Document!.Body!;
        var view = await ReadAsync();
        Assert.All(view.Told, figure =>
        {
            var start = body.Descendants<BookmarkStart>().First(b => b.Name!.Value!.StartsWith(Mark(figure.Id), StringComparison.Ordinal));
            Assert.Contains(start.NextSibling<Run>()!.InnerText, view.Blocks.SelectMany(b => b.Pieces).Where(p => p.Figure?.Id == figure.Id).Select(p => p.Text));
        });
        var (text, page) = (body.Descendants<Paragraph>().First(p => p.InnerText.Contains("药费补助")), body.Descendants<PageSize>().Single());
        Assert.Equal(("仿宋_GB2312", "32"), (text.Descendants<RunFonts>().First().EastAsia!.Value, text.Descendants<FontSize>().First().Val!.Value));
        Assert.All(Shown(), shown => Assert.Contains(shown, body.InnerText));
        Assert.Equal((11906u, 16838u), (page.Width!.Value, page.Height!.Value));
        Assert.Equal(["附件：1．年度任务完成情况", "附件1", "附件2"], body.Elements<Paragraph>().Select(p => p.InnerText).Where(t => t.StartsWith("附件", StringComparison.Ordinal)));
        Assert.Equal(["X区残疾人联合会", "2023年12月29日"], body.Elements<Paragraph>().Select(p => p.InnerText).SkipWhile(t => !t.StartsWith("2．总结", StringComparison.Ordinal)).Skip(1).Take(2));
        Assert.All(body.Elements<Paragraph>().Where(p => p.ParagraphProperties?.OutlineLevel is not null), head => Assert.NotNull(head.ParagraphProperties!.KeepNext));
        Assert.Equal(view.Told.Count, body.Elements<Table>().Last().Elements<TableRow>().Count() - 1);
    }

    [Theory]
    [InlineData("wangxiulan", HttpStatusCode.NotFound)]
    [InlineData("admin", HttpStatusCode.NotFound)]
    [InlineData("chenjianguo", HttpStatusCode.OK)]
    public async Task A_village_has_no_summary_and_a_town_its_own(string name, HttpStatusCode expected)
    {
        using var visitor = await host.SignInAsync(name);
        Assert.Equal(expected, (await visitor.GetAsync("/annual-report/file?year=2023", TestContext.Current.CancellationToken)).StatusCode);
        var town = Database.Someone(Role.TownOfficer, "340699003");
        Assert.Equal("石桥镇残联2023年工作总结", (await host.Service<ReportQueries>().FindAsync(town, new FigureAsk(2023)))!.Blocks[0].Text);
        Assert.Null(await host.Service<ReportQueries>().FindAsync(town, new FigureAsk(2023, "340699004")));
    }

    [Fact]
    public async Task Words_are_the_authors_and_numbers_the_records()
    {
        var desk = host.Service<ReportDesk>();
        Assert.False((await desk.WriteAsync(Database.Someone(Role.TownOfficer, "340699003"), 2023, "medication", "镇里写的", null)).Succeeded);
        var refused = await desk.WriteAsync(_supervisor, 2023, "medication", "发放【药费 没有】。", null);
        Assert.Contains("没有叫“药费 没有”的数", Assert.Single(refused.Reasons).Sentence.ToString());

        Assert.True((await desk.WriteAsync(_supervisor, 2023, "medication", "吃药有补助，【药费 完成数：名】领到了钱。", null)).Succeeded);
        Assert.Contains((await ReadAsync()).Blocks, b => b.Text == "吃药有补助，525名领到了钱。");
        Assert.False((await desk.WriteAsync(_supervisor, 2023, "medication", "后来的人不知道", null)).Succeeded);

        var version = (await ReadAsync()).Wordings["medication"].Version;
        Assert.True((await desk.WriteAsync(_supervisor, 2023, "medication", "", version)).Succeeded);
        Assert.Contains("medication", (await ReadAsync()).LeftOut);
        version = (await ReadAsync()).Wordings["medication"].Version;
        Assert.True((await desk.WriteAsync(_supervisor, 2023, "medication", FieldNames.ToNames(AnnualReport.Wordings["medication"]), version)).Succeeded);
        Assert.DoesNotContain("medication", (await ReadAsync()).Wordings.Keys);
    }

    // How the federation's own summary of the year printed each of its numbers.
    private static string[] Shown() => """
        525名 52.5万元 4人 219.9万元 145名 19人 211.11％ 652户 204万元 6月 8月中旬 8月28日 10月26日 5.68万元 142名 80％ 4人 22户 8.25万元 10户 10万元 1家
        234人 17.35万元 1人 170人 44人 13.2万元 8人 9人次 2人 4.15万元 31户 37人 31人 9户 1人 23人 2人 2人 1.45万元 200人 55.2万元 7月30日 95％ 27人 30万元
        22人 4人 13人 3人 2人 14人 1家 1个 10月12日 40名 9月18日 9月22日 10月1日 10月20日 6826人 1人 2人 0人 16人 86人 1人 6709人 117人 98.29％ 6篇 153篇 77篇
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // A bookmark's name ends in a number of its own, of at most three digits.
    private static string Mark(string id) => (id.Replace('.', '_') + "_")[..Math.Min(id.Length + 1, WordDocument.LongestMark - 4)];

    private async Task<ReportView> ReadAsync() => (await host.Service<ReportQueries>().FindAsync(_supervisor, new FigureAsk(2023)))!;
}

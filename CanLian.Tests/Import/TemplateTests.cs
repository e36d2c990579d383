using System.IO.Compression;
using System.Net;
using CanLian.Blazor.Features.Import;
using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Import;

/// <summary>Empty templates: one for every sheet, read by the import without a word.</summary>
public sealed class TemplateTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private static readonly string[] _sheets =
    [
        "区划", "人员", "年度任务", "机构站点", "批次", "回访", "调查方案", "调查", "宣传", "监测名单", "公职人员", "精神残疾人药费补助", "残疾儿童康复救助", "家庭无障碍改造",
        "教育资助", "残疾人证办理",
    ];

    [Fact]
    public async Task Every_sheet_has_a_template_with_lists_and_notes_that_the_import_reads()
    {
        using var officer = await host.SignInAsync("sunguoqiang");
        var folder = Directory.CreateTempSubdirectory("canlian-templates-").FullName;
        try
        {
            var paths = new List<string>();
            foreach (var sheet in _sheets)
            {
                var answer = await officer.GetAsync("/templates/" + Uri.EscapeDataString(sheet), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                paths.Add(Path.Combine(folder, sheet + ".xlsx"));
                await File.WriteAllBytesAsync(paths[^1], await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            }
            var people = SheetXml(paths[1]);
            Assert.Contains("dataValidation type=\"list\"", people);
            Assert.Contains("&quot;视力,听力,言语,肢体,智力,精神,多重&quot;", people.Replace("\"视力", "&quot;视力").Replace("多重\"", "多重&quot;"));
            Assert.Contains("prompt=\"必填。18 位，按文本填", people);
            var result = await host.Service<ImportDesk>().RunAsync(Actor.System, paths, trial: true, TestContext.Current.CancellationToken);
            Assert.Empty(result.Problems);
            Assert.All(result.Sheets, s => Assert.Equal((0, 0), (s.Read, s.Refused)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string SheetXml(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return reader.ReadToEnd();
    }
}

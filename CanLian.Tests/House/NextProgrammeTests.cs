using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CanLian.Domain.Common;
using CanLian.Tests.Browser;
using CanLian.Tests.Data.Upkeep;
using CanLian.Tests.Demo;
using Microsoft.Playwright;
using MiniExcelLibs;
using Xunit;

namespace CanLian.Tests.House;

/// <summary>
/// The next programme as somebody adds it: one folder and one line in a copy of the domain, built, and put under the program that is there, which is not
/// built anew, over the demonstration as it lies. What it gets without any other change is the promise of the house.
/// </summary>
[Collection(OneBrowser.Tests)]
public sealed class NextProgrammeTests(Demonstration demonstration) : IDisposable
{
    private const string Domain = "CanLian.Domain";
    private const string Code = "braille_reading";
    private const string Name = "盲文读物借阅";
    private const string Sources = """
        using CanLian.Domain.Cases;
        using CanLian.Domain.Common;
        using CanLian.Domain.Figures;
        using CanLian.Domain.Plans;
        using CanLian.Domain.Programmes.Patterns;
        using FluentValidation;

        namespace CanLian.Domain.Programmes.BrailleReading;

        /// <summary>What only a loan asks for (借阅单).</summary>
        public sealed class BrailleReadingForm : CaseForm
        {
            [Field("读物", NeededAt = "A1")]
            public string Book { get; set; } = "";
        }

        /// <summary>Checks the form (借阅单校验).</summary>
        public sealed class BrailleReadingValidator : AbstractValidator<BrailleReadingForm>;

        /// <summary>Books in braille, lent at home (盲文读物借阅).</summary>
        public sealed class BrailleReadingProgramme() : Programme<BrailleReadingForm>(new BrailleReadingValidator())
        {
            public override string Code => "braille_reading";
            public override string Name => "盲文读物借阅";
            public override string ShortName => "盲读";
            public override int Chapter => 10;
            public override string Basis => "盲人文化服务办法";
            public override string Paragraph => "把盲文读物送到家，{braille_reading.persons:名}盲人借阅。";
            public override Spine Spine { get; } = new() { Pays = false };

            public override IReadOnlyList<Rule> Rules { get; } =
            [
                Programmes.Rules.InRegister,
                Programmes.Rules.CertificateValid,
                new Rule("blind", _ => c => c.Person.Certificates.Any(x => x.Current && x.Kind == DisabilityKind.Visual), (_, _) => new Text("不是视力残疾")),
            ];

            private static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);

            public override Flow Flow { get; } = new(Stage.Draft,
                new Step("A1", "报村初核", [Stage.Draft], ApplicationRows.Village, Hands.Village) { Needs = [Needs.Form, Needs.Eligible] },
                new Step("A2", "登记借出", [ApplicationRows.Village], Done, Hands.Village));
        }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("canlian-next-").FullName;

    [Fact]
    public async Task One_folder_and_one_line_give_menu_form_list_target_figures_ledger_and_paragraph()
    {
        CopySources();
        var folder = Directory.CreateDirectory(Path.Combine(_root, Domain, "Programmes/BrailleReading")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "BrailleReadingProgramme.cs"), Sources, TestContext.Current.CancellationToken);
        var catalogue = Path.Combine(_root, Domain, "Catalogue.cs");
        var lines = await File.ReadAllTextAsync(catalogue, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(catalogue, lines.Replace(
            "        new CultureProgramme(),\n", "        new CultureProgramme(),\n        new Programmes.BrailleReading.BrailleReadingProgramme(),\n"), TestContext.Current.CancellationToken);
        var (code, said) = await SystemProgram.RunAsync("dotnet", "build", Path.Combine(_root, Domain), "-p:RunAnalyzers=false", "-nodeReuse:false", "-v:quiet", "-nologo");
        Assert.True(code == 0, said);

        var programs = Path.Combine(_root, "programs");
        CopyFolder(AppContext.BaseDirectory, programs, ".playwright");
        File.Copy(Path.Combine(_root, Domain, "bin/Debug/net10.0", Domain + ".dll"), Path.Combine(programs, Domain + ".dll"), overwrite: true);
        var data = Path.Combine(_root, "data");
        demonstration.CopyTo(data);
        await ItsLedgerAndTargetGoInAsync(programs, data);
        await ItsFiguresAndParagraphComeOutAsync(programs, data);
        await ItsPagesOpenAsync(programs, data);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task ItsLedgerAndTargetGoInAsync(string programs, string data)
    {
        using var db = demonstration.Open();
        var blind = db.Persons.Where(p => p.Certificates.Any(c => c.Current && c.Kind == DisabilityKind.Visual)).OrderBy(p => p.Id).Take(2).ToList();
        var book = Path.Combine(_root, "ledger.xlsx");
        await MiniExcel.SaveAsAsync(book, new Dictionary<string, object>
        {
            [Name] = blind.Select(p => new Dictionary<string, object> { ["姓名"] = p.Name, ["身份证号"] = p.IdNumber.Value, ["年度"] = "2023", ["完成日期"] = "2023-05-04", ["读物"] = "红楼梦" }),
            ["年度任务"] = new[] { new Dictionary<string, object> { ["年度"] = "2023", ["项目"] = Name, ["任务数"] = 4, ["单位"] = "人" } },
        }, cancellationToken: TestContext.Current.CancellationToken);
        var answer = await ProgramRun.FromAsync(programs, data, "import", book, "--json");
        using var result = JsonDocument.Parse(answer.Output);
        Assert.Equal([(Name, 2), ("年度任务", 1)], result.RootElement.GetProperty("sheets").EnumerateArray().Select(s => (s.GetProperty("sheet").GetString(), s.GetProperty("added").GetInt32())));
    }

    private async Task ItsFiguresAndParagraphComeOutAsync(string programs, string data)
    {
        var answer = await ProgramRun.FromAsync(programs, data, "figures", "--year", "2023", "--json");
        using var figures = JsonDocument.Parse(answer.Output);
        var shown = figures.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(f => f.GetProperty("id").GetString()!, f => f.GetProperty("shown").GetString());
        Assert.Equal(("2人", "50.00%"), (shown[Code + ".persons"], shown[Code + ".completion"]));

        var report = Path.Combine(_root, "report.docx");
        Assert.Equal(0, (await ProgramRun.FromAsync(programs, data, "report", "--year", "2023", "--out", report)).Code);
        using var document = ZipFile.OpenRead(report);
        using var text = new StreamReader(document.GetEntry("word/document.xml")!.Open(), Encoding.UTF8);
        var plain = System.Text.RegularExpressions.Regex.Replace(await text.ReadToEndAsync(TestContext.Current.CancellationToken), "<[^>]+>", "");
        Assert.Contains("把盲文读物送到家，2名盲人借阅。", plain);
    }

    private async Task ItsPagesOpenAsync(string programs, string data)
    {
        Assertions.SetDefaultExpectTimeout(OneBrowser.Patience);
        using var run = await ProgramRun.ServeAsync(data, programs: programs);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.NewPageAsync(new() { Locale = "zh-CN" });
        page.SetDefaultTimeout(OneBrowser.Patience);
        await page.GotoAsync(new Uri(run.Address, "sign-in").ToString());
        await page.FillAsync("#name", Village.Worker);
        await page.FillAsync("#password", Blazor.Data.Demo.DemonstrationAccounts.Password);
        await page.PressAsync("#password", "Enter");
        await page.WaitForSelectorAsync(".cl-shell:not(.cl-static) h1");

        await page.GotoAsync(new Uri(run.Address, "programmes").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = Name }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(Name);
        await page.GotoAsync(new Uri(run.Address, "cases/" + Code).ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(Name);
        using var db = demonstration.Open();
        var somebody = db.Persons.First(p => p.RegionCode == Blazor.Data.Demo.Places.Nanshilou);
        await page.GotoAsync(new Uri(run.Address, $"case/new/{Code}/{somebody.Id}").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "立案，去填申请" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { NameRegex = new("^读物") })).ToBeVisibleAsync();
    }

    // What is under version control would do; what was built lies apart and is left out, so that the copy builds as a clone does.
    private void CopySources()
    {
        foreach (var file in Directory.EnumerateFiles(Source.Root, "*.*").Where(f => Path.GetExtension(f) is ".props" or ".json" or ".config"))
        {
            File.Copy(file, Path.Combine(_root, Path.GetFileName(file)));
        }
        CopyFolder(Path.Combine(Source.Root, Domain), Path.Combine(_root, Domain), "bin", "obj");
    }

    private static void CopyFolder(string from, string to, params IEnumerable<string> without)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!without.Contains(relative.Split(Path.DirectorySeparatorChar)[0]))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
                File.Copy(file, Path.Combine(to, relative));
            }
        }
    }
}

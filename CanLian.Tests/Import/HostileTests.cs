using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CanLian.Blazor.Features.Import;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using CanLian.Tests.Data.Upkeep;
using Xunit;

namespace CanLian.Tests.Import;

/// <summary>Files that are broken, or were made to hurt: each gets its sentence within seconds, and nothing is written.</summary>
public class HostileTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private readonly Database _database = new();
    private readonly Workbooks _workbooks = new();

    public static TheoryData<string, string> Hurting => new()
    {
        { "text", "不是 Excel 工作簿" },
        { "encrypted", "加了密码" },
        { "macros", "带宏" },
        { "bomb", "大得反常" },
        { "lying bomb", "文件坏了|大得反常" },
        { "million columns", "400 列" },
        { "far column", "400 列|大得反常" },
        { "long cell", "文件坏了" },
        { "entity", "文件坏了" },
        { "deep", "找不到表头|文件坏了" },
        { "no sheet part", "文件坏了|没有" },
    };

    [Theory]
    [MemberData(nameof(Hurting))]
    public async Task Each_gets_one_clear_sentence_within_seconds(string what, string sentence)
    {
        var path = Path.Combine(_workbooks.Folder, what + ".xlsx");
        await MakeAsync(what, path);
        var clock = Stopwatch.StartNew();
        var result = await RunAsync(path);
        Assert.True(clock.Elapsed < _patience, $"{what}: {clock.Elapsed}");
        var said = result.Problems.Concat(result.Sheets.SelectMany(s => s.Refusals.Select(r => r.Reason).Concat(s.Warnings))).Select(t => t.ToString()).ToList();
        Assert.True(said.Exists(s => sentence.Split('|').Any(w => s.Contains(w, StringComparison.Ordinal))) || (what == "no sheet part" && result.Sheets.Count == 0), $"{what}: {string.Join('；', said)}");
        await using var db = _database.Open();
        Assert.Empty(db.Regions);
    }

    [Fact]
    public async Task All_of_them_are_refused_with_little_memory()
    {
        var paths = new List<string>();
        foreach (var what in Hurting.Select(row => row.Data.Item1))
        {
            paths.Add(Path.Combine(_workbooks.Folder, what + ".xlsx"));
            await MakeAsync(what, paths[^1]);
        }
        var answer = await ProgramRun.WithinAsync(_database.Folder.Root, 300_000_000, ["import", .. paths]);
        Assert.True(answer.Code == 1, $"{answer.Code}: {answer.Error}");
        Assert.DoesNotContain("Exception", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_in_the_last_row_costs_nothing_and_cells_without_values_refuse_their_row()
    {
        var path = Path.Combine(_workbooks.Folder, "odd.xlsx");
        Write(path, Sheet(
            """
            <row r="2"><c r="A2" t="inlineStr"><is><t>代码</t></is></c><c r="B2" t="inlineStr"><is><r><t>名</t></r><r><t>称</t></r><rPh sb="0" eb="1"><t>ミョウ</t></rPh></is></c></row>
            <row r="3"><c r="A3" t="str"><f>"340699"&amp;"001"</f><v>340699001</v></c><c r="B3" t="inlineStr"><is><t>城东街道</t></is></c></row>
            <row r="4"><c r="A4" t="e"><f>VLOOKUP(1,[1]x!A1,1)</f><v>#N/A</v></c><c r="B4" t="inlineStr"><is><t>城西街道</t></is></c></row>
            <row r="5"><c r="A5"><f>A9</f></c><c r="B5" t="inlineStr"><is><t>城南街道</t></is></c></row>
            <row r="1048576"><c r="A1048576"><v>340699003</v></c><c r="B1048576" t="inlineStr"><is><t>石桥镇</t></is></c></row>
            """), ("xl/externalLinks/externalLink1.xml", "<externalLink/>"));
        var sheet = (await RunAsync(path)).Sheets.Single();
        Assert.Equal((4, 2, 2), (sheet.Read, sheet.Added, sheet.Refused));
        Assert.Equal(["格里是错误值 #N/A：改成值再导入", "格里的公式没有算出值：在 Excel 里打开、保存，再导入"], sheet.Refusals.Select(r => r.Reason.ToString()));
        Assert.Contains(sheet.Warnings, w => w.ToString().Contains("别的工作簿", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Half_a_thousand_spoilt_workbooks_do_no_harm()
    {
        var good = await File.ReadAllBytesAsync(_workbooks.Book(
            "good",
            ("区划", [["X区区划"], ["代码", "名称", "类型"], ["340699001", "城东街道", "街道"], ["340699001003", "老郭店社区", "社区"]]),
            ("人员", [["姓名", "身份证号", "区划代码", "发证日期"], ["段礼国", Workbooks.Id("34069919640718675"), "340699001003", new DateTime(2020, 1, 2)]])), TestContext.Current.CancellationToken);
        var chance = new Random(7);
        var desk = new ImportDesk(_database.Factory, _database.Clock, _database.Folder);
        for (var i = 0; i < 500; i++)
        {
            var path = Path.Combine(_workbooks.Folder, "spoilt.xlsx");
            await File.WriteAllBytesAsync(path, i % 5 == 0 ? Flipped(good, chance) : Spoilt(good, chance), TestContext.Current.CancellationToken);
            var clock = Stopwatch.StartNew();
            var result = await desk.RunAsync(Actor.System, [path], trial: true, TestContext.Current.CancellationToken);
            Assert.True(clock.Elapsed < _patience, $"{i}: {clock.Elapsed}");
            Assert.All(result.Sheets, s => Assert.Equal(s.Read, s.Added + s.Changed + s.Unchanged + s.Refused));
        }
        await using var db = _database.Open();
        Assert.Equal((0, 0, 0), (db.Regions.Count(), db.Persons.Count(), db.Imports.Count()));
    }

    public void Dispose()
    {
        _database.Dispose();
        _workbooks.Dispose();
    }

    private async Task<ImportResult> RunAsync(string path) =>
        await new ImportDesk(_database.Factory, _database.Clock, _database.Folder).RunAsync(Actor.System, [path], trial: true, TestContext.Current.CancellationToken);

    private static async Task MakeAsync(string what, string path)
    {
        switch (what)
        {
            case "text":
                await File.WriteAllTextAsync(path, "代码,名称");
                break;
            case "encrypted":
                await File.WriteAllBytesAsync(path, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2048]]);
                break;
            case "macros":
                Write(path, Sheet(""), ("xl/vbaProject.bin", "x"));
                break;
            case "bomb":
                Write(path, Sheet(""), ("xl/media/x.xml", new string(' ', 300_000_000)));
                break;
            case "lying bomb":
                Write(path, Sheet(new string(' ', 120_000_000)));
                Lie(path);
                break;
            case "million columns":
                Write(path, Sheet("<row r=\"1\">" + string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 1_000_000)) + "</row>"));
                break;
            case "far column":
                Write(path, Sheet("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>"));
                break;
            case "long cell":
                Write(path, Sheet($"<row r=\"1\"><c t=\"inlineStr\"><is><t>{new string('x', 5_000_000)}</t></is></c></row>"));
                break;
            case "entity":
                Write(path, "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + Sheet("<row r=\"1\"><c><v>&b;</v></c></row>"));
                break;
            case "deep":
                Write(path, Sheet("<row r=\"1\">" + string.Concat(Enumerable.Repeat("<x>", 200_000)) + string.Concat(Enumerable.Repeat("</x>", 200_000)) + "</row>"));
                break;
            default:
                Write(path, null);
                break;
        }
    }

    private static string Sheet(string rows) =>
        $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>";

    private static void Write(string path, string? sheet, params IEnumerable<(string Name, string Content)> others)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        List<(string Name, string Content)> parts =
        [
            ("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="区划" sheetId="1" r:id="r1"/></sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"""),
            .. others,
        ];
        if (sheet is not null)
        {
            parts.Add(("xl/worksheets/sheet1.xml", sheet));
        }
        foreach (var (name, content) in parts)
        {
            using var target = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
            target.Write(Encoding.UTF8.GetBytes(content));
        }
    }

    // Makes the archive say of its sheet that it is small.
    private static void Lie(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var truth = BitConverter.GetBytes(120_000_000 + Sheet("").Length);
        for (var at = 0; at < bytes.Length - 4; at++)
        {
            if (bytes.AsSpan(at, 4).SequenceEqual(truth))
            {
                BitConverter.GetBytes(1_000).CopyTo(bytes, at);
            }
        }
        File.WriteAllBytes(path, bytes);
    }

    private static byte[] Flipped(byte[] good, Random chance)
    {
        var bytes = good.ToArray();
        for (var i = 0; i < chance.Next(1, 20); i++)
        {
            bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
        }
        return bytes;
    }

    // Keeps the archive whole and spoils what is in it: tags, types, numbers, missing and doubled parts.
    private static byte[] Spoilt(byte[] good, Random chance)
    {
        string[] odd = ["<", ">", "\"", "t=\"s\"", "t=\"e\"", "t=\"d\"", "t=\"b\"", "<v>1e999</v>", "<v>-1</v>", "<f>1</f>", "r=\"A0\"", "r=\"\"", "s=\"99999\"", "&#0;", "]]>", "<row r=\"0\">", "\u0001", "</row>", "99999999999999999999"];
        using var content = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(good)))
        using (var target = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                var text = reader.ReadToEnd();
                if (chance.Next(3) == 0 && text.Length > 10)
                {
                    for (var i = 0; i < chance.Next(1, 6); i++)
                    {
                        var at = chance.Next(text.Length - 4);
                        text = chance.Next(3) switch
                        {
                            0 => text.Remove(at, chance.Next(1, 4)),
                            1 => text.Insert(at, odd[chance.Next(odd.Length)]),
                            _ => text[..at] + (char)chance.Next(32, 127) + text[(at + 1)..],
                        };
                    }
                }
                if (chance.Next(40) == 0)
                {
                    continue;
                }
                using var writer = new StreamWriter(target.CreateEntry(chance.Next(60) == 0 ? entry.FullName.ToUpperInvariant() : entry.FullName).Open());
                writer.Write(text);
            }
        }
        return content.ToArray();
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using CanLian.Domain.Common;
using MiniExcelLibs;

namespace CanLian.Tests.Benchmarks;

/// <summary>Makes a register as large as asked for (名册工作簿), as a spreadsheet program writes it: with shared texts. Everybody is made up.</summary>
internal static class RegisterWorkbook
{
    private static readonly string[] _headers =
    [
        "姓名", "身份证号", "残疾人证号", "残疾类别", "残疾等级", "发证日期", "有效期至", "证件状态", "民族", "区划代码", "地址", "户口性质", "联系电话", "监护人", "监护关系", "监护人电话",
        "户编号", "与户主关系", "低保", "低保边缘", "特困", "脱贫户", "生活补贴", "护理补贴", "公职人员", "就业状况", "就业意愿", "开户行", "银行账号", "开户人",
    ];

    private static readonly string[] _surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];
    private static readonly string[] _given = ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀", "霞", "平", "刚", "桂", "英", "华", "玉", "兰", "春", "梅", "国", "建"];
    private static readonly string[] _kinds = ["视力", "听力", "言语", "肢体", "智力", "精神"];
    private static readonly string[] _grades = ["一级", "二级", "三级", "四级"];

    public static int Columns => _headers.Length;

    public static void Write(string places, string register, int rows)
    {
        var towns = Enumerable.Range(1, 10).Select(t => string.Create(CultureInfo.InvariantCulture, $"340699{t:000}")).ToList();
        var villages = towns.SelectMany(t => Enumerable.Range(1, 20).Select(v => string.Create(CultureInfo.InvariantCulture, $"{t}{v:000}"))).ToList();
        MiniExcel.SaveAs(
            places, towns.Select(t => new { 代码 = t, 名称 = t + "镇" }).Concat(villages.Select(v => new { 代码 = v, 名称 = v + "村" })), sheetName: "区划");
        using var zip = ZipFile.Open(register, ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", w => w.Write("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"""));
        Part(zip, "_rels/.rels", w => w.Write("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""));
        Part(zip, "xl/workbook.xml", w => w.Write("""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>"""));
        Part(zip, "xl/_rels/workbook.xml.rels", w => w.Write("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""));
        var shared = new Dictionary<string, int>();
        Part(zip, "xl/worksheets/sheet1.xml", w =>
        {
            w.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
            Row(w, 1, _headers, shared);
            for (var i = 0; i < rows; i++)
            {
                Row(w, i + 2, Person(i, villages), shared);
            }
            w.Write("</sheetData></worksheet>");
        });
        Part(zip, "xl/sharedStrings.xml", w =>
        {
            w.Write("""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""");
            foreach (var text in shared.Keys)
            {
                w.Write($"<si><t>{text}</t></si>");
            }
            w.Write("</sst>");
        });
    }

    private static void Part(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        write(writer);
    }

    private static void Row(StreamWriter w, int number, string[] cells, Dictionary<string, int> shared)
    {
        w.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{number}\">"));
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > 0)
            {
                shared.TryAdd(cells[i], shared.Count);
                var column = i < 26 ? ((char)('A' + i)).ToString() : "A" + (char)('A' + i - 26);
                w.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{column}{number}\" t=\"s\"><v>{shared[cells[i]]}</v></c>"));
            }
        }
        w.Write("</row>");
    }

    private static string[] Person(int i, List<string> villages)
    {
        var chance = new Random(i);
        string Pick(string[] of) => of[chance.Next(of.Length)];
        var born = new DateOnly(1940, 1, 1).AddDays(i % 25_000);
        var body = string.Create(CultureInfo.InvariantCulture, $"340699{born:yyyyMMdd}{(i / 25_000 * 7) + 100:000}");
        var id = "0123456789X".Select(check => body + check).First(n => IdNumber.TryParse(n, out _, out _));
        var (kind, grade) = (chance.Next(6), chance.Next(4));
        var name = Pick(_surnames) + Pick(_given) + (chance.Next(4) > 0 ? Pick(_given) : "");
        var issued = new DateOnly(2015, 1, 1).AddDays(chance.Next(3_000));
        var guarded = chance.Next(2) == 0;
        var phone = string.Create(CultureInfo.InvariantCulture, $"139{chance.Next(100_000_000):00000000}");
        return
        [
            name, id, string.Create(CultureInfo.InvariantCulture, $"{id}{kind + 1}{grade + 1}"), _kinds[kind], _grades[grade],
            issued.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), issued.AddYears(10).ToString("yyyy/M/d", CultureInfo.InvariantCulture), "有效", chance.Next(20) == 0 ? "回族" : "汉族",
            villages[i % villages.Count], string.Create(CultureInfo.InvariantCulture, $"{i % 300 + 1}号"), chance.Next(3) == 0 ? "非农业" : "农业", phone,
            guarded ? Pick(_surnames) + Pick(_given) : "", guarded ? "父母" : "", guarded ? "138" + phone[3..] : "", string.Create(CultureInfo.InvariantCulture, $"H{i / 2:000000}"),
            i % 2 == 0 ? "户主" : "配偶", Flag(4), Flag(9), Flag(30), Flag(8), Flag(3), Flag(5), Flag(100), chance.Next(2) == 0 ? "未就业" : "已就业", "", "农商银行",
            string.Create(CultureInfo.InvariantCulture, $"62{chance.NextInt64(10_000_000_000_000_000):0000000000000000}"), name,
        ];

        string Flag(int oneIn) => chance.Next(oneIn) == 0 ? "是" : "否";
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using MiniExcelLibs;
using Xunit;

namespace CanLian.Tests.Files;

public sealed class WorkbookTests
{
    private sealed record Row(string Name, string? Number, DateOnly? On, long? Count, Money? Amount);

    private static Sheet<Row> People(params IEnumerable<Row> rows) => Sheet.Of("人员", rows)
        .Text("姓名", r => r.Name, 10).Text("身份证号", r => r.Number, 22).Date("日期", r => r.On).Whole("次数", r => r.Count).Yuan("金额（元）", r => r.Amount);

    private static readonly Row Full = new("雷金海", "340524198001010011", new DateOnly(2023, 11, 30), 3, Money.OfYuan(1234.5m));

    [Fact]
    public void Numbers_that_are_names_stay_text_and_dates_and_amounts_keep_their_type()
    {
        var row = Read(Written(People(Full)), "人员")[1];
        Assert.Equal("340524198001010011", row["B"]);
        Assert.Equal(new DateTime(2023, 11, 30), row["C"]);
        Assert.Equal(3d, row["D"]);
        Assert.Equal(1234.5d, row["E"]);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-2", "'-2")]
    [InlineData("@x", "'@x")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\t=1", "' =1")]
    [InlineData("南石楼村\n12号", "南石楼村 12号")]
    [InlineData("1=1", "1=1")]
    public void No_text_becomes_a_formula(string typed, string written)
    {
        var file = Written(People(Full with { Name = typed }));
        Assert.Equal(written, Read(file, "人员")[1]["A"]);
        Assert.DoesNotContain("<x:f>", Part(file, "xl/worksheets/sheet1.xml"));
    }

    [Fact]
    public void A_sheet_without_rows_keeps_its_head_frozen()
    {
        var file = Written(People());
        Assert.Equal(["姓名", "身份证号", "日期", "次数", "金额（元）"], Read(file, "人员").Single().Values);
        Assert.Contains("state=\"frozen\"", Part(file, "xl/worksheets/sheet1.xml"));
    }

    [Fact]
    public void The_notes_come_last_and_can_tell_rows_and_hash_of_the_sheets()
    {
        var sheet = People(Full, Full with { Name = "单秀兰", Number = null, On = null, Count = null, Amount = null });
        var file = Written(sheet);
        var expected = "雷金海\t340524198001010011\t2023-11-30\t3\t1234.50\n单秀兰\t\t\t\t\n";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expected))), sheet.Sha256);
        Assert.Equal(["人员", "说明"], MiniExcel.GetSheetNames(new MemoryStream(file)));
        Assert.Equal(["人员", $"2 行 {sheet.Sha256}"], Read(file, "说明")[1].Values);
    }

    [Fact]
    public void A_column_of_two_kinds_is_a_mistake_of_the_programmer()
    {
        var other = Sheet.Of("其他", [Full]).Text("日期", r => r.Name);
        Assert.Throws<ArgumentException>(() => Workbook.Write(Stream.Null, [People(Full), other], () => []));
    }

    private static byte[] Written(Sheet sheet)
    {
        using var stream = new MemoryStream();
        Workbook.Write(stream, [sheet], () => [new Note(sheet.Name, $"{sheet.RowCount} 行 {sheet.Sha256}")]);
        return stream.ToArray();
    }

    private static List<IDictionary<string, object>> Read(byte[] file, string sheet) =>
        [.. MiniExcel.Query(new MemoryStream(file), sheetName: sheet).Cast<IDictionary<string, object>>()];

    private static string Part(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}

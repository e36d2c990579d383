using System.Text.Json;
using CanLian.Blazor.Commands;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Exchange;

/// <summary>The verb as a person or a program calls it, on the day the small district's database stays on.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly Database _database = new();

    public VerbTests()
    {
        using var district = new District(new DateTime(2023, 12, 29, 9, 0, 0), _database);
        district.Add("雷金海");
        using var db = _database.Open();
        db.Add(new Blazor.Data.Setting { Key = Blazor.Data.Setting.DemonstrationDay, Value = "2023-12-29" });
        db.SaveChanges();
    }

    [Fact]
    public async Task Build_says_what_it_built_and_the_second_time_who_had()
    {
        var target = Path.Combine(_database.Folder.Root, "handed");
        var first = await RunAsync("exchange", "build", "--month", "2023-12", "--out", target, "--json");
        Assert.Equal((0, ""), (first.Code, first.Error));
        using var answer = JsonDocument.Parse(first.Output);
        Assert.True(answer.RootElement.GetProperty("new").GetBoolean());
        var package = answer.RootElement.GetProperty("package");
        Assert.Equal("2023-12", package.GetProperty("month").GetString());
        Assert.Equal(1, package.GetProperty("persons").GetInt32());
        Assert.Equal(64, package.GetProperty("sha256").GetString()!.Length);
        var password = await RunAsync("exchange", "password");
        Assert.Contains("manifest.json", new OpenedPackage(Path.Combine(target, "数据交换-2023-12.zip"), password.Output.Trim()).Files.Keys);
        var second = await RunAsync("exchange", "build", "--month", "2023-12");
        Assert.Equal(0, second.Code);
        Assert.Contains("此前已生成", second.Output);
        using var db = _database.Open();
        Assert.Equal(2, db.Disclosures.Count());
    }

    [Fact]
    public async Task Status_tells_month_by_month()
    {
        await RunAsync("exchange", "build", "--month", "2023-12");
        var status = await RunAsync("exchange", "status", "--json");
        using var answer = JsonDocument.Parse(status.Output);
        var month = Assert.Single(answer.RootElement.GetProperty("months").EnumerateArray().ToList());
        Assert.Equal(("2023-12", "2023-12-05", "迟了24天"), (Text(month, "month"), Text(month, "due"), Text(month, "state")));
        Assert.StartsWith("2023-12-29T", Text(month, "built"));
        Assert.Equal(JsonValueKind.Null, month.GetProperty("delivered").ValueKind);
        Assert.Equal("2024-01-05", Text(answer.RootElement.GetProperty("next"), "due"));

        static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData(1, "还没过完", "--month", "2024-01")]
    [InlineData(2, "2023-12 这样的年月", "--month", "2023-13")]
    [InlineData(2, "--month")]
    public async Task What_cannot_be_is_refused_and_what_is_written_wrongly_is_said(int code, string says, params string[] args)
    {
        var run = await RunAsync(["exchange", "build", .. args]);
        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.Contains(says, run.Error);
    }

    public void Dispose() => _database.Dispose();

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. args, "--data", _database.Folder.Root], output, error);
        return (code, output.ToString(), error.ToString());
    }
}

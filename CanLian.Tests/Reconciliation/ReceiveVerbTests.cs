using CanLian.Blazor.Commands;
using CanLian.Blazor.Data;
using Xunit;

namespace CanLian.Tests.Reconciliation;

/// <summary>exchange receive as a program calls it.</summary>
public sealed class ReceiveVerbTests : IDisposable
{
    private readonly Bureau _bureau = new();

    [Fact]
    public async Task It_says_what_was_read_and_how_it_differs()
    {
        var person = _bureau.District.Add("毛琪学");
        await using (var db = _bureau.District.Factory.Open(Domain.Common.Actor.System))
        {
            db.Add(new Setting { Key = Setting.DemonstrationDay, Value = "2023-11-20" });
            await db.SaveChangesAsync();
        }
        var list = _bureau.List("名单", Bureau.Row(person, name: "毛某某"));
        Assert.Equal((0, """{"month":"2023-10","read":1,"matched":1,"differences":[{"kind":"姓名不一致","count":1}]}"""), await RunAsync(list, "--month", "2023-10", "--json"));
        Assert.Equal(1, (await RunAsync(list, "--month", "2023-12")).Code);
        Assert.Equal(2, (await RunAsync(list, "--month", "2023-13")).Code);
        Assert.Equal(1, (await RunAsync("没有.xlsx")).Code);
    }

    public void Dispose() => _bureau.Dispose();

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["exchange", "receive", .. args, "--data", _bureau.District.Database.Folder.Root], output, error);
        return (code, output.ToString().Trim());
    }
}

using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Features.Reconciliation;
using CanLian.Blazor.Jobs;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Tests.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CanLian.Tests.Reconciliation;

/// <summary>Where what came in and what goes out meet: the replies of a package, and lists that lie ready on the channel.</summary>
public sealed class BothWaysTests : IDisposable
{
    private readonly Bureau _bureau = new();

    [Fact]
    public async Task A_difference_in_which_ours_was_kept_is_a_line_of_the_next_package_and_of_no_other()
    {
        var person = _bureau.District.Add("毛琪学");
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(person, name: "毛某某")));
        await _bureau.Settling.SettleOpenAsync(Bureau.Clerk, [DifferenceKind.Name], new Settlement(DifferenceDecision.KeepOurs, DifferenceCause.TheirMistake, "户口簿"));
        var reply = Assert.Single(await _bureau.RepliesAsync(new Month(2023, 11), new DateTime(2023, 11, 21)));
        Assert.Equal(("姓名不一致", "毛琪学", "毛某某", "保留我方", "对方录错"), (reply["差异类型"], reply["我方登记"], reply["对方登记"], reply["处理意见"], reply["原因"]));
        Assert.Equal(person.Certificate!.Number.Value, reply["证件号码"]);
        Assert.Empty(await _bureau.RepliesAsync(new Month(2023, 12), new DateTime(2023, 12, 2)));
    }

    [Fact]
    public async Task A_list_that_lies_ready_on_the_channel_is_taken_in_once()
    {
        var person = _bureau.District.Add("毛琪学");
        var share = Path.Combine(_bureau.District.Database.Folder.Root, "share");
        Directory.CreateDirectory(Path.Combine(share, "inbox"));
        File.Copy(_bureau.List("X区2023年11月监测名单", Bureau.Row(person, name: "毛某某")), Path.Combine(share, "inbox", "名单.xlsx"));
        await File.WriteAllTextAsync(Path.Combine(share, "inbox", "坏的.xlsx"), "not a workbook", TestContext.Current.CancellationToken);
        var job = new FetchLists(
            _bureau.District.Factory, new Inbox(District.SettingsWith(("Folder", share))), _bureau.Receiving, _bureau.District.Clock, NullLogger<FetchLists>.Instance);
        await job.RunAsync();
        await job.RunAsync();
        await using var db = _bureau.District.Factory.Open(Actor.System);
        var list = await db.ReceivedLists.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((ListKind.Monitored, "2023-11", 1, 1, "系统"), (list.Kind, list.Month, list.Read, list.Matched, list.ReceivedBy));
        Assert.Equal(2, await db.JobRuns.CountAsync(r => r.Job == FetchLists.Job, TestContext.Current.CancellationToken));
        Assert.Equal(["名单.xlsx：收了 1 行，对上 1 行", "坏的.xlsx：坏的.xlsx"], (await _bureau.Queries.ListsAsync(Bureau.Clerk))!.Fetched.Select(f => f.Words.Split(" 不是")[0]).Order());

        // It comes corrected under the same name.
        File.Copy(_bureau.List("X区2023年11月监测名单", Bureau.Row(person)), Path.Combine(share, "inbox", "坏的.xlsx"), overwrite: true);
        await job.RunAsync();
        Assert.Equal("坏的.xlsx", (await db.ReceivedLists.AsNoTracking().SingleAsync(l => l.Kind == ListKind.Monitored, TestContext.Current.CancellationToken)).FileName);
        Assert.Equal(DifferenceDecision.Agreed, (await db.Differences.SingleAsync(TestContext.Current.CancellationToken)).Decision);
        Assert.Equal(3, await db.JobRuns.CountAsync(r => r.Job == FetchLists.Job, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _bureau.Dispose();
}

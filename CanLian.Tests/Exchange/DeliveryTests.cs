using System.Text.RegularExpressions;
using CanLian.Blazor.Features.Exchange;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Exchange;

/// <summary>From the second person to the receipt, over roads that are down, slow or lying.</summary>
public class DeliveryTests : IDisposable
{
    private const string Key = "-2023-12-1";
    private static readonly Month December = new(2023, 12);
    private readonly District _district = new(new DateTime(2023, 12, 2, 9, 0, 0));

    public DeliveryTests() => _district.Add("雷金海");

    [Fact]
    public async Task Nothing_is_sent_before_a_second_person_has_released_it()
    {
        var (folder, desk, delivery) = ByFolder();
        await desk.BuildAsync(District.Clerk, December);
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(folder));
        Assert.Equal("生成的人不能自己放行，请另一个人放行", (await delivery.ReleaseAsync(District.Clerk, December)).Reasons.Single().Sentence.ToString());
        Assert.True((await delivery.ReleaseAsync(District.Leader, December)).Succeeded);
        Assert.Equal("分管领导 已经放行过了", (await delivery.ReleaseAsync(District.Leader, December)).Reasons.Single().Sentence.ToString());
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["数据交换-2023-12.zip"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.Equal((PackageStep.Delivered, new DateOnly(2023, 12, 2)), (Newest().Step, Newest().HandedOverOn));
    }

    [Fact]
    public async Task Where_no_release_is_asked_for_the_job_of_the_fifth_delivers_by_itself()
    {
        var (folder, _, delivery) = ByFolder(("Release", "none"));
        _district.Local = new DateTime(2023, 12, 5, 2, 0, 0);
        var settings = District.SettingsWith(("Folder", folder), ("Release", "none"));
        await new MonthlyExchange(_district.Factory, _district.Builder(settings), delivery, _district.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<MonthlyExchange>.Instance)
            .CatchUpAsync();
        Assert.True(File.Exists(Path.Combine(folder, "数据交换-2023-12.zip")));
        Assert.True(Newest().OnTime);
    }

    [Fact]
    public async Task The_receipt_says_which_rows_were_taken_and_one_of_another_file_is_refused()
    {
        var (folder, desk, delivery) = ByFolder();
        await desk.BuildAsync(District.Clerk, December);
        await delivery.ReleaseAsync(District.Leader, December);
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(folder, "receipts"));
        var receipt = Path.Combine(folder, "receipts", Key + ".json");
        foreach (var wrong in new[] { "rubbish", $$"""{"key":"{{Key}}","sha256":"00","accepted":1,"rejected":[]}""" })
        {
            await File.WriteAllTextAsync(receipt, wrong, TestContext.Current.CancellationToken);
            await delivery.SendDueAsync(TestContext.Current.CancellationToken);
            Assert.Equal(PackageStep.Delivered, Newest().Step);
        }
        await File.WriteAllTextAsync(receipt,
            $$"""{"key":"{{Key}}","sha256":"{{Newest().Sha256}}","accepted":0,"rejected":[{"file":"disabled_snapshot.csv","row":1,"reason":"查无此人"}]}""", TestContext.Current.CancellationToken);
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        var package = Newest();
        Assert.Equal((PackageStep.Acknowledged, 0, new RejectedRow("disabled_snapshot.csv", 1, "查无此人")), (package.Step, package.Accepted, package.Rejected.Single()));
    }

    [Theory]
    [InlineData(Mischief.Down, "连不上")]
    [InlineData(Mischief.Unavailable, "503")]
    [InlineData(Mischief.SaysNothing, "校验值")]
    [InlineData(Mischief.SaysRubbish, "校验值")]
    [InlineData(Mischief.SaysAnotherHash, "校验值")]
    [InlineData(Mischief.CutsOffBeforeReading, "连不上")]
    [InlineData(Mischief.CutsOffAfterKeeping, "连不上")]
    [InlineData(Mischief.NeverAnswers, "连不上")]
    [InlineData(Mischief.WrongToken, "令牌")]
    [InlineData(Mischief.Moved, "302")]
    public async Task Whatever_the_receiver_does_nothing_is_lost_and_nothing_counts_twice(Mischief mischief, string says)
    {
        await using var bureau = await HttpsBureau.OpenAsync();
        var settings = District.SettingsWith(bureau.Settings());
        var delivery = _district.Deliverer(settings);
        await _district.Builder(settings).BuildAsync(District.Clerk, December);
        await delivery.ReleaseAsync(District.Leader, December);

        bureau.Mischief = mischief;
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        var waiting = Newest();
        Assert.Equal((PackageStep.Released, 1), (waiting.Step, waiting.Attempts));
        Assert.Contains(says, waiting.LastProblem);
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, Newest().Attempts);

        bureau.Mischief = Mischief.None;
        _district.Local = new DateTime(2023, 12, 2, 9, 5, 0);
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal((PackageStep.Delivered, 2, ""), (Newest().Step, Newest().Attempts, Newest().LastProblem));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_district.Database.Folder.Packages, waiting.FileName), TestContext.Current.CancellationToken), Assert.Single(bureau.Kept).Value);
        Assert.Equal(Key, bureau.Kept.Single().Key);

        bureau.Acknowledge(Key);
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal((PackageStep.Acknowledged, 3), (Newest().Step, Newest().Accepted));
    }

    [Fact]
    public async Task A_receiver_whose_certificate_is_not_of_the_authority_gets_nothing()
    {
        await using var bureau = await HttpsBureau.OpenAsync();
        var settings = District.SettingsWith(bureau.Settings(trusted: false));
        await _district.Builder(settings).BuildAsync(District.Clerk, December);
        await _district.Deliverer(settings).ReleaseAsync(District.Leader, December);
        await _district.Deliverer(settings).SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Empty(bureau.Came);
        Assert.Contains("证书信不过", Newest().LastProblem);
    }

    [Fact]
    public async Task A_receiver_that_asks_who_calls_takes_it_from_whom_it_knows()
    {
        await using var bureau = await HttpsBureau.OpenAsync(asksWho: true);
        await _district.Builder(District.SettingsWith(bureau.Settings())).BuildAsync(District.Clerk, December);
        await _district.Delivery.ReleaseAsync(District.Leader, December);
        await SendsByAsync([]);
        Assert.Contains("要看我们的证书", Newest().LastProblem);
        await SendsByAsync(bureau.Caller("right", known: false));
        Assert.Contains("要看我们的证书", Newest().LastProblem);
        await SendsByAsync(bureau.Caller("wrong"));
        Assert.Contains("证书文件读不了", Newest().LastProblem);
        Assert.Empty(bureau.Came);
        await SendsByAsync(bureau.Caller("right"));
        Assert.Equal((PackageStep.Delivered, 4, ""), (Newest().Step, Newest().Attempts, Newest().LastProblem));
        Assert.Single(bureau.Kept);

        async Task SendsByAsync((string, string)[] caller)
        {
            _district.Time.Now += TimeSpan.FromHours(6);
            await _district.Deliverer(District.SettingsWith([.. bureau.Settings(), .. caller])).SendDueAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Down_for_three_days_it_is_tried_ever_more_seldom_and_told_before_the_deadline()
    {
        await using var bureau = await HttpsBureau.OpenAsync();
        bureau.Mischief = Mischief.Unavailable;
        var settings = District.SettingsWith(bureau.Settings());
        var delivery = _district.Deliverer(settings);
        await _district.Builder(settings).BuildAsync(District.Clerk, December);
        await delivery.ReleaseAsync(District.Leader, December);
        for (var hour = 0; hour < 72; hour++)
        {
            _district.Local = new DateTime(2023, 12, 2, 9, 0, 0).AddHours(hour);
            await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        }
        Assert.InRange(Newest().Attempts, 12, 16);
        Assert.Contains("都没有送到", (await _district.Queries.MonthsAsync(District.Clerk))!.Value.Ledger.Alarm!.Sentence.ToString());
        _district.Local = new DateTime(2023, 12, 6, 9, 0, 0);
        Assert.Contains("还没有送达", (await _district.Queries.MonthsAsync(District.Clerk))!.Value.Ledger.Alarm!.Sentence.ToString());
        bureau.Mischief = Mischief.None;
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal((PackageStep.Delivered, false), (Newest().Step, Newest().OnTime));
    }

    [Fact]
    public async Task Ten_who_wake_at_once_send_once()
    {
        await using var bureau = await HttpsBureau.OpenAsync();
        var settings = District.SettingsWith(bureau.Settings());
        await _district.Builder(settings).BuildAsync(District.Clerk, December);
        await _district.Deliverer(settings).ReleaseAsync(District.Leader, December);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => _district.Deliverer(settings).SendDueAsync(), TestContext.Current.CancellationToken)));
        Assert.Equal(1, bureau.Came[Key]);
        Assert.Equal(1, Newest().Attempts);
    }

    [Fact]
    public async Task An_alarm_is_told_once_a_day()
    {
        await using var told = await Listener.OpenAsync();
        using var watch = await WatchAsync(told.Url);
        await watch.RoundAsync(TestContext.Current.CancellationToken);
        Assert.Empty(told.Heard);
        foreach (var day in (int[])[4, 4, 5, 6])
        {
            _district.Local = new DateTime(2023, 12, day, 9, 0, 0);
            await watch.RoundAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(["还有 1 天到期", "今天到期", "已逾期 1 天"], told.Heard.Select(h => h[(h.IndexOf('期') + 1)..h.IndexOf('，')].Trim()));
    }

    [Theory]
    [InlineData(Deafness.CutsOff)]
    [InlineData(Deafness.NeverAnswers)]
    [InlineData(Deafness.Refuses)]
    [InlineData(Deafness.Moved)]
    public async Task Whom_nobody_can_tell_is_told_in_another_round_and_the_alarm_stays_on_the_screen(Deafness deafness)
    {
        await using var told = await Listener.OpenAsync();
        using var watch = await WatchAsync(told.Url);
        _district.Local = new DateTime(2023, 12, 6, 9, 0, 0);
        told.Deafness = deafness;
        foreach (var _ in (int[])[1, 2])
        {
            await watch.RoundAsync(TestContext.Current.CancellationToken);
            Assert.Contains("已逾期 1 天", (await _district.Queries.MonthsAsync(District.Clerk))!.Value.Ledger.Alarm!.Sentence.ToString());
        }
        Assert.Empty(told.Heard);
        told.Deafness = Deafness.None;
        await watch.RoundAsync(TestContext.Current.CancellationToken);
        await watch.RoundAsync(TestContext.Current.CancellationToken);
        Assert.Equal("2023-12 期已逾期 1 天，还没有生成", Assert.Single(told.Heard));
        Assert.Equal(3, told.Said.Count);
        Assert.All(told.Said, said => Assert.Equal("""{"month":"2023-12","overdue":true,"text":"2023-12 期已逾期 1 天，还没有生成"}""", Regex.Unescape(said)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task An_address_at_which_nobody_is_harms_nothing(string address)
    {
        using var watch = await WatchAsync(address);
        _district.Local = new DateTime(2023, 12, 6, 9, 0, 0);
        await watch.RoundAsync(TestContext.Current.CancellationToken);
        using var db = _district.Database.Open();
        Assert.Empty(db.JobRuns);
    }

    public void Dispose() => _district.Dispose();

    private (string Folder, ExchangeDesk Desk, DeliveryDesk Delivery) ByFolder(params (string, string)[] more)
    {
        var folder = Path.Combine(_district.Database.Folder.Root, "share");
        var settings = District.SettingsWith([("Folder", folder), .. more]);
        return (folder, _district.Builder(settings), _district.Deliverer(settings));
    }

    [Fact]
    public async Task What_another_is_sending_is_not_sent_again_by_hand()
    {
        await using var bureau = await HttpsBureau.OpenAsync();
        bureau.Mischief = Mischief.KeepsWaiting;
        var settings = District.SettingsWith(bureau.Settings(seconds: 300));
        await _district.Builder(settings).BuildAsync(District.Clerk, December);
        var (one, other) = (_district.Deliverer(settings), _district.Deliverer(settings));
        await one.ReleaseAsync(District.Leader, December);
        var sending = one.SendDueAsync(TestContext.Current.CancellationToken);
        await bureau.Arriving.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("2023-12 期正在送，到 09:15 还没有结果就可以再送", (await other.RetryAsync(District.Clerk, December)).Reasons.Single().Sentence.ToString());
        await other.SendDueAsync(TestContext.Current.CancellationToken);
        bureau.Waited.SetResult();
        await sending;
        Assert.Equal((PackageStep.Delivered, 1, null), (Newest().Step, Newest().Attempts, Newest().ClaimedUntil));
        Assert.Equal(1, bureau.Came[Key]);
    }

    private async Task<ExchangeWatch> WatchAsync(string webhook)
    {
        var settings = District.SettingsWith(("Webhook", webhook), ("WebhookSeconds", "0.5"));
        using var db = _district.Database.Open();
        db.Add(new Blazor.Data.Setting { Key = Blazor.Data.Setting.FirstExchangeMonth, Value = "2023-12" });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new ExchangeWatch(
            _district.Factory, _district.Deliverer(settings), settings, _district.Clock, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ExchangeWatch>.Instance);
    }

    private ExchangePackage Newest()
    {
        using var db = _district.Database.Open();
        return db.ExchangePackages.AsNoTracking().OrderByDescending(p => p.Month).ThenByDescending(p => p.Sequence).First();
    }
}

using CanLian.Blazor.Features.Exchange;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Exchange;

public class BuildOnceTests : IDisposable
{
    private static readonly Month December = new(2023, 12);
    private readonly District _district = new(new DateTime(2023, 12, 1, 9, 0, 0));

    public BuildOnceTests() => _district.Add("雷金海");

    [Fact]
    public async Task Ten_at_once_come_to_one_package_and_all_learn_whose_it_is()
    {
        var desks = Enumerable.Range(0, 10).Select(n => n % 2 == 0
            ? _district.Desk
            : new ExchangeDesk(_district.Factory, _district.Database.Folder, _district.Clock, _district.Settings));
        var results = await Task.WhenAll(desks.Select((desk, n) =>
            Task.Run(() => desk.BuildAsync(Someone(n), December), TestContext.Current.CancellationToken)));
        Assert.All(results, r => Assert.True(r.Outcome.Succeeded));
        Assert.Single(results, r => r.New);
        Assert.Single(results.Select(r => (r.Package!.BuiltBy, r.Package.Sha256)).Distinct());
        Assert.Single(Directory.GetFiles(_district.Database.Folder.Packages));
    }

    [Fact]
    public async Task What_an_interrupted_attempt_left_is_cleared_by_the_next()
    {
        var folder = _district.Database.Folder.Packages;
        await File.WriteAllTextAsync(Path.Combine(folder, "数据交换-2023-12.zip"), "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "数据交换-2023-12.zip.unfinished"), "half", TestContext.Current.CancellationToken);
        var built = await _district.Desk.BuildAsync(District.Clerk, December);
        Assert.True(built.New);
        Assert.Equal([Path.Combine(folder, "数据交换-2023-12.zip")], Directory.GetFiles(folder));
        await _district.Delivery.ReleaseAsync(District.Leader, December);
        Assert.NotNull((await _district.Desk.TakeFileAsync(District.Clerk, December)).Path);
    }

    [Fact]
    public async Task A_month_whose_last_day_is_not_over_is_refused()
    {
        var refused = await _district.Desk.BuildAsync(District.Clerk, new Month(2024, 1));
        Assert.Equal("2024-01 期的数据截至 2023-12-31，这一天还没过完，2024-01-01 起可以生成", refused.Outcome.Reasons.Single().Sentence.ToString());
    }

    [Theory]
    [InlineData(Role.ExchangeClerk, "340699", true, true)]
    [InlineData(Role.DistrictOfficer, "340699", true, true)]
    [InlineData(Role.Supervisor, "340699", false, true)]
    [InlineData(Role.Auditor, "340699", false, true)]
    [InlineData(Role.Finance, "340699", false, false)]
    [InlineData(Role.Administrator, "340699", false, false)]
    [InlineData(Role.TownOfficer, "340699003", false, false)]
    [InlineData(Role.VillageWorker, District.Village, false, false)]
    [InlineData(Role.ExchangeClerk, "340699003", false, false)]
    public async Task Who_may_build_take_and_read(Role role, string region, bool builds, bool reads)
    {
        var actor = Database.Someone(role, region);
        Assert.Equal(builds, (await _district.Desk.BuildAsync(actor, December)).Outcome.Succeeded);
        await _district.Desk.BuildAsync(Actor.System, December);
        await _district.Delivery.ReleaseAsync(District.Leader, December);
        Assert.Equal(builds, (await _district.Desk.TakeFileAsync(actor, December)).Path is not null);
        Assert.Equal(reads, await _district.Queries.ViewAsync(actor) is not null);
        Assert.Equal(reads, await _district.Queries.MonthsAsync(actor) is not null);
    }

    [Fact]
    public async Task Taking_the_file_is_recorded_with_count_and_hash()
    {
        var package = (await _district.Desk.BuildAsync(District.Clerk, December)).Package!;
        await _district.Delivery.ReleaseAsync(District.Leader, December);
        await _district.Desk.TakeFileAsync(District.Clerk, December);
        using var db = _district.Database.Open();
        var record = Assert.Single(db.Disclosures.ToList());
        Assert.Equal((District.Clerk.Id, $"数据交换包 2023-12，1 人，SHA-256 {package.Sha256}"), (record.ActorId, record.What));
    }

    [Fact]
    public async Task A_file_that_was_changed_or_lost_is_not_given_out_and_it_is_said()
    {
        var package = (await _district.Desk.BuildAsync(District.Clerk, December)).Package!;
        await _district.Delivery.ReleaseAsync(District.Leader, December);
        var path = Path.Combine(_district.Database.Folder.Packages, package.FileName);
        await File.AppendAllTextAsync(path, "x", TestContext.Current.CancellationToken);
        var altered = await _district.Desk.TakeFileAsync(District.Clerk, December);
        Assert.Null(altered.Path);
        Assert.Contains("与台账不一致", altered.Problem.ToString());
        Assert.Equal(PackageFileState.Altered, (await _district.Queries.MonthsAsync(District.Clerk))!.Value.Rows[0].File);
        File.Delete(path);
        Assert.Contains("不见了", (await _district.Desk.TakeFileAsync(District.Clerk, December)).Problem.ToString());
        using var db = _district.Database.Open();
        Assert.Empty(db.Disclosures);
    }

    [Fact]
    public async Task A_file_changed_without_a_trace_is_found_at_night_or_when_somebody_asks_and_given_out_at_no_time()
    {
        var package = (await _district.Desk.BuildAsync(District.Clerk, December)).Package!;
        await _district.Delivery.ReleaseAsync(District.Leader, December);
        var path = Path.Combine(_district.Database.Folder.Packages, package.FileName);
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var reviews = new PackageReviews(_district.Factory, _district.Database.Folder, _district.Time);
        await reviews.RunAsync();
        var (intact, changed) = (await StateAsync(), whole.ToArray());
        changed[^1] ^= 1;
        await File.WriteAllBytesAsync(path, changed, TestContext.Current.CancellationToken);
        Assert.Equal((PackageFileState.Intact, PackageFileState.Intact), (intact, await StateAsync()));
        Assert.Contains("与台账不一致", (await _district.Desk.TakeFileAsync(District.Clerk, December)).Problem.ToString());
        await reviews.RunAsync();
        Assert.Equal(PackageFileState.Intact, await StateAsync());
        _district.Time.Now += TimeSpan.FromDays(1);
        await reviews.RunAsync();
        Assert.Equal(PackageFileState.Altered, await StateAsync());
        await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);
        _district.Time.Now += TimeSpan.FromHours(1);
        Assert.Empty((await reviews.ReadNowAsync(District.Clerk))!.Wrong);
        Assert.Equal(PackageFileState.Intact, await StateAsync());
        Assert.Null(await reviews.ReadNowAsync(Database.Someone(Role.TownOfficer, "340699003")));

        async Task<PackageFileState> StateAsync() => (await _district.Queries.ViewAsync(District.Clerk))!.Rows[0].File;
    }

    public void Dispose() => _district.Dispose();

    private static Actor Someone(int n) => Database.Someone(Role.ExchangeClerk, id: $"clerk{n}") with { Name = $"交换员{n}" };
}

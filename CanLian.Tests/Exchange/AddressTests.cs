using System.Net;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Exchange;
using CanLian.Domain.Common;
using CanLian.Tests.Security;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CanLian.Tests.Exchange;

/// <summary>The package's address and the alarm clock's page as a browser asks for them, and what the program does by itself when it starts.</summary>
public sealed class AddressTests : IAsyncDisposable
{
    private const string File = "/exchange/2023-12/1/file";
    private readonly Office _office = new();

    public AddressTests()
    {
        // Ten days after the due day: nobody was there to build it.
        _office.Clock.Now = new DateTimeOffset(2023, 12, 15, 9, 0, 0, TimeSpan.FromHours(8));
        using var district = new District(new DateTime(2023, 12, 15, 9, 0, 0), _office.Database);
        district.Add("雷金海");
        using var db = _office.Database.Open();
        db.AddRange(
            Office.Account("clerk", Role.ExchangeClerk), Office.Account("auditor", Role.Auditor),
            new Setting { Key = Setting.FirstExchangeMonth, Value = "2023-12" });
        db.SaveChanges();
    }

    [Fact]
    public async Task The_program_catches_up_when_it_starts_and_the_clerk_takes_the_file()
    {
        using var clerk = await _office.Host.SignInAsync("clerk", Office.Password);
        await BuiltAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await clerk.GetAsync(File, TestContext.Current.CancellationToken)).StatusCode);
        await ReleasedAsync();
        var answer = await clerk.GetAsync(File, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("attachment", "数据交换-2023-12.zip"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        using var db = _office.Database.Open();
        Assert.Equal("clerk", Assert.Single(db.Disclosures.ToList()).ActorName);
        Assert.Equal(("系统", "2023-12"), (db.ExchangePackages.Single().BuiltBy, db.JobRuns.Single().Period));
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("worker")]
    [InlineData("admin")]
    public async Task Nobody_else_learns_that_it_is_there(string name)
    {
        using var visitor = await _office.Host.SignInAsync(name, Office.Password);
        await BuiltAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(File, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_file_that_was_changed_is_not_sent_and_it_is_said()
    {
        using var clerk = await _office.Host.SignInAsync("clerk", Office.Password);
        await BuiltAsync();
        await ReleasedAsync();
        await System.IO.File.AppendAllTextAsync(Path.Combine(_office.Database.Folder.Packages, "数据交换-2023-12.zip"), "x", TestContext.Current.CancellationToken);
        var answer = await clerk.GetAsync(File, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("与台账不一致", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("clerk", HttpStatusCode.NotFound)]
    [InlineData(null, HttpStatusCode.Found)]
    public async Task The_alarm_clocks_own_page_is_the_administrators(string? name, HttpStatusCode status)
    {
        using var visitor = name is null ? _office.Host.Visitor() : await _office.Host.SignInAsync(name, Office.Password);
        Assert.Equal(status, (await visitor.GetAsync("/hangfire/recurring", TestContext.Current.CancellationToken)).StatusCode);
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    private async Task ReleasedAsync() => await _office.Host.Services.GetRequiredService<DeliveryDesk>().ReleaseAsync(District.Leader, new Month(2023, 12));

    private async Task BuiltAsync()
    {
        for (var waited = 0; waited < 300; waited++)
        {
            using (var db = _office.Database.Open())
            {
                if (db.JobRuns.Any())
                {
                    return;
                }
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail("The program did not build the missing month by itself.");
    }
}

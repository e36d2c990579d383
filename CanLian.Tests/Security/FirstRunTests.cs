using System.Net;
using CanLian.Blazor.Commands;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using CanLian.Tests.Data.Upkeep;
using Xunit;

namespace CanLian.Tests.Security;

/// <summary>The first start of an empty installation, and the command line that adds colleagues.</summary>
public class FirstRunTests : IAsyncDisposable
{
    private readonly Database _database = new();
    private readonly Host _host;

    public FirstRunTests() => _host = new Host(_database.Folder.Root, postgres: _database.Folder.Postgres);

    [Fact]
    public async Task Whoever_has_the_code_from_the_console_sets_up_the_district_once()
    {
        using var visitor = _host.Visitor();
        Assert.EndsWith("/setup", (await visitor.GetAsync("/sign-in", TestContext.Current.CancellationToken)).Headers.Location!.ToString());
        var form = new Dictionary<string, string>
        {
            ["Posted.Code"] = "wrong",
            ["Posted.DistrictName"] = "试验区",
            ["Posted.DistrictCode"] = "340699",
            ["Posted.DisplayName"] = "张三",
            ["Posted.UserName"] = "zhangsan",
            ["Posted.Password"] = Office.Password,
            ["Posted.Again"] = Office.Password,
        };
        Assert.Contains("设置码不对", await TextAsync(await Host.SubmitAsync(visitor, "/setup", form)));
        form["Posted.Code"] = _host.Service<SetUpCode>().Value!;
        form["Posted.DistrictCode"] = "34";
        Assert.Contains("6 位数字", await TextAsync(await Host.SubmitAsync(visitor, "/setup", form)));
        form["Posted.DistrictCode"] = "340699";
        Assert.Equal(HttpStatusCode.Found, (await Host.SubmitAsync(visitor, "/setup", form)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/accounts", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains("试验区残疾人联合会", await TextAsync(await visitor.GetAsync("/password", TestContext.Current.CancellationToken)));

        using var second = _host.Visitor();
        Assert.Equal(HttpStatusCode.Found, (await second.GetAsync("/setup", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Null(_host.Service<SetUpCode>().Value);
        using var db = _database.Open();
        Assert.Equal(Role.Administrator, db.Users.Single().Role);
    }

    [Fact]
    public async Task A_register_that_was_imported_first_gets_its_name_at_set_up()
    {
        using (var db = _database.Open())
        {
            db.Add(new Region { Code = "340699", Name = "340699", Kind = RegionKind.District });
            db.SaveChanges();
        }
        using var visitor = _host.Visitor();
        var form = new Dictionary<string, string>
        {
            ["Posted.Code"] = _host.Service<SetUpCode>().Value!,
            ["Posted.DistrictName"] = "试验区",
            ["Posted.DistrictCode"] = "340698",
            ["Posted.DisplayName"] = "张三",
            ["Posted.UserName"] = "zhangsan",
            ["Posted.Password"] = Office.Password,
            ["Posted.Again"] = Office.Password,
        };
        Assert.Contains("已导入的区划是 340699 的", await TextAsync(await Host.SubmitAsync(visitor, "/setup", form)));
        form["Posted.DistrictCode"] = "340699";
        Assert.Equal(HttpStatusCode.Found, (await Host.SubmitAsync(visitor, "/setup", form)).StatusCode);
        using var after = _database.Open();
        Assert.Equal("试验区", after.Regions.Single().Name);
    }

    [Fact]
    public async Task The_code_cannot_be_tried_for_long()
    {
        using var visitor = _host.Visitor();
        for (var i = 0; i < SignInThrottle.Tries; i++)
        {
            Assert.Contains("设置码不对", await TextAsync(await Host.SubmitAsync(visitor, "/setup", new() { ["Posted.Code"] = $"guess-{i}" })));
        }

        Assert.Contains("分钟后再试", await TextAsync(await Host.SubmitAsync(visitor, "/setup", new() { ["Posted.Code"] = _host.Service<SetUpCode>().Value! })));
    }

    [Fact]
    public void No_account_stands_in_an_empty_installation()
    {
        _host.Service<SetUpCode>();
        using var db = _database.Open();
        Assert.Empty(db.Users);
    }

    [Fact]
    public async Task A_colleague_is_added_on_the_command_line()
    {
        using (var db = _database.Open())
        {
            db.AddRange(new Region { Code = "340699", Name = "试验区", Kind = RegionKind.District }, new Region { Code = "340699003", Name = "石桥镇", Kind = RegionKind.Town });
            db.SaveChanges();
        }

        var (code, output, _) = await RunAsync("user", "add", "chenjianguo", "--role", "镇（街道）干事", "--region", "340699003");
        Assert.Equal(0, code);
        Assert.Matches("[a-z2-9]{4}(-[a-z2-9]{4}){3}", output);
        (code, output, _) = await RunAsync("user", "add", "liming", "--role", "districtOfficer", "--region", "340699", "--display-name", "李明", "--json");
        Assert.Equal(0, code);
        Assert.Contains("\"role\":\"DistrictOfficer\"", output);
        (code, output, var error) = await RunAsync("user", "add", "liming", "--role", "Finance", "--region", "340699003");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(2, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("user", "add", "x")]
    [InlineData("user", "add", "liming", "--role", "King", "--region", "340699")]
    public async Task Wrong_use_ends_with_two_and_says_why_on_standard_error(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);
        Assert.Equal((2, ""), (code, output));
        Assert.NotEmpty(error);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        if (_database.Folder.Postgres is not null)
        {
            // The settings are the process's.
            var answer = await ProgramRun.ToEndAsync(_database.Folder, args);
            return (answer.Code, answer.Output, answer.Error);
        }
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. args, "--data", _database.Folder.Root], output, error);
        return (code, output.ToString(), error.ToString());
    }
}

using System.Security.Cryptography;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using MiniExcelLibs;
using Xunit;

namespace CanLian.Tests.Exchange;

public class PackageTests : IDisposable
{
    private static readonly Month December = new(2023, 12);
    private readonly District _district = new(new DateTime(2023, 12, 1, 9, 0, 0));

    [Fact]
    public async Task The_workbook_names_holders_of_monitored_households_with_full_numbers_as_text()
    {
        var person = _district.Add("雷金海");
        _district.Add("不在名单", monitored: false);
        var rows = await SheetAsync("监测对象");
        var row = Assert.Single(rows);
        Assert.Equal(("H001", "雷金海", person.IdNumber.Value), (row["户编号"], row["姓名"], row["身份证号"]));
        Assert.Equal(person.Certificate!.Number.Value, row["残疾人证号"]);
        Assert.Equal(("石桥镇", "南石楼村"), (row["镇（街道）"], row["村（社区）"]));
        Assert.Equal(("肢体", "二级", "有效"), (row["残疾类别"], row["残疾等级"], row["证件状态"]));
        Assert.Equal(new DateTime(2028, 5, 1), row["有效期至"]);
        Assert.Equal(("边缘易致贫户", "因残"), (row["监测类别"], row["主要风险"]));
    }

    [Fact]
    public async Task Everything_is_as_of_the_last_day_of_the_month_before()
    {
        _district.Add("次日纳入", p => p.Hardships[0].From = new DateOnly(2023, 12, 1));
        _district.Add("当日移出", p => p.Hardships[0].To = new DateOnly(2023, 11, 30));
        _district.Add("上旬移出", p => p.Hardships[0].To = new DateOnly(2023, 11, 10));
        Assert.Equal(["当日移出"], (await SheetAsync("监测对象")).Select(r => r["姓名"]));
    }

    [Fact]
    public async Task A_certificate_cancelled_since_was_still_good_on_the_day()
    {
        _district.Add("后来注销", p => Cancel(p, new DateOnly(2023, 12, 1)));
        Assert.Equal("有效", Assert.Single(await SheetAsync("监测对象"))["证件状态"]);
    }

    [Fact]
    public async Task Measures_are_those_of_the_year_so_far()
    {
        var person = _district.Add("雷金海", p =>
        {
            p.Hardships.Add(new Hardship { Kind = HardshipKind.MinimumLiving, From = new DateOnly(2020, 1, 1) });
            p.Allowances.Add(new Allowance { Kind = AllowanceKind.Nursing, From = new DateOnly(2021, 1, 1), To = new DateOnly(2023, 6, 30) });
            p.Allowances.Add(new Allowance { Kind = AllowanceKind.Living, From = new DateOnly(2019, 1, 1), To = new DateOnly(2022, 12, 31) });
        });
        _district.AddDone(person, "medication", new DateOnly(2023, 6, 1), 100_000);
        _district.AddDone(person, "medication", new DateOnly(2022, 6, 1), 90_000);
        _district.AddDone(person, "training", new DateOnly(2023, 12, 2), 0);
        var rows = await SheetAsync("享受明细");
        Assert.Equal(
            [("minimum_living", "享受中"), ("nursing_allowance", "已停"), ("medication", "已享受")],
            rows.Select(r => ((string)r["项目代码"], (string)r["状态"])));
        Assert.Equal(1000d, rows[2]["金额（元）"]);
        Assert.Equal(new DateTime(2023, 6, 1), rows[2]["日期"]);
    }

    [Fact]
    public async Task Help_to_a_household_stands_with_its_first_holder()
    {
        var holder = _district.Add("单秀兰");
        var other = _district.Add("雷金海", p =>
        {
            p.Certificates.Clear();
            p.Household = null;
            p.HouseholdId = holder.HouseholdId;
        }, monitored: false);
        _district.AddDone(other, "home_modification", new DateOnly(2023, 9, 1), 313_000, forHousehold: true);
        Assert.Equal("单秀兰", Assert.Single(await SheetAsync("享受明细"))["姓名"]);
    }

    [Fact]
    public async Task Changes_are_those_of_the_month_before()
    {
        _district.Add("变等级", p => p.Certificates.Add(Reissued(p, IssueReason.Reassessed, new DateOnly(2023, 11, 8))), monitored: false);
        _district.Add("新办", p => (p.Certificates[0].IssuedOn, p.Certificates[0].Reason) = (new DateOnly(2023, 11, 30), IssueReason.First), monitored: false);
        _district.Add("注销", p => Cancel(p, new DateOnly(2023, 11, 2)), monitored: false);
        _district.Add("太晚", p => Cancel(p, new DateOnly(2023, 12, 1)), monitored: false);
        _district.Add("城里", p =>
        {
            Cancel(p, new DateOnly(2023, 11, 2));
            p.Registration = Registration.NonAgricultural;
        }, monitored: false);
        var rows = await SheetAsync("变动");
        Assert.Equal(
            [("变等级", "等级变更"), ("新办", "新办证"), ("注销", "注销")],
            rows.Select(r => ((string)r["姓名"], (string)r["变动类型"])).OrderBy(r => r.Item1, StringComparer.Ordinal));
        Assert.Contains(rows, r => r["备注"] is "原肢体二级");
    }

    [Fact]
    public async Task The_notes_tell_sender_receiver_period_rows_and_hashes()
    {
        _district.Add("雷金海");
        var built = await _district.Desk.BuildAsync(District.Clerk, December);
        var notes = (await SheetAsync("说明")).ToDictionary(r => (string)r["项"], r => (string)r["内容"]);
        Assert.Equal(("1.0", "X区残疾人联合会", "区农业农村局"), (notes["格式版本"], notes["发送单位"], notes["接收单位"]));
        Assert.Equal(("2023-12", "2023-11-30"), (notes["期"], notes["数据截至"]));
        Assert.Equal("2023-12-01 09:00:00（北京时间）", notes["生成时间"]);
        Assert.Equal("1", notes["监测对象 行数"]);
        Assert.Equal(built.Package!.Sheets[0].Sha256, notes["监测对象 SHA-256"]);
        Assert.Equal(["监测对象", "享受明细", "变动", "说明"], MiniExcel.GetSheetNames(PathOf(built.Package)));
    }

    [Fact]
    public async Task The_ledger_knows_counts_size_and_hash_of_the_file()
    {
        _district.Add("雷金海");
        var package = (await _district.Desk.BuildAsync(District.Clerk, December)).Package!;
        var file = await File.ReadAllBytesAsync(PathOf(package), TestContext.Current.CancellationToken);
        Assert.Equal("数据交换-2023-12.xlsx", package.FileName);
        Assert.Equal((1, 1, 0, 0), (package.Households, package.Persons, package.Measures, package.Changes));
        Assert.Equal((file.Length, Convert.ToHexStringLower(SHA256.HashData(file))), (package.Size, package.Sha256));
        Assert.Equal((new DateOnly(2023, 11, 30), new DateOnly(2023, 12, 1), "交换员"), (package.AsOf, package.BuiltOn, package.BuiltBy));
    }

    [Fact]
    public async Task One_persons_fault_stops_nobody_and_is_named()
    {
        _district.Add("好人");
        _district.Add("已注销", p => Cancel(p, new DateOnly(2023, 5, 1)));
        _district.Add("已过期", p => p.Certificates[0].ExpiresOn = new DateOnly(2023, 11, 14));
        _district.Add("已冻结", p => p.Certificates[0].State = CertificateState.Frozen);
        _district.Add("证号不符", p => p.IdNumber = IdNumber.Parse("11010519491231002X"));
        _district.Add("没有证", p => p.Certificates.Clear());
        var view = await _district.Queries.ViewAsync(District.Clerk);
        Assert.Equal(["好人", "已过期", "已冻结"], view!.Preview.Persons.Select(p => p.Who.Name));
        Assert.Equal(
            [("已注销", true), ("已过期", false), ("已冻结", false), ("证号不符", true), ("没有证", true)],
            view.Preview.Faults.Select(f => (f.Name, f.LeftOut)));
        Assert.Equal("残疾人证已过期（2023-11-14 到期）", view.Preview.Faults[1].What.ToString());
    }

    public void Dispose() => _district.Dispose();

    private static void Cancel(Person person, DateOnly on) =>
        (person.Certificates[0].State, person.Certificates[0].StateSince) = (CertificateState.Cancelled, on);

    private static Certificate Reissued(Person person, IssueReason reason, DateOnly on)
    {
        person.Certificates[0].Current = false;
        var certificate = District.Certificate(person.IdNumber, DisabilityKind.Physical, DisabilityGrade.One, on);
        certificate.Reason = reason;
        return certificate;
    }

    private string PathOf(ExchangePackage package) => Path.Combine(_district.Database.Folder.Packages, package.FileName);

    private async Task<List<IDictionary<string, object>>> SheetAsync(string name)
    {
        var built = await _district.Desk.BuildAsync(District.Clerk, December);
        Assert.True(built.Outcome.Succeeded);
        return [.. MiniExcel.Query(PathOf(built.Package!), useHeaderRow: true, sheetName: name).Cast<IDictionary<string, object>>()];
    }
}

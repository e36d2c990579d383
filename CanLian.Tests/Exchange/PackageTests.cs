using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CanLian.Blazor.Features.Exchange;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using ICSharpCode.SharpZipLib.Zip;
using MiniExcelLibs;
using Xunit;

namespace CanLian.Tests.Exchange;

public class PackageTests : IDisposable
{
    private static readonly Month December = new(2023, 12);
    private readonly District _district = new(new DateTime(2023, 12, 1, 9, 0, 0));

    [Fact]
    public async Task The_snapshot_names_holders_of_agricultural_registration_with_full_numbers_as_text()
    {
        var person = _district.Add("雷金海", monitored: false);
        _district.Add("城里人", p => p.Registration = Registration.NonAgricultural);
        _district.Add("没有证", p => p.Certificates.Clear());
        _district.Add("已注销", p => Cancel(p, new DateOnly(2023, 5, 1)));
        var package = await OpenAsync();
        var row = Assert.Single(package.Rows("disabled_snapshot.csv"));
        Assert.Equal(("雷金海", person.IdNumber.Value, person.Certificate!.Number.Value), (row["姓名"], row["身份证号"], row["残疾人证号"]));
        Assert.Equal(("340699003", "石桥镇", District.Village, "南石楼村"), (row["乡镇代码"], row["乡镇"], row["村代码"], row["村"]));
        Assert.Equal(("4", "肢体", "2", "二级"), (row["残疾类别代码"], row["残疾类别"], row["残疾等级代码"], row["残疾等级"]));
        Assert.Equal(("Valid", "有效", "2028-05-01"), (row["证件状态代码"], row["证件状态"], row["有效期至"]));
        var twin = MiniExcel.Query(new MemoryStream(package.Files["disabled_snapshot.xlsx"]), useHeaderRow: true).Cast<IDictionary<string, object>>().Single();
        Assert.Equal(person.IdNumber.Value, twin["身份证号"]);
    }

    [Fact]
    public async Task Everything_is_as_of_the_last_day_of_the_month_before()
    {
        _district.Add("次日纳入", p => p.Hardships[0].From = new DateOnly(2023, 12, 1));
        _district.Add("当日移出", p => p.Hardships[0].To = new DateOnly(2023, 11, 30));
        _district.Add("上旬移出", p => p.Hardships[0].To = new DateOnly(2023, 11, 10));
        _district.Add("后来注销", p => Cancel(p, new DateOnly(2023, 12, 1)), monitored: false);
        Assert.Equal(["当日移出"], (await _district.Desk.TryAsync(District.Clerk, December))!.Content.Persons.Select(p => p.Who.Name));
        Assert.Equal("有效", (await OpenAsync()).Rows("disabled_snapshot.csv").Single(r => r["姓名"] == "后来注销")["证件状态"]);
    }

    [Fact]
    public async Task Benefits_are_those_of_the_year_so_far_of_monitored_and_formerly_poor_households()
    {
        var person = _district.Add("雷金海", p =>
        {
            p.Hardships.Add(new Hardship { Kind = HardshipKind.MinimumLiving, From = new DateOnly(2020, 1, 1) });
            p.Allowances.Add(new Allowance { Kind = AllowanceKind.Nursing, From = new DateOnly(2021, 1, 1), To = new DateOnly(2023, 6, 30) });
            p.Allowances.Add(new Allowance { Kind = AllowanceKind.Living, From = new DateOnly(2019, 1, 1), To = new DateOnly(2022, 12, 31) });
        });
        var lifted = _district.Add("脱贫人", p => p.Hardships.Add(new Hardship { Kind = HardshipKind.LiftedOut, From = new DateOnly(2019, 1, 1) }), monitored: false);
        var other = _district.Add("别的人", monitored: false);
        _district.AddDone(person, "medication", new DateOnly(2023, 6, 1), 100_000);
        _district.AddDone(person, "medication", new DateOnly(2022, 6, 1), 90_000);
        _district.AddDone(person, "training", new DateOnly(2023, 12, 2), 0);
        _district.AddDone(lifted, "medication", new DateOnly(2023, 7, 1), 100_000);
        _district.AddDone(other, "medication", new DateOnly(2023, 7, 1), 100_000);
        var rows = (await OpenAsync()).Rows("benefit_detail.csv");
        Assert.Equal(
            [("minimum_living", "享受中"), ("nursing_allowance", "已停"), ("medication", "已享受"), ("medication", "已享受")],
            rows.Select(r => (r["项目代码"], r["状态"])));
        Assert.Equal(("1000.00", "2023-06-01"), (rows[2]["金额（元）"], rows[2]["发放或服务日期"]));
        Assert.Equal("脱贫人", rows[3]["姓名"]);
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
        Assert.Equal("单秀兰", Assert.Single((await OpenAsync()).Rows("benefit_detail.csv"))["姓名"]);
    }

    [Fact]
    public async Task Changes_are_those_of_the_month_before_and_some_warn_of_poverty()
    {
        var warned = _district.Add("变等级", p => p.Certificates.Add(Reissued(p, IssueReason.Reassessed, new DateOnly(2023, 11, 8))), monitored: false);
        warned = _district.Add("新办", p => (p.Certificates[0].IssuedOn, p.Certificates[0].Reason) = (new DateOnly(2023, 11, 30), IssueReason.First), monitored: false);
        _district.Add("已监测", p => (p.Certificates[0].IssuedOn, p.Certificates[0].Reason) = (new DateOnly(2023, 11, 20), IssueReason.First));
        _district.Add("停补贴", p => p.Allowances.Add(new Allowance { Kind = AllowanceKind.Nursing, From = new DateOnly(2020, 1, 1), To = new DateOnly(2023, 11, 15) }), monitored: false);
        _district.Add("注销", p => Cancel(p, new DateOnly(2023, 11, 2)), monitored: false);
        _district.Add("太晚", p => Cancel(p, new DateOnly(2023, 12, 1)), monitored: false);
        _district.Add("城里", p =>
        {
            Cancel(p, new DateOnly(2023, 11, 2));
            p.Registration = Registration.NonAgricultural;
        }, monitored: false);
        var package = await OpenAsync();
        Assert.Equal(
            [("变等级", "等级变更", "原肢体二级"), ("已监测", "新办证", ""), ("新办", "新办证", ""), ("注销", "注销", "")],
            package.Rows("disabled_changes.csv").Select(r => (r["姓名"], r["变动类型"], r["备注"])).Order());
        Assert.Equal([("停补贴", "两项补贴停发"), ("新办", "新增一二级重残")], package.Rows("clue.csv").Select(r => (r["姓名"], r["规则"])).Order());
        using var db = _district.Database.Open();
        Assert.Equal(["202312-0001", "202312-0002"], db.Clues.Select(c => c.Number).Order());
        Assert.Contains(db.Clues.ToList(), c => c.PersonId == warned.Id && c.Rule == ClueRule.NewlySevere);
    }

    [Fact]
    public async Task Much_that_a_family_pays_itself_is_a_clue_in_the_month_in_which_the_sum_is_reached()
    {
        var (child, mother, little) = (_district.Add("陆子墨", monitored: false), _district.Add("陆秀英", monitored: false), _district.Add("雷金海", monitored: false));
        using (var db = _district.Database.Open())
        {
            db.Persons.Single(p => p.Id == mother.Id).HouseholdId = child.HouseholdId;
            db.SaveChanges();
        }
        _district.AddDone(mother, "medication", new DateOnly(2023, 6, 1), 100_000, form: """{"OwnExpense":4000}""");
        _district.AddDone(child, "child_rehab", new DateOnly(2023, 11, 20), 1_500_000, form: """{"OwnExpense":6000.5}""");
        _district.AddDone(little, "child_rehab", new DateOnly(2023, 11, 20), 1_500_000, form: """{"OwnExpense":9999}""");
        var clue = Assert.Single((await OpenAsync()).Rows("clue.csv"));
        Assert.Equal(("陆子墨", "康复自付大", "2023 年康复和用药这一户自付 10000.5 元，最近一笔记于 2023-11-20"), (clue["姓名"], clue["规则"], clue["说明"]));
    }

    [Fact]
    public async Task A_card_that_may_be_renewed_soon_still_holds()
    {
        var old = _district.Add("老证", p => p.Certificates[0] = District.Certificate(p.IdNumber, DisabilityKind.Physical, DisabilityGrade.Two, new DateOnly(2014, 5, 1)), monitored: false);
        _district.Add("新办", p =>
        {
            (p.Household, p.HouseholdId) = (null, old.HouseholdId);
            p.Certificates[0] = District.Certificate(p.IdNumber, DisabilityKind.Physical, DisabilityGrade.Four, new DateOnly(2023, 11, 20));
            p.Certificates[0].Reason = IssueReason.First;
        }, monitored: false);
        var package = await OpenAsync();
        Assert.Equal([("新办", "有效"), ("老证", "有效")], package.Rows("disabled_snapshot.csv").Select(r => (r["姓名"], r["证件状态"])).Order());
        Assert.Equal("2023-11-20 起这一户有 2 人持证", Assert.Single(package.Rows("clue.csv"))["说明"]);
    }

    [Fact]
    public async Task An_agreement_that_packages_were_built_under_is_ended_and_not_rewritten()
    {
        _district.Add("雷金海");
        var agreements = new AgreementDesk(_district.Factory, _district.Settings, _district.Clock);
        var edit = agreements.Begin();
        edit.Clause = "X府办〔2023〕12 号第四条";
        await agreements.SaveAsync(District.Leader, edit);
        edit = AgreementEdit.Of((await agreements.AllAsync(District.Leader))!.Single().Agreement);
        edit.Purpose = "防止返贫监测";
        Assert.True((await agreements.SaveAsync(District.Leader, edit)).Succeeded);
        await OpenAsync();
        edit = AgreementEdit.Of((await agreements.AllAsync(District.Leader))!.Single().Agreement);
        edit.Recipient = "区乡村振兴局";
        Assert.Contains("只能写止日", Assert.Single((await agreements.SaveAsync(District.Leader, edit)).Reasons).Sentence.ToString());
        edit = AgreementEdit.Of((await agreements.AllAsync(District.Leader))!.Single().Agreement);
        edit.To = new DateOnly(2023, 12, 31);
        Assert.True((await agreements.SaveAsync(District.Leader, edit)).Succeeded);
    }

    [Fact]
    public async Task A_column_that_is_not_in_the_agreement_does_not_leave()
    {
        _district.Add("雷金海", p => p.Phone = "13900001111");
        var agreements = new AgreementDesk(_district.Factory, _district.Settings, _district.Clock);
        var edit = agreements.Begin();
        edit.Clause = "X府办〔2023〕12 号第四条";
        edit.Columns = [ShareAgreement.KeyOf("disabled_snapshot", "姓名"), ShareAgreement.KeyOf("disabled_snapshot", "村代码")];
        Assert.True((await agreements.SaveAsync(District.Leader, edit)).Succeeded);
        var package = await OpenAsync();
        Assert.Equal(["disabled_snapshot.csv", "disabled_snapshot.xlsx", "manifest.json"], package.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["姓名", "村代码"], package.Rows("disabled_snapshot.csv").Single().Keys);
        var overlapping = agreements.Begin();
        overlapping.Clause = "另一份";
        Assert.Contains((await agreements.SaveAsync(District.Leader, overlapping)).Reasons, r => r.Sentence.ToString().Contains("日期重叠", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_agreement_that_holds_nothing_leaves()
    {
        _district.Add("雷金海");
        var agreements = new AgreementDesk(_district.Factory, _district.Settings, _district.Clock);
        var edit = agreements.Begin();
        (edit.Clause, edit.From, edit.To) = ("旧协议", new DateOnly(2020, 1, 1), new DateOnly(2022, 12, 31));
        Assert.True((await agreements.SaveAsync(District.Leader, edit)).Succeeded);
        var refused = await _district.Desk.BuildAsync(District.Clerk, December);
        Assert.Contains("没有有效的共享协议", refused.Outcome.Reasons.Single().Sentence.ToString());
        Assert.Empty(Directory.GetFiles(_district.Database.Folder.Packages));
    }

    [Fact]
    public async Task The_manifest_vouches_for_every_file_and_names_what_is_replaced()
    {
        _district.Add("雷金海");
        var built = await _district.Desk.BuildAsync(District.Clerk, December);
        _district.Add("单秀兰");
        var second = (await _district.Desk.ReplaceAsync(District.Clerk, December, "漏了一户")).Package!;
        var package = new OpenedPackage(PathOf(second));
        using var manifest = JsonDocument.Parse(package.Files["manifest.json"]);
        var root = manifest.RootElement;
        Assert.Equal(("2.1", "X区残疾人联合会", "区农业农村局"), (Text("schemaVersion"), Text("sender"), Text("receiver")));
        Assert.Equal(("2023-12", "2023-11-30", 2, 1), (Text("period"), Text("asOf"), root.GetProperty("sequence").GetInt32(), root.GetProperty("supersedes").GetInt32()));
        Assert.All(root.GetProperty("files").EnumerateArray(), file => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(package.Files[file.GetProperty("name").GetString()!])), file.GetProperty("sha256").GetString()));
        Assert.Equal(package.Files.Count - 1, root.GetProperty("files").GetArrayLength());
        Assert.Equal(2, package.Rows("disabled_snapshot.csv").Count);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(package.Files["manifest.json"])), second.ManifestSha256);
        using var db = _district.Database.Open();
        Assert.NotNull(db.ExchangePackages.Single(p => p.Sequence == built.Package!.Sequence).SupersededAt);

        string? Text(string name) => root.GetProperty(name).GetString();
    }

    [Fact]
    public async Task The_same_data_give_the_same_files_byte_for_byte()
    {
        _district.Add("雷金海", p => p.Allowances.Add(new Allowance { Kind = AllowanceKind.Nursing, From = new DateOnly(2020, 1, 1), To = new DateOnly(2023, 11, 15) }));
        var first = await OpenAsync();
        using (var db = _district.Database.Open())
        {
            db.RemoveRange(db.ExchangePackages);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        _district.Local = new DateTime(2023, 12, 4, 16, 30, 0);
        var second = await OpenAsync();
        Assert.Equal(first.Files.Keys, second.Files.Keys);
        Assert.All(first.Files, file => Assert.Equal(file.Value, second.Files[file.Key]));
    }

    [Fact]
    public async Task It_opens_with_the_password_alone()
    {
        _district.Add("雷金海");
        var package = (await _district.Desk.BuildAsync(District.Clerk, December)).Package!;
        Assert.Throws<ZipException>(() => new OpenedPackage(PathOf(package), "猜的"));
        Assert.DoesNotContain("雷金海", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(PathOf(package), TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_csv_cell_is_quoted_and_never_a_formula()
    {
        _district.Add("=SUM(1)", monitored: false);
        var text = Encoding.UTF8.GetString((await OpenAsync()).Files["disabled_snapshot.csv"]);
        Assert.StartsWith("\ufeff姓名,身份证号", text);
        Assert.Contains("\r\n'=SUM(1),", text);
    }

    [Fact]
    public async Task The_ledger_knows_counts_size_and_hash_of_the_file()
    {
        _district.Add("雷金海");
        var package = (await _district.Desk.BuildAsync(District.Clerk, December)).Package!;
        var file = await File.ReadAllBytesAsync(PathOf(package), TestContext.Current.CancellationToken);
        Assert.Equal("数据交换-2023-12.zip", package.FileName);
        Assert.Equal((1, 1, 0, 0, 1), (package.Households, package.Persons, package.Measures, package.Changes, package.Snapshot));
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

    private async Task<OpenedPackage> OpenAsync()
    {
        var built = await _district.Desk.BuildAsync(District.Clerk, December);
        Assert.True(built.Outcome.Succeeded);
        return new OpenedPackage(PathOf(built.Package!));
    }
}

using System.Globalization;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>A table of the package (分表): its file name without extension, its Chinese name, and its columns.</summary>
internal sealed record PackageTable(string File, Sheet Sheet);

/// <summary>
/// The tables of a month's package and every column they can have (分表与字段). Numbers are in full here, because the bureau matches by them. Which
/// columns go out is the agreement's.
/// </summary>
internal static class PackageTables
{
    /// <summary>Raised whenever a column comes, goes or changes its meaning.</summary>
    public const string SchemaVersion = "2.1";

    private static readonly PackageContent _empty = PackageContent.Of(new Month(2000, 1), new PackageFacts([], [], [], [], [], [], code => code, new Dictionary<(Guid, ClueRule), string>(), []));

    /// <summary>What can be agreed upon: file, Chinese name, column.</summary>
    public static IReadOnlyList<(string File, string Name, IReadOnlyList<string> Columns)> Catalogue { get; } =
        [.. Of(_empty, new Dictionary<string, string>(), null).Select(t => (t.File, t.Sheet.Name, t.Sheet.Titles))];

    /// <summary>Every column there is, as an agreement names them.</summary>
    public static IReadOnlyList<string> AllColumns { get; } =
        [.. Catalogue.SelectMany(t => t.Columns.Select(c => ShareAgreement.KeyOf(t.File, c)))];

    /// <param name="content">What the tables hold.</param>
    /// <param name="places">Names of villages and towns by code.</param>
    /// <param name="agreement">What may leave; null for every column.</param>
    public static IReadOnlyList<PackageTable> Of(PackageContent content, IReadOnlyDictionary<string, string> places, ShareAgreement? agreement)
    {
        IEnumerable<PackageTable> tables =
        [
            Table("disabled_changes", agreement, Placed(Card(Identified(
                Sheet.Of("残疾人变动", content.Changes).Text("变动类型", c => c.Change.What, 12).Date("变动日期", c => c.Change.On), c => c.Who), c => c.Change.Certificate), c => c.Who, places)
                .Text("户主", c => c.Who.HeadName, 10)
                .Text("联系电话", c => c.Phone)
                .Text("户口性质", c => c.Registration.Label(), 10)
                .Text("备注", c => c.Change.Before, 16)),
            Table("disabled_snapshot", agreement, Placed(Card(Identified(
                Sheet.Of("残疾人名册", content.Snapshot), r => r.Who), r => r.Certificate), r => r.Who, places)
                .Text("证件状态代码", r => r.State.ToString(), 14)
                .Text("证件状态", r => r.State.Label(), 10)
                .Date("有效期至", r => r.Certificate.ExpiresOn)),
            Table("benefit_detail", agreement, Placed(Identified(
                Sheet.Of("享受明细", content.Measures), m => m.Who), m => m.Who, places)
                .Text("户编号", m => m.Who.HouseholdNumber, 18)
                .Text("项目代码", m => m.Code, 22)
                .Text("项目名称", m => m.Label, 26)
                .Text("类别", m => m.Kind, 16)
                .Yuan("金额（元）", m => m.Amount)
                .Date("发放或服务日期", m => m.On)
                .Text("状态", m => m.State, 10)),
            Table("clue", agreement, Placed(Identified(
                Sheet.Of("预警线索", content.Clues).Text("线索号", c => c.Number), c => c.Who), c => c.Who, places)
                .Text("规则代码", c => c.Rule.ToString(), 18)
                .Text("规则", c => c.Rule.Label(), 20)
                .Text("说明", c => c.Why, 40)
                .Text("建议", c => c.Advice, 30)),
            Table("difference_reply", agreement, Sheet.Of("差异答复", content.Replies)
                .Text("差异类型代码", d => d.Kind.ToString(), 18)
                .Text("差异类型", d => d.Kind.Label(), 18)
                .Text("名单", d => d.FromList.Label(), 12)
                .Text("户编号", d => d.Household, 18)
                .Text("姓名", d => d.Name, 10)
                .Text("证件号码", d => d.Number, 25)
                .Text("对方登记", d => d.Theirs, 24)
                .Text("我方登记", d => d.Ours, 24)
                .Text("原因", d => d.Cause.Label(), 20)
                .Text("处理意见", d => d.Told, 14)
                .Date("处理日期", d => d.Told == d.Decision?.Label() ? d.DecidedOn : DateOnly.FromDateTime(Data.OfficeClock.ToLocal(d.WithdrawnAt!.Value)))
                .Text("村代码", d => d.RegionCode)),
        ];
        return [.. tables.Where(t => t.Sheet.Titles.Count > 0)];
    }

    private static PackageTable Table<T>(string file, ShareAgreement? agreement, Sheet<T> sheet) =>
        new(file, agreement is null ? sheet : sheet.Only(column => agreement.Covers(file, column)));

    private static Sheet<T> Identified<T>(Sheet<T> sheet, Func<T, PackageIdentity> who) => sheet
        .Text("姓名", row => who(row).Name, 10)
        .Text("身份证号", row => who(row).IdNumber.Value, 21)
        .Text("残疾人证号", row => who(row).CertificateNumber.Value, 25);

    private static Sheet<T> Card<T>(Sheet<T> sheet, Func<T, Domain.People.Certificate> card) => sheet
        .Text("残疾类别代码", row => Digit((int)card(row).Kind), 14)
        .Text("残疾类别", row => card(row).Kind.Name(), 10)
        .Text("残疾等级代码", row => Digit((int)card(row).Grade), 14)
        .Text("残疾等级", row => card(row).Grade.Name(), 10);

    private static Sheet<T> Placed<T>(Sheet<T> sheet, Func<T, PackageIdentity> who, IReadOnlyDictionary<string, string> places) => sheet
        .Text("乡镇代码", row => Region.TownOf(who(row).RegionCode), 12)
        .Text("乡镇", row => places.GetValueOrDefault(Region.TownOf(who(row).RegionCode), ""), 14)
        .Text("村代码", row => who(row).RegionCode)
        .Text("村", row => places.GetValueOrDefault(who(row).RegionCode, ""), 16);

    private static string Digit(int digit) => digit.ToString(CultureInfo.InvariantCulture);
}

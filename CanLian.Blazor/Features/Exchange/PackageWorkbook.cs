using System.Globalization;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>
/// Writes a month's package as a workbook (数据交换包). Numbers are in full here, because the bureau matches by them; it is the only export that
/// carries them.
/// </summary>
internal sealed class PackageWorkbook(PackageContent content, IReadOnlyDictionary<string, string> places, ExchangeSettings settings)
{
    /// <summary>Raised whenever a column comes, goes or changes its meaning.</summary>
    public const string SchemaVersion = "1.0";

    private readonly IReadOnlyList<Sheet> _sheets =
    [
        Identified(Sheet.Of("监测对象", content.Persons), p => p.Who, places)
            .Text("残疾类别", p => p.Certificate.Kind.Name(), 10)
            .Text("残疾等级", p => p.Certificate.Grade.Name(), 10)
            .Text("证件状态", p => p.State.Label(), 10)
            .Date("发证日期", p => p.Certificate.IssuedOn)
            .Date("有效期至", p => p.Certificate.ExpiresOn)
            .Text("监测类别", p => p.Monitoring.Label(), 16)
            .Date("纳入监测日期", p => p.Since)
            .Text("主要风险", p => p.Risk, 12),
        Identified(Sheet.Of("享受明细", content.Measures), m => m.Who, places)
            .Text("项目代码", m => m.Code, 22)
            .Text("项目名称", m => m.Label, 26)
            .Text("类别", m => m.Kind, 16)
            .Yuan("金额（元）", m => m.Amount)
            .Date("日期", m => m.On)
            .Text("状态", m => m.State, 10),
        Identified(Sheet.Of("变动", content.Changes), c => c.Who, places)
            .Text("变动类型", c => c.Change.What, 12)
            .Date("变动日期", c => c.Change.On)
            .Text("残疾类别", c => c.Change.Certificate.Kind.Name(), 10)
            .Text("残疾等级", c => c.Change.Certificate.Grade.Name(), 10)
            .Text("户口性质", c => c.Registration.Label(), 10)
            .Text("备注", c => c.Change.Before, 16),
    ];

    /// <summary>Rows and hash of each sheet; known once the file is written.</summary>
    public IReadOnlyList<PackageSheet> Sheets => [.. _sheets.Select(s => new PackageSheet(s.Name, s.RowCount, s.Sha256))];

    public void Write(Stream target, DateTime generatedAt) => Workbook.Write(target, _sheets, () => Notes(generatedAt));

    private IEnumerable<Note> Notes(DateTime generatedAt)
    {
        yield return new Note("格式版本", SchemaVersion);
        yield return new Note("发送单位", settings.Sender);
        yield return new Note("接收单位", settings.Receiver);
        yield return new Note("期", content.Month.ToString());
        yield return new Note("数据截至", Iso(content.AsOf));
        yield return new Note("生成时间", generatedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + "（北京时间）");
        yield return new Note("监测户数", content.Households.ToString(CultureInfo.InvariantCulture));
        yield return new Note("监测对象", "截至日在监测名单上、家中有持证人的户，每个持证人一行");
        yield return new Note("享受明细", string.Create(CultureInfo.InvariantCulture, $"{content.AsOf.Year}-01-01 至 {Iso(content.AsOf)} 办结的项目，以及低保、两项补贴；按户享受的记在户内第一个持证人名下"));
        yield return new Note("变动", $"{Iso(content.Month.Previous.FirstDay)} 至 {Iso(content.AsOf)} 农业户口持证人和监测对象的残疾人证变动");
        yield return new Note("没有送出的行", content.Faults.Count(f => f.LeftOut).ToString(CultureInfo.InvariantCulture));
        foreach (var sheet in Sheets)
        {
            yield return new Note(sheet.Name + " 行数", sheet.Rows.ToString(CultureInfo.InvariantCulture));
            yield return new Note(sheet.Name + " SHA-256", sheet.Sha256);
        }
        yield return new Note("SHA-256 的算法", Sheet.HashRule);
    }

    private static Sheet<T> Identified<T>(Sheet<T> sheet, Func<T, PackageIdentity> who, IReadOnlyDictionary<string, string> places) => sheet
        .Text("户编号", row => who(row).HouseholdNumber, 18)
        .Text("户主", row => who(row).HeadName, 10)
        .Text("姓名", row => who(row).Name, 10)
        .Text("身份证号", row => who(row).IdNumber.Value, 21)
        .Text("残疾人证号", row => who(row).CertificateNumber.Value, 25)
        .Text("镇（街道）", row => places.GetValueOrDefault(Region.TownOf(who(row).RegionCode), ""), 14)
        .Text("村（社区）", row => places.GetValueOrDefault(who(row).RegionCode, ""), 16);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

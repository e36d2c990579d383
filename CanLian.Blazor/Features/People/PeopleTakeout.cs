using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.People;

/// <summary>The register as a workbook (名册导出): the columns of the page and all that the import reads of a person.</summary>
internal sealed class PeopleTakeout(PeopleQueries queries, RegionQueries regions, OfficeClock clock, IStringLocalizer<Texts> localizer) : Takeout("people", Access.SeesPersons)
{
    private static readonly (string Title, HardshipKind Kind)[] _hardships =
    [
        ("低保", HardshipKind.MinimumLiving), ("低保边缘", HardshipKind.MinimumLivingEdge), ("特困", HardshipKind.ExtremePoverty), ("脱贫户", HardshipKind.LiftedOut),
    ];

    private static readonly (string Title, AllowanceKind Kind)[] _allowances = [("生活补贴", AllowanceKind.Living), ("护理补贴", AllowanceKind.Nursing)];

    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var filter = new PeopleFilter
        {
            Text = ask.Text("q") ?? "",
            Region = ask.Text("place"),
            Kinds = PeopleFilter.Read<DisabilityKind>(ask.Text("kind")),
            Grades = PeopleFilter.Read<DisabilityGrade>(ask.Text("grade")),
            States = PeopleFilter.Read<CardState>(ask.Text("state")),
            Hardships = PeopleFilter.Read<HardshipKind>(ask.Text("hardship")),
            Unserved = ask.Text("unserved") is { } code && Catalogue.Find(code, ask.Actor) is not null ? code : null,
            Order = PeopleFilter.Read<PeopleOrder>(ask.Text("sort")) is [var order, ..] ? order : PeopleOrder.Name,
            Descending = ask.Flag("desc"),
        };
        var places = await regions.AllAsync(ask.Actor);
        var ids = await queries.IdsAsync(ask.Actor, filter);
        var words = PeopleChips.Active(localizer, filter, places).Select(c => c.Label);
        var text = filter.Text.Length == 0 ? [] : new[] { PersonSearch.HoldsDigits(filter.Text) ? "按号码" : $"找：{filter.Text}" };
        var rows = InParts(ids, part => queries.Whole(ask.Actor, part), r => r.Person.Id);
        return new TakeoutSheet("残疾人名册", string.Join("；", text.Concat(words)), Columns(ask, rows, places.ToDictionary(p => p.Code, p => p.Name)));
    }

    private Sheet<(Person Person, IReadOnlyList<string> Served)> Columns(
        TakeoutAsk ask, IEnumerable<(Person Person, IReadOnlyList<string> Served)> rows, Dictionary<string, string> places)
    {
        var today = clock.Today;
        var sheet = Sheet.Of(ask.Full ? "人员" : "残疾人名册", rows)
            .Text("姓名", r => r.Person.Name, 10).Text("性别", r => r.Person.Sex.Label(), 6).Whole("年龄", r => r.Person.AgeOn(today), 6)
            .Text("身份证号", r => ask.Shown(r.Person.IdNumber), 22).Text("残疾人证号", r => ask.Shown(r.Person.Certificate?.Number), 24)
            .Text("残疾类别", r => r.Person.Certificate?.Kind.Name(), 10).Text("残疾等级", r => r.Person.Certificate?.Grade.Name(), 10)
            .Text("多重明细", r => r.Person.Certificate is { } card ? string.Join('+', card.Components) : null, 20)
            .Date("发证日期", r => r.Person.Certificate?.IssuedOn).Date("有效期至", r => r.Person.Certificate?.ExpiresOn)
            .Text("证件状态", r => r.Person.Certificate is { } card ? State(card, ask.Full, today) : null, 10)
            .Text("民族", r => r.Person.Ethnicity, 8).Text("区划代码", r => r.Person.RegionCode, 14)
            .Text("镇(街道)", r => places.GetValueOrDefault(Region.TownOf(r.Person.RegionCode))).Text("村(社区)", r => places.GetValueOrDefault(r.Person.RegionCode))
            .Text("地址", r => r.Person.Address, 28).Text("户口性质", r => r.Person.Registration.Label(), 10).Text("联系电话", r => ask.Phone(r.Person.Phone))
            .Text("监护人", r => r.Person.Guardian?.Name, 10).Text("监护关系", r => r.Person.Guardian?.Relation, 10).Text("监护人电话", r => ask.Phone(r.Person.Guardian?.Phone))
            .Text("户编号", r => r.Person.Household?.Number).Text("与户主关系", r => r.Person.RelationToHead, 12);
        foreach (var (title, kind) in _hardships)
        {
            sheet.Text(title, r => YesNo(r.Person.HardshipsOn(today).Any(h => h.Kind == kind)), 8);
        }
        sheet.Text("监测对象", r => r.Person.HardshipsOn(today).FirstOrDefault(h => h.IsMonitored)?.Kind.Label() ?? "否");
        foreach (var (title, kind) in _allowances)
        {
            sheet.Text(title, r => YesNo(r.Person.Allowances.Exists(a => a.Kind == kind && a.HoldsOn(today))), 10);
        }
        return sheet.Text("公职人员", r => YesNo(r.Person.PublicEmployee), 10).Text("就业状况", r => r.Person.Employment?.Label(), 10)
            .Text("就业意愿", r => r.Person.EmploymentWish).Text("开户行", r => r.Person.Account?.Bank, 20)
            .Text("银行账号", r => ask.Account(r.Person.Account?.Number), 22).Text("开户人", r => r.Person.Account?.Holder, 10)
            .Text("本年已享受", r => string.Join('、', r.Served), 24);
    }

    // The import knows five states. A lost card is one of the register's own affairs: whole files leave it out, so that reading one again changes nothing.
    private static string? State(Certificate card, bool full, DateOnly today) => card.StateOn(today) switch
    {
        CertificateState.ExpiringSoon => full ? CertificateState.Valid.Label() : CertificateState.ExpiringSoon.Label(),
        CertificateState.ReportedLost when full => null,
        var state => state.Label(),
    };
}

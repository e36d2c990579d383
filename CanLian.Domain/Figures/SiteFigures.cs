using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>Sites set up in the year, and those that run (站点指标).</summary>
public static class SiteFigures
{
    private static readonly List<OrganisationKind> Bases = [OrganisationKind.EmploymentBase, OrganisationKind.SupportedEmployment];
    private static readonly List<OrganisationKind> Homes = [OrganisationKind.Home];
    private static readonly List<OrganisationKind> Stations = [OrganisationKind.Station];
    private static readonly SiteFigure Inspected = new("sites.inspected", "已年度检查的机构站点", Inspection.Kinds) { InspectedInYear = true, Formula = "在运行、当年有年度检查的定点机构、托养机构、就业基地、残疾人之家和工作站" };
    private static readonly SiteFigure ToInspect = new("sites.to_inspect", "应年度检查的机构站点", Inspection.Kinds) { Formula = "在运行的定点机构、托养机构、就业基地、残疾人之家和工作站" };

    public static IReadOnlyList<Figure> All { get; } =
    [
        new SiteFigure("employment_base.sites", "新建就业基地", Bases)
        {
            OfTheYear = true, Built = [Construction.New, Construction.Improved], Formula = "当年开办、新建或改造提升的就业基地和辅助性就业基地",
        },
        new SiteFigure("sites.new_homes", "新建残疾人之家", Homes) { OfTheYear = true, Built = [Construction.New], Formula = "当年开办、建设性质为新建的残疾人之家" },
        new SiteFigure("sites.new_stations", "新建残疾人工作站", Stations) { OfTheYear = true, Built = [Construction.New], Formula = "当年开办、建设性质为新建的残疾人工作站" },
        new SiteFigure("sites.homes", "残疾人之家", Homes) { Formula = "在运行的残疾人之家" },
        new SiteFigure("sites.stations", "残疾人工作站", Stations) { Formula = "在运行的残疾人工作站" },
        ToInspect,
        Inspected,
        new RatioFigure("sites.inspection_rate", "年度检查率", Inspected, ToInspect) { Formula = "已年度检查的机构站点 ÷ 应年度检查的机构站点" },
        new SiteGapFigure("sites.towns_without_home", "没有残疾人之家的镇（街道）", OrganisationKind.Home, Region.TownLength) { Formula = "辖区里没有在运行的残疾人之家的镇（街道）" },
        new SiteGapFigure("sites.villages_without_station", "没有工作站的村（社区）", OrganisationKind.Station, Region.VillageLength) { Formula = "辖区里没有在运行的残疾人工作站的村（社区）" },
    ];
}

/// <summary>Running organisations of some kinds, all of them or those set up in the year (站点数).</summary>
public sealed record SiteFigure(string Id, string Label, IReadOnlyList<OrganisationKind> Kinds) : Figure(Id, Label, Unit.Site)
{
    /// <summary>Only those opened in the year.</summary>
    public bool OfTheYear { get; init; }

    /// <summary>Only those inspected in the year.</summary>
    public bool InspectedInYear { get; init; }

    /// <summary>Kinds of construction that count; empty for every kind.</summary>
    public IReadOnlyList<Construction> Built { get; init; } = [];

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = Sites(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Sites(records, scope).OrderBy(o => o.RegionCode).ThenBy(o => o.Name)
        .Select(o => new Evidence(o.Id, EvidenceKind.Organisation, o.Name, o.RegionCode, "", o.OpenedOn, null, null));

    private IQueryable<Organisation> Sites(IRecords records, FigureScope scope)
    {
        var ((low, high), first, last) = (scope.Range, new DateOnly(scope.Year, 1, 1), scope.AsOf);
        List<OrganisationKind> kinds = [.. Kinds];
        List<Construction?> built = [.. Built.Select(b => (Construction?)b)];
        var sites = records.Organisations.Where(o => o.Operating && kinds.Contains(o.Kind)
            && string.Compare(o.RegionCode, low) >= 0 && string.Compare(o.RegionCode, high) <= 0);
        sites = OfTheYear ? sites.Where(o => o.OpenedOn >= first && o.OpenedOn <= last) : sites.Where(o => o.OpenedOn == null || o.OpenedOn <= last);
        sites = InspectedInYear ? sites.Where(o => o.Inspections.Any(i => i.On >= first && i.On <= last)) : sites;
        return built.Count == 0 ? sites : sites.Where(o => built.Contains(o.Construction));
    }
}

/// <summary>Towns or villages in which no running site of a kind stands (空白点).</summary>
public sealed record SiteGapFigure(string Id, string Label, OrganisationKind Kind, int Length) : Figure(Id, Label, Unit.Place)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = Places(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Places(records, scope).OrderBy(r => r.Code)
        .Select(r => new Evidence(Guid.Empty, EvidenceKind.Place, r.Name, r.Code, r.Code, null, null, null));

    private IQueryable<Region> Places(IRecords records, FigureScope scope)
    {
        var ((low, high), length, kind, last) = (scope.Range, Length, Kind, scope.AsOf);
        var sites = records.Organisations.Where(o => o.Operating && o.Kind == kind && (o.OpenedOn == null || o.OpenedOn <= last));
        return records.Of<Region>().Where(r => r.Code.Length == length && string.Compare(r.Code, low) >= 0 && string.Compare(r.Code, high) <= 0
            && !sites.Any(o => o.RegionCode!.StartsWith(r.Code)));
    }
}

using CanLian.Domain.Organisations;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>Sites set up in the year, and those that run (站点指标).</summary>
public static class SiteFigures
{
    private static readonly List<OrganisationKind> Bases = [OrganisationKind.EmploymentBase, OrganisationKind.SupportedEmployment];
    private static readonly List<OrganisationKind> Homes = [OrganisationKind.Home];
    private static readonly List<OrganisationKind> Stations = [OrganisationKind.Station];

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
    ];
}

/// <summary>Running organisations of some kinds, all of them or those set up in the year (站点数).</summary>
public sealed record SiteFigure(string Id, string Label, IReadOnlyList<OrganisationKind> Kinds) : Figure(Id, Label, Unit.Site)
{
    /// <summary>Only those opened in the year.</summary>
    public bool OfTheYear { get; init; }

    /// <summary>Kinds of construction that count; empty for every kind.</summary>
    public IReadOnlyList<Construction> Built { get; init; } = [];

    public override FigureValue Evaluate(IRecords records, FigureScope scope)
    {
        var count = Sites(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    public override IQueryable<Evidence> Rows(IRecords records, FigureScope scope) => Sites(records, scope).OrderBy(o => o.RegionCode).ThenBy(o => o.Name)
        .Select(o => new Evidence(o.Id, EvidenceKind.Organisation, o.Name, o.RegionCode, "", o.OpenedOn, null, null));

    private IQueryable<Organisation> Sites(IRecords records, FigureScope scope)
    {
        var ((low, high), first, last) = (scope.Range, new DateOnly(scope.Year, 1, 1), scope.AsOf);
        List<OrganisationKind> kinds = [.. Kinds];
        List<Construction?> built = [.. Built.Select(b => (Construction?)b)];
        var sites = records.Organisations.Where(o => o.Operating && kinds.Contains(o.Kind)
            && string.Compare(o.RegionCode, low) >= 0 && string.Compare(o.RegionCode, high) <= 0);
        sites = OfTheYear ? sites.Where(o => o.OpenedOn >= first && o.OpenedOn <= last) : sites.Where(o => o.OpenedOn == null || o.OpenedOn <= last);
        return built.Count == 0 ? sites : sites.Where(o => built.Contains(o.Construction));
    }
}

using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Publicity;

/// <summary>Articles of the year by channel (宣传指标).</summary>
public static class PublicityFigures
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        new ArticleFigure("publicity.mainstream", "主流媒体刊发", Channel.Mainstream) { Formula = "当年在主流媒体刊发的稿件" },
        new ArticleFigure("publicity.city_site", "市残联网站刊发", Channel.CitySite) { Formula = "当年在市残联网站刊发的稿件" },
        new ArticleFigure("publicity.district_platform", "区政府信息平台刊发", Channel.DistrictPlatform) { Formula = "当年在区政府信息平台刊发的稿件" },
    ];
}

/// <summary>Published articles of one channel (刊发篇数). An article belongs to the district: a town has none of its own.</summary>
public sealed record ArticleFigure(string Id, string Label, Channel Channel) : Figure(Id, Label, Unit.Article)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = Articles(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Articles(records, scope).OrderBy(a => a.PublishedOn).ThenBy(a => a.Title)
        .Select(a => new Evidence(a.Id, EvidenceKind.Article, a.Title, scope.Region, a.Media, a.PublishedOn, null, null));

    private IQueryable<Article> Articles(IRecords records, FigureScope scope)
    {
        var (first, last) = (new DateOnly(scope.Year, 1, 1), scope.AsOf);
        var whole = scope.Region.Length <= Common.Region.DistrictLength;
        return records.Of<Article>().Where(a => whole && a.State == ArticleState.Published && a.Channel == Channel && a.PublishedOn >= first && a.PublishedOn <= last);
    }
}

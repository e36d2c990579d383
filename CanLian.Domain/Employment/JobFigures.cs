using System.Linq.Expressions;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Employment;

/// <summary>How many look for work, what there is, and what is missing (求职和岗位指标).</summary>
public static class JobFigures
{
    private static readonly WishFigure Looking = new("jobs.wishes_open", "求职的残疾人", Looks) { Formula = "截止日还在找工作的人：意愿没有撤回、没有就业，六个月内问过" };
    private static readonly VacancyFigure Posts = new("jobs.vacancy_posts", "在招名额", Unit.Post, v => v.Posts) { Formula = "在招岗位的人数合计，减去已录用的" };

    public static IReadOnlyList<Figure> All { get; } =
    [
        Looking,
        new VacancyFigure("jobs.vacancies_open", "在招岗位", Unit.Post, null) { Formula = "截止日还在招、没有招满的岗位，一条算一个，不管招几个人" },
        Posts,
        new WishFigure("jobs.placed", "推荐就业", Placed) { Formula = "当年经推荐录用、拿到就业证明的人" },
        new GapFigure("jobs.gap", "岗位缺口", Looking, Posts) { Formula = "求职的残疾人 − 在招名额；负数是名额多" },
    ];

    /// <summary>Wishes and posts of each trade that somebody wants or offers, the largest gap first (分工种缺口).</summary>
    public static IReadOnlyList<TradeGap> ByTrade(IRecords records, FigureScope scope)
    {
        var wishes = Looking.Wishes(records, scope).GroupBy(w => w.Trade).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);
        var posts = VacancyFigure.Open(records, scope).Select(v => new { v.Trade, Left = v.Posts - v.Hires.Count(h => h.On <= scope.AsOf) }).ToList()
            .GroupBy(v => v.Trade).ToDictionary(g => g.Key, g => g.Sum(v => v.Left));
        return [.. wishes.Keys.Union(posts.Keys).Select(t => new TradeGap(t, wishes.GetValueOrDefault(t), posts.GetValueOrDefault(t)))
            .OrderByDescending(g => g.Gap).ThenByDescending(g => g.Wishes).ThenBy(g => g.Trade, StringComparer.Ordinal)];
    }

    private static Expression<Func<JobWish, bool>> Looks(FigureScope scope)
    {
        var (on, asked) = (scope.AsOf, scope.AsOf.AddMonths(-JobWish.MonthsOfValidity));
        return w => w.From <= on && w.RefreshedOn > asked && (w.PlacedOn == null || w.PlacedOn > on) && (w.ClosedOn == null || w.ClosedOn > on);
    }

    private static Expression<Func<JobWish, bool>> Placed(FigureScope scope)
    {
        var (first, last) = (new DateOnly(scope.Year, 1, 1), scope.AsOf);
        return w => w.PlacedOn >= first && w.PlacedOn <= last;
    }
}

/// <summary>How many want a trade and how many posts there are (工种缺口).</summary>
public sealed record TradeGap(string Trade, int Wishes, int Posts)
{
    public int Gap => Wishes - Posts;
}

/// <summary>Persons with a wish of one sort (按求职意愿统计).</summary>
public sealed record WishFigure(string Id, string Label, Func<FigureScope, Expression<Func<JobWish, bool>>> Which) : Figure(Id, Label, Unit.Person)
{
    public override bool SameForAll => true;

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) =>
        Wishes(records, scope).Select(w => new { w.Person!.RegionCode, w.PersonId }).AsEnumerable().Select(w => new VillageRow(w.RegionCode, Subject: w.PersonId));

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var wishes = Wishes(records, scope);
        return new FigureValue(wishes.Select(w => w.PersonId).Distinct().Count(), Records: wishes.Count());
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Wishes(records, scope).OrderBy(w => w.Person!.RegionCode).ThenBy(w => w.Person!.SortKey).ThenBy(w => w.Id)
        .Select(w => new Evidence(w.PersonId, EvidenceKind.Person, w.Person!.Name, w.Person.RegionCode, "", null, null, null));

    internal IQueryable<JobWish> Wishes(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        return records.Of<JobWish>().Where(w => string.Compare(w.Person!.RegionCode, low) >= 0 && string.Compare(w.Person.RegionCode, high) <= 0).Where(Which(scope));
    }
}

/// <summary>Vacancies that are open, or the posts they still have (按招聘岗位统计).</summary>
/// <param name="Id">Id.</param>
/// <param name="Label">Label.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Amount">What is added up, before what is taken; null to count the vacancies.</param>
public sealed record VacancyFigure(string Id, string Label, Unit Unit, Expression<Func<Vacancy, int>>? Amount) : Figure(Id, Label, Unit)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var (open, on) = (Open(records, scope), scope.AsOf);
        var count = open.Count();
        return new FigureValue(Amount is null ? count : open.Sum(Amount) - open.SelectMany(v => v.Hires).Count(h => h.On <= on), Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Open(records, scope).OrderBy(v => v.Employer).ThenBy(v => v.Title).ThenBy(v => v.Id)
        .Select(v => new Evidence(v.Id, EvidenceKind.Vacancy, v.Title, v.RegionCode, v.Employer, v.Deadline, null, v.Trade));

    internal static IQueryable<Vacancy> Open(IRecords records, FigureScope scope)
    {
        var ((low, high), on) = (scope.Range, scope.AsOf);
        return records.Of<Vacancy>().Where(v => v.From <= on && v.Deadline >= on && (v.ClosedOn == null || v.ClosedOn > on)
            && string.Compare(v.RegionCode, low) >= 0 && string.Compare(v.RegionCode, high) <= 0 && v.Hires.Count(h => h.On <= on) < v.Posts);
    }
}

/// <summary>What is wanted less what there is (差数).</summary>
public sealed record GapFigure(string Id, string Label, Figure Wanted, Figure There) : Figure(Id, Label, There.Unit)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var (wanted, there) = (Wanted.Evaluate(records, scope), There.Evaluate(records, scope));
        return new FigureValue(wanted.Number - there.Number, Records: wanted.Records);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Wanted.Rows(records, scope);
}

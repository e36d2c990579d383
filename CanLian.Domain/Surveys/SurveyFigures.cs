using System.Linq.Expressions;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Surveys;

/// <summary>What a year's survey counts (调查指标): the roster, how people were reached, what came of it.</summary>
public static class SurveyFigures
{
    private static readonly SurveyEntryFigure Holders = new("survey.holders", "调查名册", _ => true) { Formula = "冻结名册上的人" };
    private static readonly SurveyEntryFigure HomeVisits = new("survey.home_visits", "入户调查", e => e.Way == SurveyWay.HomeVisit) { Formula = "调查方式为入户的人" };

    private static readonly SurveyCheckFigure Compared = new("survey.recheck_compared", "抽查比对", Unit.Place, c => c.Compared) { Formula = "当年调查质量抽查里比对的回答" };
    private static readonly SurveyCheckFigure Different = new("survey.recheck_different", "抽查不一样", Unit.Place, c => c.Differences) { Formula = "当年调查质量抽查里两次不一样的回答" };

    public static IReadOnlyList<Figure> All { get; } =
    [
        new SurveyDateFigure("survey.planned_on", "制定方案", s => s.PlannedOn) { Formula = "当年调查的方案日期" },
        new SurveyDateFigure("survey.trained_on", "骨干培训", s => s.TrainedOn) { Formula = "当年调查的培训日期" },
        new SurveyDateFigure("survey.started_on", "调查开始", s => s.StartedOn) { Formula = "当年调查的开始日期" },
        new SurveyDateFigure("survey.ended_on", "调查结束", s => s.EndedOn) { Formula = "当年调查的结束日期" },
        Holders,
        Came("not_found", "查无此人", SurveyOutcome.NotFound),
        Came("moved_away", "已搬迁", SurveyOutcome.MovedAway),
        Came("nominal_registration", "空挂户", SurveyOutcome.NominalRegistration),
        Came("away", "外出", SurveyOutcome.Away),
        Came("cancelled", "注销", SurveyOutcome.Cancelled),
        Came("transferred", "迁移", SurveyOutcome.Transferred),
        Came("refused", "拒访", SurveyOutcome.Refused),
        Came("normal", "正常", SurveyOutcome.Normal),
        HomeVisits,
        Reached("phone", "电话调查", SurveyWay.Telephone),
        Reached("met", "见面调查", SurveyWay.Met),
        Reached("by_proxy", "代答", SurveyWay.Proxy),
        new SurveyEntryFigure("survey.not_asked", "还没调查", e => e.Way == null) { Formula = "名册上还没有调查的人" },
        new SurveyEntryFigure("survey.no_outcome", "还没有结果", e => e.Outcome == null) { Formula = "名册上还没有调查结果的人" },
        Compared,
        Different,
        new RatioFigure("survey.recheck_difference", "抽查差错率", Different, Compared) { Formula = "不一样的回答 ÷ 比对的回答" },
        new RatioFigure("survey.home_visit_rate", "入户率", HomeVisits, Holders) { Formula = "入户调查 ÷ 调查名册" },
    ];

    private static SurveyEntryFigure Came(string id, string label, SurveyOutcome outcome) =>
        new("survey." + id, label, e => e.Outcome == outcome) { Formula = "调查结果是这一项的人" };

    private static SurveyEntryFigure Reached(string id, string label, SurveyWay way) =>
        new("survey." + id, label, e => e.Way == way) { Formula = "调查方式是这一项的人" };
}

/// <summary>Persons of the year's rosters (按调查统计).</summary>
public sealed record SurveyEntryFigure(string Id, string Label, Expression<Func<SurveyEntry, bool>> Which) : Figure(Id, Label, Unit.Person)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = Entries(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Entries(records, scope).OrderBy(e => e.RegionCode).ThenBy(e => e.Name)
        .Select(e => new Evidence(e.PersonId, EvidenceKind.Person, e.Name, e.RegionCode, "", null, null, null));

    private IQueryable<SurveyEntry> Entries(IRecords records, FigureScope scope)
    {
        var ((low, high), year, last) = (scope.Range, scope.Year, scope.AsOf);
        return records.Of<SurveyEntry>()
            .Where(e => e.Survey!.Year == year && e.Survey.FrozenOn <= last && (e.On == null || e.On <= last)
                && string.Compare(e.RegionCode, low) >= 0 && string.Compare(e.RegionCode, high) <= 0)
            .Where(Which);
    }
}

/// <summary>A date of the year's survey, the latest where there are several (调查日期).</summary>
public sealed record SurveyDateFigure(string Id, string Label, Expression<Func<Survey, DateOnly?>> Date) : Figure(Id, Label, Unit.Date)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var dates = Surveys(records, scope).Select(Date);
        return new FigureValue(null, dates.Max(), Records: dates.Count(d => d != null));
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope)
    {
        var region = scope.Region;
        return Surveys(records, scope).OrderBy(s => s.Name).Select(s => new Evidence(s.Id, EvidenceKind.Survey, s.Name, region, "", s.StartedOn, null, null));
    }

    private static IQueryable<Survey> Surveys(IRecords records, FigureScope scope)
    {
        var year = scope.Year;
        return records.Of<Survey>().Where(s => s.Year == year);
    }
}

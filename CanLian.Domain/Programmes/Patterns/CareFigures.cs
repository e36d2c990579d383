using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>What both kinds of care count (托养指标): months, what people say of it, and whether problems were put right in time.</summary>
public static class CareFigures
{
    public static CaseFigure Done(string code) =>
        new($"{code}.months", "服务月数", Unit.Months, code, Measure.Quantity) { Formula = "已完成案件的服务月数合计" };

    public static IEnumerable<Figure> Of(string code)
    {
        var content = Visits("satisfied", "基本满意以上", f => f.Satisfaction != null && f.Satisfaction != Satisfaction.Dissatisfied) with { Formula = "当年回访里很满意、满意、基本满意的" };
        var answered = Visits("answered", "回访填了满意度", f => f.Satisfaction != null) with { Formula = "当年回访里填了满意度的" };
        var inTime = Visits("rectified", "按期整改", f => f.FixedOn != null && f.FixedOn <= f.FixBy) with { Formula = "整改期限以前复查合格的问题" };
        var due = new FollowUpFigure($"{code}.rectifications", "应整改", Unit.PersonTime, code, f => f.Problem != null) { Formula = "当年回访发现的问题" };
        return
        [
            Done(code),
            answered,
            content,
            new RatioFigure($"{code}.satisfaction", "满意率", content, answered) { Decimals = 0, Formula = "基本满意以上 ÷ 填了满意度的回访" },
            due,
            inTime,
            new RatioFigure($"{code}.rectified_on_time", "按期整改率", inTime, due) { Formula = "按期整改 ÷ 应整改" },
        ];

        FollowUpFigure Visits(string id, string label, Expression<Func<FollowUp, bool>> which) => new($"{code}.{id}", label, Unit.PersonTime, code, which);
    }
}

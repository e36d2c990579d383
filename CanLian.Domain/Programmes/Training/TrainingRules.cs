using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.Training;

/// <summary>Who may be trained (培训条件).</summary>
internal static class TrainingRules
{
    public static Policy AgeFrom { get; } = new("age_from", "年龄下限", 16, "岁");
    public static Policy AgeTo { get; } = new("age_to", "年龄上限", 59, "岁");
    public static Policy WomenTo { get; } = new("women_age_to", "女性年龄上限", 59, "岁");
    public static Policy ClassesPerYear { get; } = new("classes_per_year", "每年最多期数", 2, "期");

    public static Rule NotAtSchool { get; } = new("employment",
        _ => c => c.Person.Employment != EmploymentState.AtSchool,
        (_, _) => new Text("就业状况为{0}，须{1}", new Text(EmploymentState.AtSchool.Label()),
            new Text("{0}或{1}", new Text(EmploymentState.Unemployed.Label()), new Text(EmploymentState.Employed.Label()))))
    { Overridable = true, Met = (c, _) => Rules.Work(c) };

    public static Rule FewClasses(string programme) => new("classes",
        context =>
        {
            var most = context.Policies.Int(ClassesPerYear);
            return c => c.Cases.Count(x => x.Programme == programme && x.Year == context.Year && x.Id != context.Except
                && (x.StageKind == StageKind.Open || x.StageKind == StageKind.Done)) < most;
        },
        (c, context) => new Text("今年已参加 {0} 期", c.Cases.Count(x => x.Programme == programme && x.Year == context.Year && x.Id != context.Except
            && x.StageKind is StageKind.Open or StageKind.Done)))
    { SaysServed = true, Met = (_, context) => new Text("今年没有满 {0} 期", context.Policies.Int(ClassesPerYear)) };

    public static Rule NotInClass(string programme)
    {
        var (placed, running) = (ClassRows.Placed.Code, ClassRows.Running.Code);
        return new Rule("in-class",
            context => c => !c.Cases.Any(x => x.Programme == programme && x.Id != context.Except && (x.Stage == placed || x.Stage == running)),
            (c, context) => new Text("正在 {0} 学习",
                c.Cases.First(x => x.Programme == programme && x.Id != context.Except && (x.Stage == placed || x.Stage == running)) is var other
                    ? other.Batch?.Name ?? other.Number
                    : ""))
        { SaysServed = true, Met = (_, _) => new Text("没有正在上的班") };
    }

    /// <summary>Without an application the register's wish for work is the only sign that somebody wants to learn.</summary>
    public static Rule Wish { get; } = new("wish",
        _ => c => c.Person.EmploymentWish != null && c.Person.EmploymentWish != "",
        (_, _) => NoWish)
    { Met = (c, _) => new Text("登记的就业意愿：{0}", c.Person.EmploymentWish!) };

    /// <summary>Who applies may say so on the form itself.</summary>
    public static FormRule Willing { get; } = new("wish", (form, candidate, _) =>
        form is TrainingForm { Willing: true } || candidate.Person.EmploymentWish is { Length: > 0 } ? null : NoWish)
    { Overridable = true };

    private static Text NoWish => new("没有登记就业意愿或培训意愿");
}

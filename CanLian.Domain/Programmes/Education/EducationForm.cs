using System.Globalization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using FluentValidation;

namespace CanLian.Domain.Programmes.Education;

/// <summary>The school a pupil goes to, finer than the kind of case (学段细分).</summary>
public enum SchoolLevel
{
    [Label("幼儿园")] Kindergarten,
    [Label("小学")] Primary,
    [Label("初中")] JuniorHigh,
    [Label("普通高中")] SeniorHigh,
    [Label("中等职业学校")] Vocational,
    [Label("专科")] College,
    [Label("本科")] Bachelor,
    [Label("硕士博士")] Graduate,
}

/// <summary>What the pupil is to the disabled person (与残疾人关系).</summary>
public enum PupilRelation
{
    [Label("本人")] Self,
    [Label("子女")] Child,
    [Label("孙子女")] Grandchild,
}

/// <summary>What only education aid asks for (教育资助申请表): the pupil is disabled, or a disabled person's child who holds no certificate.</summary>
public sealed class EducationForm : CaseForm
{
    private const int SchoolYearBeginsIn = 9;

    [Field("学校", NeededAt = "A1", Group = "就读")]
    public string School { get; set; } = "";

    [Field("学段细分")]
    public SchoolLevel? Level { get; set; }

    [Field("年级")]
    public string Grade { get; set; } = "";

    [Field("专业", Hint = "中职以上的填")]
    public string Major { get; set; } = "";

    [Field("入学年月", Hint = "写成 2023-09 这样")]
    public string EnrolledIn { get; set; } = "";

    [Field("学年", NeededAt = "A1", Hint = "写成 2023-2024 这样")]
    public string SchoolYear { get; set; } = "";

    [Field("学号")]
    public string StudentNumber { get; set; } = "";

    [Field("与残疾人关系", NeededAt = "A1", Group = "资助对象")]
    public PupilRelation? Relation { get; set; }

    [Field("残疾人", NeededAt = "A1", Hint = "学生的父母或祖父母里持证的那位，在名册里找")]
    public PersonReference? Holder { get; set; }

    [Field("其他部门资助", Hint = "同一学年别的部门已资助的，写项目名，如雨露计划；没有的不填")]
    public string OtherAid { get; set; } = "";

    /// <summary>A disabled pupil is the holder.</summary>
    public override bool Applies(string property) =>
        property != nameof(Holder) || Relation is PupilRelation.Child or PupilRelation.Grandchild;

    /// <summary>The school year that begins in a year.</summary>
    public static string YearFrom(int year) => string.Create(CultureInfo.InvariantCulture, $"{year}-{year + 1}");

    /// <summary>The school year a day falls in.</summary>
    public static string YearOf(DateOnly day) => YearFrom(day.Month >= SchoolYearBeginsIn ? day.Year : day.Year - 1);
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class EducationValidator : AbstractValidator<EducationForm>
{
    public EducationValidator()
    {
        RuleFor(f => f.EnrolledIn).Must(m => m.Length == 0 || Month.TryParse(m, out _)).WithState(_ => new Text("月份写成 2023-05 这样"));
        RuleFor(f => f.SchoolYear).Must(y => y.Length == 0 || IsSchoolYear(y)).WithState(_ => new Text("写成 2023-2024 这样"));
    }

    private static bool IsSchoolYear(string text) => text.Length == 9
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var from) && text == EducationForm.YearFrom(from);
}

using System.Globalization;
using System.Linq.Expressions;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Figures;

/// <summary>Everything a question may be narrowed to or broken down by (可选的分组和条件), in the order a form shows them.</summary>
public static class InquiryGroups
{
    /// <summary>No age is asked for beyond it.</summary>
    public const int Oldest = 150;

    /// <summary>Where each band of ages begins (年龄段).</summary>
    private static readonly int[] _ages = [0, 7, 18, 45, 60, 80];

    public static InquiryGroup Programme { get; } = Text("programme", "项目", a => a.Case.Programme);
    public static InquiryGroup Town { get; } = new PlaceGroup("town", "镇（街道）", a => a.Case.RegionCode.Length < Region.TownLength ? a.Case.RegionCode : a.Case.RegionCode.Substring(0, Region.TownLength));
    public static InquiryGroup Village { get; } = new PlaceGroup("village", "村（社区）", a => a.Case.RegionCode);
    public static InquiryGroup Month { get; } = new MonthGroup();
    public static InquiryGroup Kind { get; } = Text("kind", "对象类别", a => a.Case.Kind == "" ? null : a.Case.Kind);
    public static InquiryGroup Category { get; } = Member<DisabilityKind>("category", "残疾类别", Facts.Certificate, a => a.Certificate == null ? null : a.Certificate.Kind);
    public static InquiryGroup Level { get; } = Member<DisabilityGrade>("level", "残疾等级", Facts.Certificate, a => a.Certificate == null ? null : a.Certificate.Grade);
    public static InquiryGroup Age { get; } = new AgeGroup();
    public static InquiryGroup Sex { get; } = Member<Sex>("sex", "性别", Facts.Person, a => a.Person == null ? null : a.Person.Sex);
    public static InquiryGroup Hardship { get; } = new HardshipGroup();
    public static InquiryGroup Result { get; } = Text("result", "结果", a => a.Case.Result == "" ? null : a.Case.Result);
    public static InquiryGroup Source { get; } = Text("source", "资金来源", a => a.Case.FundingSource == "" ? null : a.Case.FundingSource);

    public static IReadOnlyList<InquiryGroup> All { get; } = [Programme, Town, Village, Month, Kind, Category, Level, Age, Sex, Hardship, Result, Source];

    public static InquiryGroup? Find(string code) => All.FirstOrDefault(g => g.Code == code);

    private static InquiryGroup<string?> Text(string code, string label, Expression<Func<Asked, string?>> key) =>
        new(code, label, (_, _) => key, value => value ?? Inquiry.None, value => value);

    private static InquiryGroup<T?> Member<T>(string code, string label, Facts facts, Expression<Func<Asked, T?>> key) where T : struct, Enum =>
        new(code, label, (_, _) => key, Written, value => Enum.Parse<T>(value)) { Values = Enum.GetNames<T>(), Facts = facts };

    private static string Written<T>(T? member) where T : struct, Enum => member?.ToString() ?? Inquiry.None;

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Numbers from one to another as an address holds them: 16-59.</summary>
    public static string Between(int from, int to) => from == to ? Written(from) : $"{Written(from)}-{Written(to)}";

    /// <summary>The first and the last number of 16-59, or of 7 alone; null for what is neither.</summary>
    internal static (int From, int To)? Span(string value)
    {
        var parts = value.Split('-');
        return parts.Length <= 2 && parts.All(p => p.Length is > 0 and < 4 && p.All(char.IsAsciiDigit)) && int.Parse(parts[0], CultureInfo.InvariantCulture) is var from
            && int.Parse(parts[^1], CultureInfo.InvariantCulture) is var to && from <= to ? (from, to) : null;
    }

    // A place is the question's own, so that a part is the same question asked of a smaller place.
    private sealed class PlaceGroup(string code, string label, Expression<Func<Asked, string>> key)
        : InquiryGroup<string>(code, label, (_, _) => key, value => value, value => value)
    {
        public override bool Knows(string value) => false;

        public override Inquiry Narrow(Inquiry inquiry, string value) => inquiry with { Region = value };
    }

    private sealed class MonthGroup() : InquiryGroup<int?>("month", "月份", (inquiry, scope) => Key(inquiry, scope), value => value is { } month ? Written(month) : Inquiry.None, value => int.Parse(value, CultureInfo.InvariantCulture))
    {
        public override bool Knows(string value) => Span(value) is ( >= 1, <= 12);

        internal override Expression<Func<Asked, bool>> Among(IReadOnlyList<string> values, Inquiry inquiry, FigureScope scope, bool grouped) =>
            values.Select(Span).OfType<(int From, int To)>().Select(span =>
            {
                var (first, last) = (FirstDay(scope.Year, span.From), new Month(scope.Year, span.To).LastDay);
                return Day(inquiry).Then(day => day >= first && day <= last);
            }).Aggregate(Expressions.Or);

        // Compared with the last day of each month: a date taken apart costs several times as much.
        private static Expression<Func<Asked, int?>> Key(Inquiry inquiry, FigureScope scope)
        {
            var day = Day(inquiry);
            Expression key = Expression.Constant(12, typeof(int?));
            for (var month = 11; month >= 1; month--)
            {
                var last = new Month(scope.Year, month).LastDay;
                key = Expression.Condition(day.Then(d => d <= last).Body, Expression.Constant(month, typeof(int?)), key);
            }
            return Expression.Lambda<Func<Asked, int?>>(key, day.Parameters);
        }

        // What was done before the year began, for its year, stands under January.
        private static DateOnly FirstDay(int year, int month) => month == 1 ? DateOnly.MinValue : new Month(year, month).FirstDay;

        private static Expression<Func<Asked, DateOnly?>> Day(Inquiry inquiry) => inquiry.Basis == InquiryBasis.Done ? a => a.Case.DoneOn : a => a.Case.AppliedOn;
    }

    private sealed class AgeGroup : InquiryGroup<int?>
    {
        public AgeGroup() : base("age", "年龄", (_, scope) => Key(scope), Band, value => int.Parse(value, CultureInfo.InvariantCulture))
        {
            Facts = Facts.Person;
            Values = [.. _ages.Select(from => Band(from))];
        }

        public override bool Knows(string value) => value == Inquiry.None || Span(value) is not null;

        internal override Expression<Func<Asked, bool>> Among(IReadOnlyList<string> values, Inquiry inquiry, FigureScope scope, bool grouped) =>
            values.Select<string, Expression<Func<Asked, bool>>>(value =>
            {
                if (Span(value) is not { } span)
                {
                    return a => a.Person == null;
                }
                var (youngest, tooOld) = (BornBy(scope.AsOf, span.From), BornBy(scope.AsOf, span.To + 1));
                return a => a.Person != null && a.Person.BirthDate <= youngest && a.Person.BirthDate > tooOld;
            }).Aggregate(Expressions.Or);

        private static string Band(int? from) => from is not { } first ? Inquiry.None
            : Array.IndexOf(_ages, first) is var at && at + 1 < _ages.Length ? Between(first, _ages[at + 1] - 1) : Between(first, Oldest);

        private static Expression<Func<Asked, int?>> Key(FigureScope scope)
        {
            var (b7, b18, b45, b60, b80) = (BornBy(scope.AsOf, 7), BornBy(scope.AsOf, 18), BornBy(scope.AsOf, 45), BornBy(scope.AsOf, 60), BornBy(scope.AsOf, 80));
            return a => a.Person == null ? null
                : a.Person.BirthDate <= b80 ? 80 : a.Person.BirthDate <= b60 ? 60 : a.Person.BirthDate <= b45 ? 45
                : a.Person.BirthDate <= b18 ? 18 : a.Person.BirthDate <= b7 ? 7 : 0;
        }

        // The last day of birth with which somebody is so old on a day; who is born on 29 February is a year older on the 28th.
        private static DateOnly BornBy(DateOnly day, int age)
        {
            var born = day.AddYears(-age);
            return born.AddDays(1).AddYears(age) <= day ? born.AddDays(1) : born;
        }
    }

    private sealed class HardshipGroup : InquiryGroup<HardshipKind?>
    {
        public HardshipGroup()
            : base("hardship", "困难身份", (_, _) => a => a.Hardship == null ? null : a.Hardship.Kind, Written, value => Enum.Parse<HardshipKind>(value))
        {
            Facts = Facts.Hardship;
            Values = Enum.GetNames<HardshipKind>();
            Apart = false;
        }

        // Asked for and not told apart, a hardship is a condition on the person, who may have several.
        internal override Expression<Func<Asked, bool>> Among(IReadOnlyList<string> values, Inquiry inquiry, FigureScope scope, bool grouped)
        {
            if (grouped)
            {
                return base.Among(values, inquiry, scope, grouped);
            }
            var asOf = scope.AsOf;
            List<HardshipKind> kinds = [.. values.Where(v => v != Inquiry.None).Select(Enum.Parse<HardshipKind>)];
            Expression<Func<Asked, bool>> has = a => a.Person != null && a.Person.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= asOf && (h.To == null || h.To >= asOf));
            Expression<Func<Asked, bool>> hasNone = a => a.Person == null || !a.Person.Hardships.Any(h => h.From <= asOf && (h.To == null || h.To >= asOf));
            return !values.Contains(Inquiry.None) ? has : kinds.Count == 0 ? hasNone : has.Or(hasNone);
        }
    }
}

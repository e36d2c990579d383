using System.Globalization;
using System.Text.RegularExpressions;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Surveys;

/// <summary>
/// Whom a question is put to (题目筛选). Conditions parted by ; must all hold, of those parted by / one must:
/// age=16-59, age&lt;18, kind=智力,精神, severe=肢体, grade=1-2, D1=是, D6~培训 (one of several answers).
/// </summary>
internal static partial class SurveyFilter
{
    private static readonly char[] Comma = [','];
    private static readonly string[] OfPersons = ["age", "grade", "kind", "severe"];
    private static readonly Dictionary<string, string> NoAnswers = [];

    public static bool Holds(string filter, Person person, DateOnly on, IReadOnlyDictionary<string, string> answers) =>
        filter.Length == 0 || filter.Split(';').All(all => all.Split('/').Any(one => HoldsOne(one.Trim(), person, on, answers)));

    /// <summary>Whether the person alone lets the question in, whatever is answered: conditions on answers count as met.</summary>
    public static bool CouldHold(string filter, Person person, DateOnly on) =>
        filter.Length == 0 || filter.Split(';').All(all => all.Split('/').Any(one => OfAnswers(one.Trim()) || HoldsOne(one.Trim(), person, on, NoAnswers)));

    /// <summary>What the register says where the definition names a fact; empty where it says nothing.</summary>
    public static string FactOf(string fact, Person person, DateOnly on) => fact switch
    {
        "registration" => person.Registration.Label(),
        "phone" => person.Phone ?? "",
        "employed" => person.Employment switch { null => "", EmploymentState.Employed => "是", _ => "否" },
        "hardship" => person.HardshipsOn(on).Select(h => h.Kind).FirstOrDefault((HardshipKind)(-1)) switch
        {
            HardshipKind.MinimumLiving => "低保",
            HardshipKind.MinimumLivingEdge => "低保边缘",
            HardshipKind.ExtremePoverty => "特困",
            HardshipKind.LiftedOut or HardshipKind.MonitoredUnstable or HardshipKind.MonitoredMarginal or HardshipKind.MonitoredSudden => "监测或脱贫",
            HardshipKind.ExpenseDriven => "其他困难",
            _ => "一般",
        },
        "allowances" => Questionnaire.Joined(person.Allowances.Where(a => a.HoldsOn(on)).Select(a => a.Kind == AllowanceKind.Living ? "生活补贴" : "护理补贴").Distinct()) is { Length: > 0 } received
            ? received
            : "都没有",
        _ => "",
    };

    private static bool OfAnswers(string condition) => Condition().Match(condition) is { Success: true } match && !OfPersons.Contains(match.Groups[1].Value);

    private static bool HoldsOne(string condition, Person person, DateOnly on, IReadOnlyDictionary<string, string> answers)
    {
        var match = Condition().Match(condition);
        if (!match.Success)
        {
            throw new FormatException($"'{condition}' is no condition.");
        }
        var (name, sign, value) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        return (name, sign) switch
        {
            ("age", "=") => Between(person.AgeOn(on), value),
            ("age", ">=") => person.AgeOn(on) >= Number(value),
            ("age", "<") => person.AgeOn(on) < Number(value),
            ("grade", _) => person.Certificate is { } card && Between((int)card.Grade, value),
            ("kind", _) => value.Split(Comma).Any(k => Includes(person, k)),
            ("severe", _) => person.Certificate is { Severe: true } && value.Split(Comma).Any(k => Includes(person, k)),
            (_, "~") => Questionnaire.Parts(answers.GetValueOrDefault(name, "")).Contains(value),
            _ => answers.GetValueOrDefault(name, "") == value,
        };
    }

    private static bool Includes(Person person, string kind) =>
        person.Certificate is { } card && Enum.GetValues<DisabilityKind>().Any(k => k.Name() == kind && card.Includes(k));

    private static bool Between(int number, string range) => range.Split('-') is [var low, var high] && number >= Number(low) && number <= Number(high);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([A-Za-z0-9]+)(>=|<|=|~)(.+)$")]
    private static partial Regex Condition();
}

using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>How a project was checked (核查方式).</summary>
public enum VerificationWay
{
    [Label("实地")] OnSite,
    [Label("资料")] Papers,
    [Label("电话")] Phone,
}

/// <summary>What whoever checked a project wrote down (核查记录): two persons, a day, a way and whether it is real.</summary>
public interface IVerifiedForm
{
    string Verifiers { get; }
    DateOnly? VerifiedOn { get; }
    VerificationWay? Way { get; }
    bool? Genuine { get; }
}

/// <summary>
/// A grant for a household's own project that the district checks before it decides (补助＋核查): the yearly list's rows, with a check between town
/// and district.
/// </summary>
public static class VerifiedGrant
{
    public static readonly Stage Verifying = new("verify", "待区核查", LimitDays: 15);

    public static Policy AgeFrom { get; } = new("age_from", "年龄下限", 16, "岁");
    public static Policy AgeTo { get; } = new("age_to", "年龄上限", 59, "岁");

    /// <summary>One year between: not two years in a row.</summary>
    public static Policy YearsBetween { get; } = new("years_between", "间隔年数", 1, "年");

    /// <summary>Who may ask for any such grant; one a household and year, whichever project it is.</summary>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="other">Code of the grant that excludes it.</param>
    /// <param name="otherTaken">Reason when the household asked for that one.</param>
    public static IReadOnlyList<Rule> RulesOf(string programme, string other, string otherTaken) =>
    [
        Rules.InRegister,
        Rules.CertificateValid,
        Rules.Age(AgeFrom, AgeTo, AgeTo),
        Rules.YearsBetween(programme, YearsBetween),
        Rules.NotAlso(other, otherTaken),
        Rules.OncePerYear(programme),
    ];

    /// <summary>The register's wish for work names one of these.</summary>
    public static Rule Wish(IReadOnlyList<string> words, string missing) => new("wish",
        _ => c => c.Person.EmploymentWish != null && words.Any(word => c.Person.EmploymentWish.Contains(word)),
        (_, _) => new Text(missing))
    { Met = (c, _) => new Text("登记的就业意愿：{0}", c.Person.EmploymentWish!) };

    /// <summary>The whole table with what the programme adds.</summary>
    public static Flow Flow(string noticeTitle, Own own) => new(Stage.Draft, [.. own.AddTo(Rows(noticeTitle))]);

    private static IEnumerable<Step> Rows(string noticeTitle)
    {
        foreach (var row in YearlyList.Rows(noticeTitle))
        {
            yield return row.Code switch
            {
                "A3" => row with { Verb = "初审通过，报区核查", To = Verifying },
                "A4" => row with { Needs = [.. row.Needs, FoundGenuine] },
                "X2" => row with { From = [.. row.From, Verifying] },
                _ => row,
            };
            if (row.Code == "A3")
            {
                yield return new Step("G1", "登记核查结论，交复审", [Verifying], ApplicationRows.District, Hands.District)
                {
                    Needs = [Needs.Form, FoundGenuine, TwoVerifiers, NotAhead],
                };
            }
        }
        yield return new Step("G2", "核查不属实", [Verifying], ApplicationRows.Refused, Hands.District)
        {
            Kind = StepKind.Refuse,
            RemarkRequired = true,
            Asks = ApplicationRows.Told,
            Needs = [FoundFalse],
        };
        yield return new Step("G3", "核查退回镇街", [Verifying], ApplicationRows.Town, Hands.District) { Kind = StepKind.Back, RemarkRequired = true };
    }

    private static Need Of(string code, string met, Func<IVerifiedForm, CaseFacts, (string Anchor, Text Sentence)?> problem) =>
        Needs.Of<CaseForm>(code, met, (form, facts) => problem((IVerifiedForm)form, facts));

    private static readonly Need TwoVerifiers = Of("verifiers", "核查人有两位", (form, _) =>
        form.Verifiers is { Length: > 0 } names && Names(names) < 2 ? ("field-" + nameof(form.Verifiers), new Text("核查人要两位")) : null);

    private static readonly Need NotAhead = Of("verified-on", "核查日期已到", (form, facts) =>
        form.VerifiedOn > facts.Today ? ("field-" + nameof(form.VerifiedOn), new Text("核查日期不能晚于今天")) : null);

    // A case taken up again after a refusal comes to the district without passing the check, so the decision asks once more.
    private static readonly Need FoundGenuine = Of("genuine", "核查属实", (form, _) => form.Genuine switch
    {
        true => null,
        false => ("field-" + nameof(form.Genuine), new Text("核查结论是不属实")),
        null => ("field-" + nameof(form.Genuine), new Text("填写核查是否属实")),
    });

    private static readonly Need FoundFalse = Of("false", "核查不属实", (form, _) =>
        form.Genuine == false ? null : ("field-" + nameof(form.Genuine), new Text("先在核查结论里选不属实")));

    private static int Names(string written) =>
        written.Split(['、', '，', ',', '；', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Count();
}

using System.Linq.Expressions;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using FluentValidation;

namespace CanLian.Domain.Programmes;

/// <summary>Whom a programme serves (对象).</summary>
public enum Subject
{
    [Label("个人")] Person,
    [Label("家庭")] Household,
}

/// <summary>Which of the case's common columns a programme uses, and what it calls them (公共栏目).</summary>
public sealed record Spine
{
    /// <summary>Step that needs the kind chosen; null when the programme has no kinds.</summary>
    public string? KindNeededAt { get; init; }
    public string AmountLabel { get; init; } = "核定金额";

    /// <summary>Money has a part in it; without, neither amount nor source is asked for.</summary>
    public bool Pays { get; init; } = true;

    /// <summary>The steps take the amount from the form: the page shows it and does not ask for it.</summary>
    public bool AmountFollowsForm { get; init; }
    public string? QuantityLabel { get; init; }
    public string QuantityUnit { get; init; } = "";
    public string? OrganisationLabel { get; init; }
    public OrganisationKind? OrganisationKind { get; init; }
    public string? BatchLabel { get; init; }
    public string? ResultLabel { get; init; }
    public IReadOnlyList<string> FundingSources { get; init; } = ["中央", "省级", "市级", "区级", "彩票公益金", "残保金"];
}

/// <summary>A question of a programme's follow-up visit (回访问题); with no options the answer is free text.</summary>
public sealed record FollowUpQuestion(string Key, string Label, params IReadOnlyList<string> Options);

/// <summary>
/// A line of work of the federation (项目): who it is for, who may receive it, how a case goes, what is counted. One folder, one line in the
/// <see cref="Catalogue"/>; README.md beside this file says how to add one.
/// </summary>
public abstract class Programme
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    private readonly Lazy<IReadOnlyList<Figure>> _figures;

    protected Programme() => _figures = new(() => [.. StandardFigures.Of(this), .. OwnFigures]);

    public abstract string Code { get; }
    public abstract string Name { get; }
    public abstract string ShortName { get; }

    /// <summary>Chapter of the annual summary (章).</summary>
    public abstract int Chapter { get; }

    /// <summary>
    /// What the annual summary says of it (总结段落), its numbers left open: figures in braces, after a colon the counting word, in square
    /// brackets what is said only when there is something to say.
    /// </summary>
    public virtual string Paragraph => $"{Name}完成{{{MeasureFigure.Id}}}[，资金{{{Code}.amount}}][，完成率{{{Code}.completion}}]。";

    /// <summary>The document the programme rests on.</summary>
    public abstract string Basis { get; }

    /// <summary>Towns and villages see neither its cases nor its counts.</summary>
    public virtual bool DistrictOnly => false;
    public virtual Subject Subject => Subject.Person;
    public virtual IReadOnlyList<string> Kinds => [];
    public virtual IReadOnlyList<string> Results => [];
    public virtual Spine Spine { get; } = new();
    public virtual IReadOnlyList<Policy> Policies => [];

    public abstract IReadOnlyList<Rule> Rules { get; }
    public virtual IReadOnlyList<FormRule> FormRules => [];

    /// <summary>Which record stands in for an application nobody made (需求): without it nobody is called entitled by guess. Null when none is needed.</summary>
    public virtual Rule? Demand => null;

    public abstract Flow Flow { get; }
    public abstract Type FormType { get; }

    /// <summary>Papers that may be filed beyond those that steps need.</summary>
    public virtual IReadOnlyList<string> OtherPapers => [];
    public virtual IReadOnlyList<FollowUpQuestion> FollowUpQuestions => [];

    /// <summary>What was made is accepted on the spot, with a sheet that is signed there (验收单).</summary>
    public virtual bool HasAcceptanceSheet => false;

    /// <summary>Within how many days after the end each case is to be visited; null where nobody or only a sample is.</summary>
    public virtual Policy? FollowUpAfter => null;

    /// <summary>What the measure of the yearly target is called in figure ids: persons, children, households.</summary>
    public virtual string MeasureId => Subject == Subject.Household ? "households" : "persons";

    /// <summary>What a public notice of the programme shows.</summary>
    public virtual NoticeContent Notice { get; } = new(Amount: true);

    /// <summary>Default working days of a public notice of this programme.</summary>
    public static Policy NoticeDays { get; } = new("notice_days", "公示天数", 5, "个工作日");

    /// <summary>Days within which each completed case is visited.</summary>
    protected static Policy FollowUpWithin(int days) => new("follow_up_days", "回访期限", days, "天");

    /// <summary>Figures only this programme has.</summary>
    protected virtual IEnumerable<Figure> OwnFigures => [];

    public IReadOnlyList<Figure> Figures => _figures.Value;

    /// <summary>Whether the programme exists for somebody at all.</summary>
    public bool ShownTo(Actor actor) => !DistrictOnly || actor.Region.Length <= Region.DistrictLength;

    public CaseFigure MeasureFigure => (CaseFigure)Figure(Code + "." + MeasureId);

    public Figure Figure(string id) => Figures.First(f => f.Id == id);

    /// <summary>Every paper of the programme, in the order its steps ask for them.</summary>
    public IReadOnlyList<string> Papers =>
        [.. Flow.Steps.SelectMany(s => s.Needs).Select(n => n.Paper).OfType<string>().Concat(OtherPapers).Distinct()];

    /// <summary>Rules that do not hold for a candidate; the form's own rules only when there is a form.</summary>
    public IEnumerable<RuleFailure> Judge(Candidate candidate, RuleContext context, CaseForm? form = null)
    {
        foreach (var rule in Rules)
        {
            if (rule.Against(candidate, context) is { } reason)
            {
                yield return new RuleFailure(rule.Code, reason, rule.Overridable);
            }
        }
        foreach (var rule in form is null ? [] : FormRules)
        {
            if (rule.Against(form!, candidate, context) is { } reason)
            {
                yield return new RuleFailure(rule.Code, reason, rule.Overridable);
            }
        }
    }

    /// <summary>Where a person stands with the programme in a year: falls into exactly one state.</summary>
    public Entitlement Assess(Candidate candidate, RuleContext context)
    {
        var ofYear = candidate.Cases.Where(c => c.Programme == Code && c.Year == context.Year).ToList();
        if (ofYear.Find(c => c.StageKind == StageKind.Done) is { } done)
        {
            return new Entitlement(this, EntitlementState.Served, done, []);
        }
        if (ofYear.Find(c => c.StageKind == StageKind.Open) is { } open)
        {
            return new Entitlement(this, EntitlementState.InProgress, open, []);
        }
        var failures = Judge(candidate, context).ToList();
        if (Demand?.Against(candidate, context) is { } noDemand)
        {
            failures.Add(new RuleFailure(Demand.Code, noDemand, Demand.Overridable));
        }
        return new Entitlement(this, failures.Count == 0 ? EntitlementState.Unserved : EntitlementState.NotEligible, null, failures);
    }

    /// <summary>Whom the rules let in, served or not: all of them as one condition.</summary>
    public Expression<Func<Candidate, bool>> Entitles(RuleContext context) =>
        Rules.Where(r => !r.SaysServed).Append(Demand).OfType<Rule>().Select(rule => rule.Holds(context)).Aggregate(Expressions.And);

    /// <summary>Everyone the rules let in, served or not: the same rules, as one query.</summary>
    public IQueryable<Candidate> Eligible(IQueryable<Candidate> candidates, RuleContext context) => candidates.Where(Entitles(context));

    /// <summary>The form as a new case finds it: filled with what the register knows, and with what last year's case said where the person continues.</summary>
    public virtual CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null) => ReadForm("{}");

    public CaseForm ReadForm(string json) => (CaseForm)JsonSerializer.Deserialize(json, FormType, Json)!;

    public string WriteForm(CaseForm form) => JsonSerializer.Serialize(form, FormType, Json);

    /// <summary>What a visit after the fact must still say before it is written down; null when it is complete.</summary>
    public virtual Reason? AgainstFollowUp(FollowUp visit, CaseFacts facts) => null;

    /// <summary>What is wrong with the fields that are filled in; an empty field is no mistake here.</summary>
    public abstract IReadOnlyList<FormProblem> Validate(CaseForm form);
}

/// <summary>A programme with its form and the form's validator.</summary>
public abstract class Programme<TForm>(IValidator<TForm> validator) : Programme where TForm : CaseForm, new()
{
    public sealed override Type FormType => typeof(TForm);

    public sealed override IReadOnlyList<FormProblem> Validate(CaseForm form) =>
        [.. validator.Validate((TForm)form).Errors.Select(e => new FormProblem(e.PropertyName, e.CustomState is Text text ? text : new Text(e.ErrorMessage)))];
}

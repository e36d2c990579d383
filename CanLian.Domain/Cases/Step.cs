using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>Which way a step leads (步骤方向).</summary>
public enum StepKind
{
    Forward,
    Back,
    Refuse,
    Withdraw,
    Correct,
}

/// <summary>What kind of answer a step asks for.</summary>
public enum AskKind
{
    Text,
    Date,
    Choice,
    Number,
    Batch,
}

/// <summary>One field of a step's own small form (步骤表单项); the answer is kept on the step's event.</summary>
/// <param name="Key">Stable key of the answer.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Kind">How it is asked.</param>
public sealed record Ask(string Key, string Label, AskKind Kind)
{
    public bool Required { get; init; } = true;
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>A date that need not be given is today.</summary>
    public bool DefaultsToToday { get; init; }

    /// <summary>Unit of a number, such as 元.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Where this does not hold the question is not put; null when it always is.</summary>
    public Func<CaseFacts, bool>? OnlyWhen { get; init; }

    /// <summary>What is wrong with the answer; null when it is right. A case that is in a batch already has answered which.</summary>
    public Text? Against(CaseFacts facts)
    {
        var answer = facts.Input.Text(Key);
        if (answer is null)
        {
            return !Required || (Kind == AskKind.Batch && facts.Batch is not null)
                ? null
                : new Text(Kind is AskKind.Choice or AskKind.Batch ? "选{0}" : "填{0}", new Text(Label));
        }
        return Kind switch
        {
            AskKind.Number when facts.Input.Number(Key) is not >= 0 => new Text("{0}要写数字", new Text(Label)),
            AskKind.Date when facts.Input.Date(Key) is null => new Text("{0}要写成年-月-日", new Text(Label)),
            AskKind.Choice when !Options.Contains(answer) => new Text("选{0}", new Text(Label)),
            _ => null,
        };
    }
}

/// <summary>What the person filled in when pressing a step's button (步骤输入).</summary>
/// <param name="Remark">Remark or reason in words; null when none was written.</param>
/// <param name="Answers">Answers by the key of their <see cref="Ask"/>.</param>
public sealed record StepInput(string? Remark = null, IReadOnlyDictionary<string, string>? Answers = null)
{
    public static StepInput Empty { get; } = new();

    public string? Text(string key) => Answers?.GetValueOrDefault(key) is { Length: > 0 } text ? text : null;

    public DateOnly? Date(string key) =>
        DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public decimal? Number(string key) =>
        decimal.TryParse(Text(key), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    public Guid? Id(string key) => Guid.TryParse(Text(key), out var id) ? id : null;
}

/// <summary>How a need stands for one case: met or not, in one sentence, with the place where it is supplied.</summary>
public sealed record NeedState(bool Met, Text Sentence, string? Anchor = null)
{
    /// <summary>Supplied by the step's questions or its remark, not on the case's page.</summary>
    public bool AnsweredInStep => Anchor is { } anchor
        && (anchor.StartsWith("ask-", StringComparison.Ordinal) || anchor.StartsWith("step-", StringComparison.Ordinal));
}

/// <summary>Something a step needs (办理条件): read from the facts, never a box to tick.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Check">Judges the facts; a met need's sentence says what is there, an unmet one's what to do.</param>
public sealed record Need(string Code, Func<CaseFacts, Step, NeedState> Check)
{
    /// <summary>The paper this need asks for; null when it asks for something else.</summary>
    public string? Paper { get; init; }
}

/// <summary>A case of another programme, named by its code, that a step opens for the same person (后续案件); it begins as a draft.</summary>
public sealed record Following(string Programme, string Kind);

/// <summary>What a step means for money on its way (步骤与资金): payment batches move cases by these and by no other.</summary>
public enum MoneyStep
{
    /// <summary>The case is put on a payment list.</summary>
    List,

    /// <summary>The money has arrived.</summary>
    Settle,

    /// <summary>The money came back from the bank.</summary>
    Fail,

    /// <summary>The case is taken off a list that was not sent.</summary>
    TakeBack,

    /// <summary>A payment is in question again after it was made.</summary>
    Reopen,
}

/// <summary>What one payee is owed of a case (应付).</summary>
public sealed record Share(string Payee, long Fen)
{
    public PayeeKind Kind { get; init; } = PayeeKind.Organisation;
}

/// <summary>
/// One row of a programme's table of steps (步骤): verb, from where to where, who, what must be there first.
/// </summary>
public sealed record Step(string Code, string Verb, IReadOnlyList<Stage> From, Stage To, IReadOnlyList<Role> Who)
{
    public StepKind Kind { get; init; } = StepKind.Forward;
    public IReadOnlyList<Need> Needs { get; init; } = [];
    public IReadOnlyList<Ask> Asks { get; init; } = [];
    public bool RemarkRequired { get; init; }

    /// <summary>Working days for what comes next, where this way into the stage leaves another limit than the stage's own.</summary>
    public int? LimitDays { get; init; }

    /// <summary>The last day for what comes next where a date sets it, such as the end of a notice or the start of a class; null where days are counted.</summary>
    public Func<CaseFacts, DateOnly?>? DueOn { get; init; }

    /// <summary>May be taken for many cases at once; each case gets its own outcome.</summary>
    public bool ManyAtOnce { get; init; }

    /// <summary>This step is the approval: its date becomes the case's approval date.</summary>
    public bool Approves { get; init; }

    /// <summary>What else the step changes on the case, in the same transaction; null when only the stage.</summary>
    public Action<CaseFacts>? Effect { get; init; }

    /// <summary>What the step means for money on its way; null where it means nothing.</summary>
    public MoneyStep? Money { get; init; }

    /// <summary>What is still to be paid, and to whom, when the step settles a case that no list was made for; null where a list pays persons.</summary>
    public Func<CaseFacts, IEnumerable<Share>>? Owes { get; init; }

    /// <summary>The case that follows from this step, opened in the same transaction; null where none does.</summary>
    public Func<CaseFacts, Following?>? Opens { get; init; }

    /// <summary>Where this does not hold the step does not exist for the case; null when it always exists.</summary>
    public Func<CaseFacts, bool>? OnlyWhen { get; init; }

    /// <summary>The questions that are put for a case.</summary>
    public IEnumerable<Ask> AsksFor(CaseFacts facts) => Asks.Where(a => a.OnlyWhen?.Invoke(facts) != false);

    /// <summary>Key of the ask that dates the step; the step is dated today when the programme asks for none.</summary>
    public const string DateKey = "on";

    public static Ask AskDate(string label) => new(DateKey, label, AskKind.Date) { DefaultsToToday = true, Required = false };
}

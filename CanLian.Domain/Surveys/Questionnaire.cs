using System.Globalization;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Surveys;

/// <summary>How a question is answered (题型).</summary>
public enum AnswerKind
{
    [Label("单选")] Single,
    [Label("多选")] Multiple,
    [Label("数字")] Number,
    [Label("文字")] Text,
}

/// <summary>One question of a survey (题目).</summary>
/// <param name="Code">Its code, such as D2; the first letter is its section.</param>
/// <param name="Title">The question.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Options">What can be chosen; of a number the least and the most.</param>
/// <param name="Filter">Whom it is put to; empty for everybody.</param>
/// <param name="Skips">Where to go after an answer: "在家>C3"; * is any other.</param>
/// <param name="From">Which fact of the register it starts with; empty for none.</param>
public sealed record Question(
    string Code, string Title, AnswerKind Kind, IReadOnlyList<string> Options, string Filter, IReadOnlyList<(string Answer, string To)> Skips, string From)
{
    public char Section => Code[0];

    /// <summary>What is wrong with an answer; null when it is right. No answer is no mistake.</summary>
    public Text? Against(string answer)
    {
        if (answer.Length == 0)
        {
            return null;
        }
        return Kind switch
        {
            AnswerKind.Single when !Options.Contains(answer) => new Text("{0}：选一项", Code),
            AnswerKind.Multiple when Questionnaire.Parts(answer).Any(part => !Options.Contains(part)) => new Text("{0}：只能选列出的", Code),
            AnswerKind.Number when !decimal.TryParse(answer, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                || (Options.Count == 2 && (number < decimal.Parse(Options[0], CultureInfo.InvariantCulture) || number > decimal.Parse(Options[1], CultureInfo.InvariantCulture))) =>
                new Text("{0}：写 {1} 到 {2} 之间的数字", Code, Options.ElementAtOrDefault(0) ?? "", Options.ElementAtOrDefault(1) ?? ""),
            _ => null,
        };
    }
}

/// <summary>A heading of the questionnaire (部分).</summary>
public sealed record Section(char Letter, string Title);

/// <summary>
/// The questions of a survey as data (问卷): sections, coded items, several answers, filters by age and category, and skips. One line is one question:
/// code|question|kind|options|filter|skips|fact of the register; a line of two fields is a section.
/// </summary>
public sealed class Questionnaire
{
    private const char Several = '、';
    private static readonly char[] Comma = [','];

    private Questionnaire(IReadOnlyList<Section> sections, IReadOnlyList<Question> questions) => (Sections, Questions) = (sections, questions);

    public IReadOnlyList<Section> Sections { get; }
    public IReadOnlyList<Question> Questions { get; }

    /// <summary>The questionnaire a new survey starts with.</summary>
    public static string Standard => string.Join('\n', ReferenceFile.Lines("questionnaire.txt"));

    public static IReadOnlyList<string> Parts(string answer) => answer.Split(Several, StringSplitOptions.RemoveEmptyEntries);

    public static string Joined(IEnumerable<string> parts) => string.Join(Several, parts);

    /// <exception cref="FormatException">A line is not a question, or a skip leads nowhere.</exception>
    public static Questionnaire Parse(string definition)
    {
        var rows = definition.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|')).ToList();
        var questions = rows.Where(r => r.Length > 2).Select(Read).ToList();
        var lost = questions.SelectMany(q => q.Skips).FirstOrDefault(s => questions.TrueForAll(q => q.Code != s.To)).To;
        return lost is null
            ? new Questionnaire([.. rows.Where(r => r.Length == 2).Select(r => new Section(r[0][0], r[1]))], questions)
            : throw new FormatException($"There is no question '{lost}' to go to.");
    }

    /// <summary>The questions put to a person given the answers so far: filters let in, skips leave out.</summary>
    public IReadOnlyList<Question> For(Person person, DateOnly on, IReadOnlyDictionary<string, string> answers)
    {
        var asked = new List<Question>();
        string? until = null;
        foreach (var question in Questions)
        {
            if (until is not null && question.Code != until)
            {
                continue;
            }
            until = null;
            if (!SurveyFilter.Holds(question.Filter, person, on, answers))
            {
                continue;
            }
            asked.Add(question);
            until = Skip(question, answers.GetValueOrDefault(question.Code, ""));
        }
        return asked;
    }

    /// <summary>The questions that could be put to a person, whatever is answered: what a sheet on paper or in a workbook leaves room for.</summary>
    public IEnumerable<Question> Possible(Person person, DateOnly on) => Questions.Where(q => SurveyFilter.CouldHold(q.Filter, person, on));

    /// <summary>What the register already says (预填), so that the visit only corrects it.</summary>
    public Dictionary<string, string> Prefilled(Person person, DateOnly on) => Questions
        .Select(q => (q.Code, Answer: SurveyFilter.FactOf(q.From, person, on)))
        .Where(x => x.Answer.Length > 0).ToDictionary(x => x.Code, x => x.Answer);

    // A skip never leads back, and to a question that is not put to the person it leads on from there.
    private static string? Skip(Question question, string answer)
    {
        if (answer.Length == 0)
        {
            return null;
        }
        var chosen = Parts(answer);
        var skip = question.Skips.FirstOrDefault(s => chosen.Contains(s.Answer));
        return skip.To ?? question.Skips.FirstOrDefault(s => s.Answer == "*").To;
    }

    private static Question Read(string[] row)
    {
        var field = (int i) => row.ElementAtOrDefault(i)?.Trim() ?? "";
        var kind = field(2) switch
        {
            "S" => AnswerKind.Single,
            "M" => AnswerKind.Multiple,
            "N" => AnswerKind.Number,
            "T" => AnswerKind.Text,
            var other => throw new FormatException($"'{other}' is no kind of answer."),
        };
        return new Question(
            field(0), field(1), kind, field(3).Split(Comma, StringSplitOptions.RemoveEmptyEntries), field(4),
            [.. field(5).Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('>')).Select(s => (s[0], s[1]))], field(6));
    }
}

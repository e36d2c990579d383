using System.Globalization;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.Surveys;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>A row of a workbook that came back, as it stands there.</summary>
internal sealed record FilledRow(int Number, string Code, string Name, SurveyAnswer Answer, IReadOnlyList<Text> Unreadable)
{
    /// <summary>Neither way nor outcome: nobody was asked yet.</summary>
    public bool IsBlank => Answer.Way is null && Answer.Outcome is null && Unreadable.Count == 0;
}

/// <summary>
/// The roster as a workbook for places without network (调查工作簿): one row for each person, answers filled in that the register knows, lists to choose
/// from. It holds no number of anybody: a row is known by a code that means nothing elsewhere, and the telephone stays in the register.
/// </summary>
internal static class SurveyWorkbook
{
    public const string RosterSheet = "名册";
    public const string GuideSheet = "填写说明";
    private const string NotAsked = "—";
    private const string Phone = "phone";
    private static readonly string[] Head = ["行码（不要改）", "姓名", "村（社区）", "地址", "调查方式", "调查结果", "调查日期", "谁回答的", "备注"];
    private static readonly string[] DateFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    /// <summary>Who answered, as the door's form offers it.</summary>
    public static IReadOnlyList<string> Respondents { get; } = ["本人", "监护人", "家属", "其他"];

    /// <summary>The code says which entry, and in which state it was handed out.</summary>
    public static string CodeOf(SurveyEntry entry) => $"{entry.Id:N}-{entry.Version.ToString(CultureInfo.InvariantCulture)}";

    public static (Guid Entry, long Version)? Parse(string code) =>
        code.Split('-') is [var id, var version] && Guid.TryParseExact(id, "N", out var entry) && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (entry, number)
            : null;

    public static (byte[] Content, Sheet Roster) Write(Survey survey, IReadOnlyList<SurveyEntry> entries, Func<string, string> place, DateOnly today, Func<Sheet, IEnumerable<Note>> notes)
    {
        var questions = survey.Questionnaire().Questions;
        var rows = entries.Select(e => new RosterRow(e, place(e.RegionCode), survey.Questionnaire(), today)).ToList();
        var roster = Sheet.Of(RosterSheet, rows)
            .Text(Head[0], r => r.Code, 14).Text(Head[1], r => r.Entry.Name, 10).Text(Head[2], r => r.Place, 16).Text(Head[3], r => r.Entry.Person?.Address, 24)
            .Text(Head[4], r => r.Entry.Way?.Label(), 10).Text(Head[5], r => r.Entry.Outcome?.Label(), 10)
            .Text(Head[6], r => r.Entry.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 12).Text(Head[7], r => r.Entry.Respondent, 10).Text(Head[8], r => r.Entry.Note, 16);
        foreach (var question in questions)
        {
            roster.Text(Title(question), r => r.Cell(question), 12);
        }
        using var content = new MemoryStream();
        Workbook.Write(content, [roster, Guide(questions)], () => notes(roster));
        return (DropDowns.Added(content.ToArray(), Lists(questions), rows.Count + 1), roster);
    }

    /// <summary>The filled rows of a workbook, or why it is not one of ours.</summary>
    public static (IReadOnlyList<FilledRow> Rows, Text? Problem) Read(string path, Questionnaire questionnaire)
    {
        var (sheets, problem) = WorkbookReader.Open(path);
        if (problem is not null)
        {
            return ([], problem);
        }
        if (sheets.FirstOrDefault(s => s.Name == RosterSheet) is not { } sheet)
        {
            return ([], new Text("没有“{0}”这张表：请用从这里下载的工作簿填", RosterSheet));
        }
        try
        {
            using var rows = sheet.Rows.GetEnumerator();
            if (!rows.MoveNext())
            {
                return ([], new Text("“{0}”是空的", RosterSheet));
            }
            var columns = rows.Current.Cells.Select((cell, i) => (Title: Words(cell), i)).Where(c => c.Title.Length > 0).GroupBy(c => c.Title).ToDictionary(g => g.Key, g => g.First().i);
            if (Head.Concat(questionnaire.Questions.Select(Title)).FirstOrDefault(t => !columns.ContainsKey(t)) is { } missing)
            {
                return ([], new Text("缺“{0}”这一列：请用从这里下载的工作簿填，不要改表头", missing));
            }
            var filled = new List<FilledRow>();
            while (rows.MoveNext())
            {
                if (!rows.Current.IsEmpty)
                {
                    filled.Add(Row(rows.Current, columns, questionnaire));
                }
            }
            return (filled, null);
        }
        catch (InvalidDataException)
        {
            return ([], WorkbookReader.NotAWorkbook(path));
        }
    }

    public static string Title(Question question) => $"{question.Code} {question.Title}";

    /// <summary>The register's telephone is not handed out, and an empty cell of it says nothing.</summary>
    public static bool StaysBehind(Question question) => question.From == Phone;

    private static Sheet<Question> Guide(IReadOnlyList<Question> questions) => Sheet.Of(GuideSheet, questions)
        .Text("题号", q => q.Code, 8).Text("题目", q => q.Title, 22).Text("题型", q => q.Kind.Label(), 8)
        .Text("怎么填", q => q.Kind switch
        {
            AnswerKind.Single => "选一项：" + string.Join('、', q.Options),
            AnswerKind.Multiple => "可以几项，用顿号分开：" + string.Join('、', q.Options),
            AnswerKind.Number when q.Options.Count == 2 => $"写数字，{q.Options[0]} 到 {q.Options[1]}",
            AnswerKind.Number => "写数字",
            _ when StaysBehind(q) => "和档案里一样就空着，有变才写",
            _ => "写文字",
        }, 60)
        .Text("不用答的", q => q.Skips.Count + q.Filter.Length > 0 ? "格里是“—”的不问；前面的回答跳过的，空着" : "", 30);

    private static IEnumerable<DropDown> Lists(IReadOnlyList<Question> questions) =>
    [
        new(4, [.. Enum.GetValues<SurveyWay>().Select(w => w.Label())]), new(5, [.. Enum.GetValues<SurveyOutcome>().Select(o => o.Label())]), new(7, Respondents),
        .. questions.Select((q, i) => (q, i)).Where(x => x.q.Kind == AnswerKind.Single).Select(x => new DropDown(Head.Length + x.i, x.q.Options)),
    ];

    private static FilledRow Row(IncomingRow row, Dictionary<string, int> columns, Questionnaire questionnaire)
    {
        var cell = (string title) => columns[title] < row.Cells.Length ? Words(row.Cells[columns[title]]) : "";
        var unreadable = new List<Text>();
        var (way, outcome) = (Labels.Parse<SurveyWay>(cell(Head[4])), Labels.Parse<SurveyOutcome>(cell(Head[5])));
        if (way is null && cell(Head[4]).Length > 0)
        {
            unreadable.Add(new Text("调查方式没有“{0}”这一项", cell(Head[4])));
        }
        if (outcome is null && cell(Head[5]).Length > 0)
        {
            unreadable.Add(new Text("调查结果没有“{0}”这一项", cell(Head[5])));
        }
        var on = DateOnly.TryParseExact(cell(Head[6]), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        if (on is null && cell(Head[6]).Length > 0)
        {
            unreadable.Add(new Text("调查日期写成 2023-12-18 这样，现在是“{0}”", cell(Head[6])));
        }
        var answers = questionnaire.Questions.Select(q => (q, Given: cell(Title(q)))).Where(x => x.Given.Length > 0 && x.Given != NotAsked)
            .ToDictionary(x => x.q.Code, x => x.q.Kind == AnswerKind.Multiple ? Questionnaire.Joined(Several(x.Given)) : x.Given);
        return new FilledRow(row.Number, cell(Head[0]), cell(Head[1]), new SurveyAnswer
        {
            Way = way,
            Outcome = outcome,
            On = on,
            Respondent = cell(Head[7]),
            Note = cell(Head[8]),
            Answers = answers,
        }, unreadable);
    }

    private static string[] Several(string given) => given.Split(['、', '，', ',', '；', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Words(object? cell) => cell switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => cell.ToString()!.Trim().TrimStart('\''),
    };

    /// <summary>One person of the roster as cells.</summary>
    private sealed record RosterRow(SurveyEntry Entry, string Place, Questionnaire Questionnaire, DateOnly Today)
    {
        private readonly HashSet<string> _possible = [.. Questionnaire.Possible(Entry.Person!, Today).Select(q => q.Code)];
        private readonly Dictionary<string, string> _answers = Entry.Answered ? Entry.Answers : Questionnaire.Prefilled(Entry.Person!, Today);

        public string Code => CodeOf(Entry);

        public string Cell(Question question) => !_possible.Contains(question.Code) ? NotAsked : StaysBehind(question) ? "" : _answers.GetValueOrDefault(question.Code, "");
    }
}

using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>One answer to a clue as it stands in the file (线索反馈的行).</summary>
public sealed record ClueAnswer(
    int Row, string ClueNumber, ListedNumber? Number, DateOnly? VerifiedOn, string VerifiedBy, ClueVerdict Verdict, string Measures);

/// <summary>How the rows of one kind of list are read (名单的行). A row that refuses anything is not taken.</summary>
internal abstract class ListRows(ListKind kind)
{
    private readonly Dictionary<string, int> _seen = [];

    public ListKind Kind { get; } = kind;

    public abstract IReadOnlyList<Column> Columns { get; }

    public List<ListedPerson> Persons { get; } = [];
    public List<ClueAnswer> Clues { get; } = [];
    public List<Refusal> Refusals { get; } = [];
    public List<IdNumber> Others { get; } = [];

    /// <summary>The newest day that a row names.</summary>
    public DateOnly? Latest { get; protected set; }

    /// <summary>The reader of a sheet of this name; null where the name says nothing.</summary>
    public static ListRows? Of(string sheet)
    {
        var name = HalfWidth.Compact(sheet);
        return name.Contains("线索", StringComparison.Ordinal) ? new ClueAnswerRows()
            : name.Contains("监测", StringComparison.Ordinal) ? new MonitoredRows()
            : name.Contains("脱贫", StringComparison.Ordinal) ? new LiftedRows()
            : null;
    }

    public void Take(Row row, DateOnly today)
    {
        var number = row.Document("证件号码") is { } written ? ListedNumber.Read(written) : null;
        Read(row, number, today);
        if (row.Refusals.Count == 0)
        {
            return;
        }
        Refusals.AddRange(row.Refusals);
        if (number?.Id is { } id)
        {
            Others.Add(id);
        }
    }

    /// <summary>Reads a row and keeps it unless it refuses something.</summary>
    protected abstract void Read(Row row, ListedNumber? number, DateOnly today);

    /// <summary>Refuses what stands twice.</summary>
    protected void Once(Row row, string key, string column)
    {
        if (!_seen.TryAdd(key, row.Number))
        {
            row.Refuse(column, new Text("和第 {0} 行重复", _seen[key]));
        }
    }

    protected DateOnly? Day(Row row, string column, DateOnly today)
    {
        var day = row.Date(column);
        if (day > today)
        {
            row.Refuse(column, new Text("这一天还没有到"));
        }
        Latest = day > Latest || Latest is null ? day ?? Latest : Latest;
        return day;
    }

    protected static ListedPerson? Person(Row row, ListedNumber? number) => number is null ? null
        : new ListedPerson(row.Number, row.Text("户编号"), row.Text("户主姓名"), row.Text("姓名"), number) { Town = row.Text("镇(街道)"), Village = row.Text("村(社区)") };
}

/// <summary>The monitoring list (监测名单).</summary>
internal sealed class MonitoredRows() : ListRows(ListKind.Monitored)
{
    private static readonly string[] _removed = ["是", "已消除", "风险已消除", "消除", "√", "1", "Y"];
    private static readonly string[] _notRemoved = ["", "否", "未消除", "风险未消除", "无", "0", "N"];
    private static readonly string[] _risks = ["风险1", "风险2", "风险3", "风险4", "风险5"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("户编号", true), new("户主姓名"), new("姓名", true), new("证件号码", true), new("监测对象类别", true), .. _risks.Select(r => new Column(r)), new("风险是否消除"),
        new("识别时间"), new("消除时间"), new("消除方式"), new("整户无劳动能力"), new("镇(街道)"), new("村(社区)"),
    ];

    protected override void Read(Row row, ListedNumber? number, DateOnly today)
    {
        var kind = KindOf(row);
        var (identified, removed) = (Day(row, "识别时间", today), Day(row, "消除时间", today));
        var isRemoved = IsRemoved(row);
        var way = row.OneOf<RiskRemoval>("消除方式");
        var withoutLabour = row.Flag("整户无劳动能力") ?? false;
        if (removed < identified)
        {
            row.Refuse("消除时间", new Text("早于识别时间"));
        }
        if (number is not null)
        {
            Once(row, row.Text("户编号") + "|" + (number.Id?.Value ?? number.Written), "证件号码");
        }
        if (row.Refusals.Count == 0)
        {
            Persons.Add(Person(row, number)! with
            {
                Kind = kind,
                Risks = [.. _risks.Select(row.Text).Where(r => r.Length > 0).Distinct()],
                IdentifiedOn = identified,
                RiskRemoved = isRemoved,
                RemovedOn = isRemoved ? removed : null,
                RemovedBy = isRemoved ? way : null,
                WithoutLabour = withoutLabour,
            });
        }
    }

    private static HardshipKind? KindOf(Row row)
    {
        if (row.TextOrNull("监测对象类别") is not { } text)
        {
            return null;
        }
        foreach (var kind in Hardship.Monitored)
        {
            if (kind.Label().TrimEnd('户') == HalfWidth.Compact(text).TrimEnd('户'))
            {
                return kind;
            }
        }
        row.Refuse("监测对象类别", new Text("这里只能填：{0}", string.Join("、", Hardship.Monitored.Select(k => k.Label()))));
        return null;
    }

    private static bool IsRemoved(Row row)
    {
        var text = HalfWidth.Compact(row.Text("风险是否消除"));
        if (!_removed.Contains(text) && !_notRemoved.Contains(text))
        {
            row.Refuse("风险是否消除", new Text("这里填是或否"));
        }
        return _removed.Contains(text);
    }
}

/// <summary>The list of persons lifted out of poverty (脱贫人口).</summary>
internal sealed class LiftedRows() : ListRows(ListKind.LiftedOut)
{
    public override IReadOnlyList<Column> Columns { get; } =
        [new("户编号"), new("户主姓名"), new("姓名", true), new("证件号码", true), new("脱贫时间"), new("镇(街道)"), new("村(社区)")];

    protected override void Read(Row row, ListedNumber? number, DateOnly today)
    {
        var since = row.Text("脱贫时间").Trim('年') is { Length: 4 } text && int.TryParse(text, out var year) && year is > 1990 and < 2100
            ? new DateOnly(year, 12, 31)
            : Day(row, "脱贫时间", today);
        if (number is not null)
        {
            Once(row, row.Text("户编号") + "|" + (number.Id?.Value ?? number.Written), "证件号码");
        }
        if (row.Refusals.Count == 0)
        {
            Persons.Add(Person(row, number)! with { IdentifiedOn = since > today ? null : since });
        }
    }
}

/// <summary>Answers to our clues (线索反馈).</summary>
internal sealed class ClueAnswerRows() : ListRows(ListKind.ClueAnswers)
{
    public override IReadOnlyList<Column> Columns { get; } =
        [new("线索号", true), new("姓名"), new("证件号码"), new("核实日期"), new("核实人"), new("结论", true), new("措施")];

    protected override void Read(Row row, ListedNumber? number, DateOnly today)
    {
        var (verified, verdict) = (Day(row, "核实日期", today), row.OneOf<ClueVerdict>("结论"));
        if (row.TextOrNull("线索号") is { } clue)
        {
            Once(row, clue, "线索号");
        }
        if (row.Refusals.Count == 0)
        {
            Clues.Add(new ClueAnswer(row.Number, row.Text("线索号"), number, verified, row.Text("核实人"), verdict!.Value, row.Text("措施")));
        }
    }
}

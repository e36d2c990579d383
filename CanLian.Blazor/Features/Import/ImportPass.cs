using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Domain;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Import;

/// <summary>A sheet of one of the workbooks (来件).</summary>
internal sealed record IncomingFile(string Name, IncomingSheet Sheet);

/// <summary>A row that was changed or refused, for the page (行报告). The cells are kept of refused rows alone.</summary>
internal sealed record RowReport(int Sheet, int Row, string Subject, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Refusal> Refusals, IReadOnlyList<string>? Cells);

/// <summary>
/// One pass over the sheets of a run (通读), in the order that lets them refer to each other: what becomes of each row. What is to be written is
/// collected in the run; new persons and households are handed on part by part, because a register can be larger than memory.
/// </summary>
internal sealed class ImportPass(
    ImportRun run, IReadOnlyList<IncomingFile> files, ILookup<string, KnownHeader> meanings, Func<ImportRun, bool, Task> handOn, Action<int> progress)
{
    /// <summary>Rows that are judged at a time.</summary>
    public const int PartLength = 1_000;

    /// <summary>Rows of one outcome that the page keeps; the counts are of all.</summary>
    public const int MostReports = 20_000;

    private readonly Dictionary<int, SheetResult> _results = [];
    private readonly List<RowReport> _reports = [];
    private int _refusedKept;
    private int _changedKept;
    private int _rows;

    /// <summary>Rows to be shown: the changed and the refused.</summary>
    public IReadOnlyList<RowReport> Reports => _reports;

    /// <exception cref="InvalidDataException">A sheet is damaged in the middle; the run must not be written.</exception>
    public async Task<IReadOnlyList<SheetResult>> ReadAsync(CancellationToken cancellation)
    {
        await run.LoadAsync();
        var taken = files.Select(f => TakenFor(f.Sheet.Name)).ToList();
        foreach (var kind in Kinds().OrderBy(k => k.Order))
        {
            var mine = files.Index().Where(f => taken[f.Index] == kind.Name).ToList();
            if (mine.Count == 0)
            {
                continue;
            }
            var closed = ClosedTo(run.Actor, kind);
            if (closed is null)
            {
                await kind.PrepareAsync(run);
            }
            foreach (var (index, file) in mine)
            {
                run.File = file.Name;
                _results.Add(index, closed is { } reason
                    ? Skipped(file, reason) with { Kind = kind.Name, Refusals = [new Refusal(0, "", "", reason)], Warnings = [] }
                    : await ReadSheetAsync(kind, index, file, cancellation));
            }
        }
        foreach (var (index, file) in files.Index().Where(f => !_results.ContainsKey(f.Index)))
        {
            _results.Add(index, Skipped(file, file.Sheet.Name.Trim() == "监测名单"
                ? new Text("监测名单由“数据交换”接收，这里跳过了")
                : new Text("不认识叫“{0}”的工作表，跳过了", file.Sheet.Name)));
        }
        return [.. _results.OrderBy(r => r.Key).Select(r => r.Value)];
    }

    /// <summary>Every kind of sheet there is.</summary>
    public static IEnumerable<SheetKind> Kinds() =>
    [
        new RegionSheet(), new OrganisationSheet(), new PersonSheet(), new PayrollSheet(), new TargetSheet(), new BatchSheet(),
        .. Catalogue.Programmes.Select((programme, index) => new CaseSheet(programme, 10 + index)),
        new FollowUpSheet(), new SurveySheet(), new AnswerSheet(), new ArticleSheet(),
    ];

    // A sheet of an unknown name may have been said to be something.
    private string TakenFor(string sheet)
    {
        var name = sheet.Trim();
        var plain = Column.Plain(name);
        return meanings[""].FirstOrDefault(m => m.Header == plain)?.Meaning is { Length: > 0 } kind ? kind
            : Kinds().FirstOrDefault(k => Column.Plain(k.Name) == plain)?.Name ?? name;
    }

    private static Text? ClosedTo(Actor actor, SheetKind kind) => kind switch
    {
        _ when actor.IsSystem => null,
        TargetSheet when !Security.Access.Allows(actor.Role, Security.Access.ManagesPlans) => new Text("年度任务由分管领导或管理员导入，这张表没有读"),
        CaseSheet ledger when !actor.Handles(ledger.Programme.Code) || !ledger.Programme.ShownTo(actor) => new Text("你不经办这个项目，这张表没有读"),
        _ => null,
    };

    private static SheetResult Skipped(IncomingFile file, Text reason) => new(file.Name, file.Sheet.Name, 0, 0, 0, 0, 0, [], [reason]);

    private async Task<SheetResult> ReadSheetAsync(SheetKind kind, int index, IncomingFile file, CancellationToken cancellation)
    {
        using var rows = file.Sheet.Rows.GetEnumerator();
        var known = meanings[kind.Name].ToDictionary(m => m.Header, m => m.Meaning);
        if (Header.Find(kind.Columns, rows, known, out var nearest) is not { } header)
        {
            var needed = string.Join("、", kind.Columns.Where(c => c.Required).Select(c => c.Name));
            return new SheetResult(
                file.Name, file.Sheet.Name, 0, 0, 0, 0, 0,
                [new Refusal(0, "", "", new Text("前 {0} 行里找不到表头，表头要在同一行里有：{1}（合并的格子要拆开）", Header.MostTitleRows, needed))], file.Sheet.Remarks)
            {
                Kind = kind.Name,
                Unknown = nearest?.Unknown ?? [],
            };
        }
        var sheet = new SheetRun(kind, index, header);
        run.Registered.Clear();
        await foreach (var part in AheadAsync(rows, cancellation))
        {
            await ReadPartAsync(sheet, part);
            await handOn(run, false);
            // What a part leaves behind is many times what is kept of it, and the collector would let hundreds of megabytes of it come together.
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            _rows += part.Count;
            progress(_rows);
        }
        await handOn(run, true);
        run.EndSheet();
        return new SheetResult(
            file.Name, file.Sheet.Name, sheet.Read, sheet.Counts[RowOutcome.Added], sheet.Counts[RowOutcome.Changed], sheet.Counts[RowOutcome.Unchanged],
            sheet.Refused, sheet.Refusals,
            [
                .. file.Sheet.Remarks,
                .. header.Unknown.Select(c => new Text("不认识“{0}”这一列，没有读", c)),
                .. run.Registered.Select(name => new Text("机构站点里没有“{0}”，已按名称登记，请补全", name)),
            ])
        {
            Kind = kind.Name,
            Unknown = header.Unknown,
            Columns = [.. header.Known.OrderBy(k => k.At).Select(k => k.Column)],
        };
    }

    // The next part is unpacked while one is judged.
    private static async IAsyncEnumerable<List<IncomingRow>> AheadAsync(IEnumerator<IncomingRow> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parts = Channel.CreateBounded<List<IncomingRow>>(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var unpacking = Task.Run(async () =>
        {
            try
            {
                foreach (var part in Parts(rows))
                {
                    await parts.Writer.WriteAsync(part, stop.Token);
                }
                parts.Writer.Complete();
            }
            catch (Exception fault)
            {
                parts.Writer.Complete(fault);
            }
        }, CancellationToken.None);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(cancellation))
            {
                yield return part;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await unpacking;
        }
    }

    private static IEnumerable<List<IncomingRow>> Parts(IEnumerator<IncomingRow> rows)
    {
        var part = new List<IncomingRow>(PartLength);
        while (rows.MoveNext())
        {
            if (rows.Current.IsEmpty || rows.Current.IsFooter)
            {
                continue;
            }
            part.Add(rows.Current);
            if (part.Count == PartLength)
            {
                yield return part;
                part = new List<IncomingRow>(PartLength);
            }
        }
        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private async Task ReadPartAsync(SheetRun sheet, List<IncomingRow> part)
    {
        var rows = part.ConvertAll(r => new Row(r.Number, sheet.Header.Cells(r)));
        foreach (var row in rows)
        {
            row.Require(sheet.Kind.Columns);
            if (sheet.Kind.KeyOf(row) is { } key && !sheet.Seen.TryAdd(key, row.Number))
            {
                row.Refuse(sheet.Kind.KeyColumn, new Text("和第 {0} 行重复", sheet.Seen[key]));
            }
        }
        await sheet.Kind.LoadAsync(run, rows);
        var toChange = new List<int>();
        for (var i = 0; i < rows.Count; i++)
        {
            var outcome = Apply(sheet, rows[i]);
            if (outcome == RowOutcome.Changed && sheet.Kind.Compares && run.WasCompared(rows[i].IdOrNull("身份证号")))
            {
                toChange.Add(i);
                continue;
            }
            Settle(sheet, rows[i], part[i], outcome);
        }
        if (sheet.Kind.Compares)
        {
            await run.LoadPersonsAsync(toChange.Select(i => rows[i].IdOrNull("身份证号")).OfType<IdNumber>());
            foreach (var i in toChange)
            {
                Settle(sheet, rows[i], part[i], Apply(sheet, rows[i]));
            }
            run.ForgetCopies();
        }
    }

    private RowOutcome Apply(SheetRun sheet, Row row)
    {
        run.BeginRow();
        var outcome = sheet.Kind.Apply(row, run);
        run.KeepNamed(row.Refusals.Count == 0);
        return outcome;
    }

    private void Settle(SheetRun sheet, Row row, IncomingRow cells, RowOutcome outcome)
    {
        sheet.Read++;
        if (row.Refusals.Count > 0)
        {
            sheet.Refused++;
            sheet.Refusals.AddRange(row.Refusals);
            if (_refusedKept++ < MostReports)
            {
                _reports.Add(new RowReport(sheet.Index, row.Number, Subject(sheet, row), [], row.Refusals, sheet.Texts(cells)));
            }
            return;
        }
        sheet.Counts[outcome]++;
        if (outcome == RowOutcome.Changed && _changedKept++ < MostReports)
        {
            _reports.Add(new RowReport(sheet.Index, row.Number, Subject(sheet, row), run.Changes.Fields, [], null));
        }
    }

    private static string Subject(SheetRun sheet, Row row) =>
        sheet.Kind.Columns.Select(c => c.Name).FirstOrDefault(c => c is "姓名" or "名称" or "批次名称" or "标题" or "项目") is { } column ? row.Text(column) : "";

    /// <summary>A sheet while it is read.</summary>
    private sealed class SheetRun(SheetKind kind, int index, Header header)
    {
        public SheetKind Kind => kind;
        public int Index => index;
        public Header Header => header;
        public Dictionary<string, int> Seen { get; } = [];
        public Dictionary<RowOutcome, int> Counts { get; } = Enum.GetValues<RowOutcome>().ToDictionary(o => o, _ => 0);
        public List<Refusal> Refusals { get; } = [];
        public int Read { get; set; }
        public int Refused { get; set; }

        /// <summary>What the known columns of a row show, in the order of the sheet.</summary>
        public List<string> Texts(IncomingRow row) =>
            [.. header.Known.OrderBy(k => k.At).Select(k => k.At < row.Cells.Length ? CellText.Of(row.Cells[k.At]) : "")];
    }
}

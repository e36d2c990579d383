using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Domain;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Import;

/// <summary>What became of one sheet (一张表的结果). The four outcomes add up to the rows read.</summary>
public sealed record SheetResult(
    string File, string Sheet, int Read, int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<Refusal> Refusals, IReadOnlyList<Text> Warnings);

/// <summary>What became of a run (导入结果): its sheets, and files that could not be read at all.</summary>
public sealed record ImportResult(IReadOnlyList<SheetResult> Sheets, IReadOnlyList<Text> Problems)
{
    /// <summary>Everything was taken.</summary>
    public bool Clean => Problems.Count == 0 && Sheets.All(s => s.Refused == 0 && s.Read == s.Added + s.Changed + s.Unchanged);
}

/// <summary>
/// Takes in the workbooks a federation has (导入): one run is one transaction, whatever the number of files. A trial run reports the same and
/// writes nothing.
/// </summary>
public sealed class ImportDesk(CanLianDbFactory databases, OfficeClock clock)
{
    public async Task<ImportResult> RunAsync(Actor actor, IReadOnlyList<string> paths, bool trial, CancellationToken cancellation = default)
    {
        var problems = new List<Text>();
        var files = new List<(string Name, IncomingSheet Sheet)>();
        foreach (var path in paths)
        {
            var (sheets, problem) = WorkbookReader.Open(path);
            if (problem is { } unreadable)
            {
                problems.Add(unreadable);
            }
            files.AddRange(sheets.Select(s => (Path.GetFileName(path), s)));
        }

        await using var db = databases.Open(actor);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var run = new ImportRun(db, clock.UtcNow, clock.Today);
        await run.LoadAsync();
        var results = new Dictionary<int, SheetResult>();
        foreach (var kind in Kinds().OrderBy(k => k.Order))
        {
            var mine = files.Index().Where(f => f.Item.Sheet.Name.Trim() == kind.Name).ToList();
            if (mine.Count == 0)
            {
                continue;
            }
            await kind.PrepareAsync(run);
            foreach (var (index, (name, sheet)) in mine)
            {
                run.File = name;
                try
                {
                    results.Add(index, ReadSheet(kind, name, sheet, run, cancellation));
                }
                catch (InvalidDataException)
                {
                    // The transaction goes back: a run is whole or absent.
                    return new ImportResult([], [.. problems, WorkbookReader.NotAWorkbook(name)]);
                }
                await db.SaveChangesAsync(cancellation);
            }
        }
        foreach (var (index, (name, sheet)) in files.Index().Where(f => !results.ContainsKey(f.Index)))
        {
            results.Add(index, new SheetResult(name, sheet.Name, 0, 0, 0, 0, 0, [], [new Text("不认识叫“{0}”的工作表，跳过了", sheet.Name)]));
        }
        if (!trial)
        {
            await transaction.CommitAsync(cancellation);
        }
        return new ImportResult([.. results.OrderBy(r => r.Key).Select(r => r.Value)], problems);
    }

    internal static IEnumerable<SheetKind> Kinds() =>
    [
        new RegionSheet(), new OrganisationSheet(), new PersonSheet(), new TargetSheet(), new BatchSheet(),
        .. Catalogue.Programmes.Select((programme, index) => new CaseSheet(programme, 10 + index)),
        new FollowUpSheet(), new SurveySheet(), new AnswerSheet(), new ArticleSheet(),
    ];

    private static SheetResult ReadSheet(SheetKind kind, string file, IncomingSheet sheet, ImportRun run, CancellationToken cancellation)
    {
        using var rows = sheet.Rows.GetEnumerator();
        if (Header.Find(kind.Columns, rows) is not { } header)
        {
            var needed = string.Join("、", kind.Columns.Where(c => c.Required).Select(c => c.Name));
            return new SheetResult(file, sheet.Name, 0, 0, 0, 0, 0, [new Refusal(0, "", "", new Text("前 {0} 行里找不到表头，表头要有：{1}", Header.MostTitleRows, needed))], []);
        }

        var counts = new Dictionary<RowOutcome, int>();
        var refusals = new List<Refusal>();
        var seen = new Dictionary<string, int>();
        var (read, refused) = (0, 0);
        run.Registered.Clear();
        while (rows.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            if (rows.Current.IsEmpty || rows.Current.IsFooter)
            {
                continue;
            }
            read++;
            var row = new Row(rows.Current.Number, header.Cells(rows.Current));
            row.Require(kind.Columns);
            if (kind.KeyOf(row) is { } key && !seen.TryAdd(key, row.Number))
            {
                row.Refuse(kind.Columns.First(c => c.Required).Name, new Text("和第 {0} 行重复", seen[key]));
            }
            var outcome = kind.Apply(row, run);
            run.KeepNamed(row.Refusals.Count == 0);
            if (row.Refusals.Count > 0)
            {
                refused++;
                refusals.AddRange(row.Refusals);
                continue;
            }
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
        }
        return new SheetResult(
            file, sheet.Name, read, counts.GetValueOrDefault(RowOutcome.Added), counts.GetValueOrDefault(RowOutcome.Changed),
            counts.GetValueOrDefault(RowOutcome.Unchanged), refused, refusals,
            [
                .. header.Unknown.Select(c => new Text("不认识“{0}”这一列，没有读", c)),
                .. run.Registered.Select(name => new Text("机构站点里没有“{0}”，已按名称登记，请补全", name)),
            ]);
    }
}

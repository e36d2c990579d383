using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>One run in the list (导入记录).</summary>
public sealed record RunLine(Guid Id, DateTime At, string Who, string Files, ImportState State, int Added, int Changed, int Refused);

/// <summary>One run as its page shows it.</summary>
/// <param name="Id">The run.</param>
/// <param name="At">When it began.</param>
/// <param name="Who">Who brought the workbooks.</param>
/// <param name="Files">Their names.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Result">What became of each sheet.</param>
/// <param name="BuiltOn">What stands against undoing it.</param>
public sealed record RunView(Guid Id, DateTime At, string Who, IReadOnlyList<string> Files, ImportState State, ImportResult Result, IReadOnlyList<string> BuiltOn)
{
    public int Read => Result.Sheets.Sum(s => s.Read);
    public int Added => Result.Sheets.Sum(s => s.Added);
    public int Changed => Result.Sheets.Sum(s => s.Changed);
    public int Unchanged => Result.Sheets.Sum(s => s.Unchanged);
    public int Refused => Result.Sheets.Sum(s => s.Refused);
}

/// <summary>A row that was refused or changed, as the page shows it.</summary>
public sealed record RowView(int Row, string Subject, IReadOnlyList<Refusal> Refusals, IReadOnlyList<FieldChange> Changes);

/// <summary>Reads runs and their rows (导入查询).</summary>
public sealed class ImportQueries(CanLianDbFactory databases)
{
    private const int MostRuns = 50;

    /// <summary>What a column of an unknown name may be said to be, by the kind of sheet.</summary>
    public static IReadOnlyList<string> ColumnsOf(string kind) => [.. ImportPass.Kinds().Where(k => k.Name == kind).SelectMany(k => k.Columns).Select(c => c.Name)];

    /// <summary>What a sheet of an unknown name may be said to be.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. ImportPass.Kinds().OrderBy(k => k.Order).Select(k => k.Name)];

    public async Task<IReadOnlyList<RunLine>> RunsAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        var may = ImportDesk.MayImport(actor);
        var runs = await db.Imports.AsNoTracking().Where(r => may).OrderByDescending(r => r.StartedAt).Take(MostRuns).ToListAsync();
        return runs.ConvertAll(r =>
        {
            var sheets = ImportResult.Read(r.Result).Sheets;
            return new RunLine(
                r.Id, r.StartedAt, r.ActorName, string.Join('、', r.Files), r.State, sheets.Sum(s => s.Added), sheets.Sum(s => s.Changed), sheets.Sum(s => s.Refused));
        });
    }

    public async Task<RunView?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (!ImportDesk.MayImport(actor) || await db.Imports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } run)
        {
            return null;
        }
        var built = run.State == ImportState.Done ? await ImportUndo.BuiltOnAsync(db, run) : [];
        return new RunView(run.Id, run.StartedAt, run.ActorName, run.Files, run.State, ImportResult.Read(run.Result), built);
    }

    /// <summary>Rows of a sheet that were refused, or changed, one page of them.</summary>
    public async Task<(IReadOnlyList<RowView> Rows, int Total)> RowsAsync(Actor actor, Guid id, int sheet, bool refused, int page, int pageSize)
    {
        await using var db = databases.Open(actor);
        var may = ImportDesk.MayImport(actor);
        var rows = db.ImportRows.AsNoTracking().Where(r => may && r.RunId == id && r.Sheet == sheet && r.Refused == refused);
        var some = await rows.OrderBy(r => r.Row).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync();
        return (
            some.ConvertAll(r => new RowView(
                r.Row, r.Subject, refused ? ImportResult.ReadRefusals(r.Details) : [], refused ? [] : ImportResult.ReadChanges(r.Details))),
            await rows.CountAsync());
    }

    /// <summary>Refused rows with their cells, sheet by sheet, for the workbook in which they are put right.</summary>
    internal static async Task<IReadOnlyList<(SheetResult Sheet, List<RefusedRow> Rows)>> RefusedAsync(CanLianDb db, Guid id, ImportResult result)
    {
        var rows = (await db.ImportRows.AsNoTracking().Where(r => r.RunId == id && r.Refused && r.Cells != null).OrderBy(r => r.Sheet).ThenBy(r => r.Row).ToListAsync())
            .ToLookup(r => r.Sheet);
        return [.. result.Sheets.Index().Where(s => rows[s.Index].Any()).Select(s => (s.Item, rows[s.Index].Select(r => new RefusedRow(
            r.Row,
            JsonSerializer.Deserialize<string[]>(db.Ring.OpenText(RunEnd.CellsColumn, RunEnd.Place(id, r.Sheet, r.Row), r.Cells!))!,
            ImportResult.ReadRefusals(r.Details))).ToList()))];
    }
}

/// <summary>A refused row with its cells (拒收行).</summary>
internal sealed record RefusedRow(int Row, IReadOnlyList<string> Cells, IReadOnlyList<Refusal> Refusals);

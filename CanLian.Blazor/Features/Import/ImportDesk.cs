using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Bulk;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// Takes in the workbooks a federation has (导入): a run is whole or absent, whatever the number of files. A trial run reports the same and
/// writes nothing. One run writes at a time.
/// </summary>
public sealed class ImportDesk(CanLianDbFactory databases, OfficeClock clock, DataFolder folder)
{
    internal static readonly Text Closed = new("导入由区残联经办和分管领导做");

    public static bool MayImport(Actor actor) => actor.IsSystem || Access.Allows(actor.Role, Access.Imports);

    /// <summary>Reads workbooks and writes what is in them; as a trial it only says what would become of them.</summary>
    public Task<ImportResult> RunAsync(Actor actor, IReadOnlyList<string> paths, bool trial, CancellationToken cancellation = default)
    {
        var record = NewRecord(actor, paths.Select(Path.GetFileName).OfType<string>());
        return RunAsync(actor, record, [.. paths.Select(p => (p, Path.GetFileName(p)))], trial, _ => { }, cancellation);
    }

    /// <summary>A run as it begins, with the keys its records will have.</summary>
    internal ImportRecord NewRecord(Actor actor, IEnumerable<string> files)
    {
        var keys = new RunKeys(clock.UtcNow);
        return new ImportRecord { ActorId = actor.Id, ActorName = actor.Name, StartedAt = clock.UtcNow, Files = [.. files], First = keys.First, Last = keys.Last };
    }

    /// <summary>The same for a run that is on record already.</summary>
    /// <param name="actor">Who imports.</param>
    /// <param name="record">The run; it is written with its outcome, unless this is a trial.</param>
    /// <param name="paths">Where the workbooks lie, and what they are called.</param>
    /// <param name="trial">Nothing is written but what the page shows of a run on record.</param>
    /// <param name="progress">Told the rows judged so far.</param>
    /// <param name="cancellation">Ends the run; then nothing of it remains.</param>
    internal async Task<ImportResult> RunAsync(
        Actor actor, ImportRecord record, IReadOnlyList<(string Path, string Name)> paths, bool trial, Action<int> progress, CancellationToken cancellation)
    {
        if (!MayImport(actor))
        {
            return new ImportResult([], [Closed]);
        }
        var (files, problems) = Open(paths);
        using var only = trial ? null : await ImportLock.TakeAsync(folder, cancellation);
        if (!trial)
        {
            await RecoverAsync(only!, record.Id);
        }
        var keys = RunKeys.Of(record.First);
        await using var db = databases.Open(actor);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.SeesHidden = true;
        await using var hidden = new HiddenWriter(databases.Open(actor), clock, record.Id, keys);
        var run = new ImportRun(db, clock.UtcNow, clock.Today, keys, trial);
        var meanings = (await db.KnownHeaders.AsNoTracking().ToListAsync(cancellation)).ToLookup(h => h.Sheet);
        var pass = new ImportPass(run, files, meanings, (r, last) => HandOnAsync(r, hidden, last), progress);
        try
        {
            var result = new ImportResult(await pass.ReadAsync(cancellation), problems) { Suspicions = run.Suspected };
            if (trial)
            {
                await KeepPreviewAsync(actor, record, result, pass.Reports);
                return result;
            }
            await run.AddSuspicionsAsync();
            await new RunEnd(run, record).WriteAsync(result, pass.Reports, cancellation);
            return result;
        }
        catch (Exception fault) when (Explain(fault) is { } reason)
        {
            await hidden.StopAsync();
            await AbandonAsync(record.Id, trial);
            return new ImportResult([], [.. problems, reason]);
        }
        catch
        {
            await hidden.StopAsync();
            await AbandonAsync(record.Id, trial);
            throw;
        }
    }

    /// <summary>Takes back what an interrupted run has left, at the start of the program.</summary>
    public async Task RecoverAsync()
    {
        if (ImportLock.TryTake(folder) is not { } only)
        {
            // Another process is at it.
            return;
        }
        using (only)
        {
            await RecoverAsync(only, null);
        }
    }

    private async Task RecoverAsync(ImportLock _, Guid? own)
    {
        await using var db = databases.Open(Actor.System);
        foreach (var range in await db.HiddenRanges.AsNoTracking().ToListAsync())
        {
            if (await db.Imports.AnyAsync(r => r.Id == range.RunId && r.State == ImportState.Undoing))
            {
                await HiddenWriter.RemoveAsync(db, range.First, range.Last, inParts: true);
                await ImportUndo.EndAsync(db, range.RunId);
            }
            else
            {
                await HiddenWriter.RollBackAsync(db, clock, range);
            }
        }
        // The workbooks of a run that was interrupted are still there: it can be confirmed again.
        await db.Imports.Where(r => r.State == ImportState.Writing && r.Id != own)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Previewed).SetProperty(r => r.Version, r => r.Version + 1));
    }

    private async Task AbandonAsync(Guid runId, bool trial)
    {
        if (trial)
        {
            return;
        }
        await using var db = databases.Open(Actor.System);
        if (await db.HiddenRanges.AsNoTracking().SingleOrDefaultAsync(r => r.RunId == runId) is { } range)
        {
            await HiddenWriter.RollBackAsync(db, clock, range);
        }
    }

    private async Task KeepPreviewAsync(Actor actor, ImportRecord record, ImportResult result, IReadOnlyList<RowReport> reports)
    {
        await using var db = databases.Open(actor);
        if (await db.Imports.SingleOrDefaultAsync(r => r.Id == record.Id) is not { } kept)
        {
            return;
        }
        await using var write = await db.BeginWriteAsync();
        await db.ImportRows.Where(r => r.RunId == record.Id).ExecuteDeleteAsync();
        new BulkInsert(db).Add(reports.Select(report => RunEnd.Row(db, record.Id, report)));
        (kept.State, kept.Result) = (ImportState.Previewed, result.Written());
        await db.SaveChangesAsync();
        await write.CommitAsync();
    }

    private static async Task HandOnAsync(ImportRun run, HiddenWriter hidden, bool last)
    {
        var added = run.TakeNew();
        if (!run.Trial)
        {
            await hidden.TakeAsync(run.File, added);
            if (last)
            {
                await hidden.FinishAsync();
            }
        }
    }

    private static (IReadOnlyList<IncomingFile> Files, List<Text> Problems) Open(IReadOnlyList<(string Path, string Name)> paths)
    {
        var problems = new List<Text>();
        var files = new List<IncomingFile>();
        foreach (var (path, name) in paths)
        {
            var (sheets, problem) = WorkbookReader.Open(path, name);
            if (problem is { } unreadable)
            {
                problems.Add(unreadable);
            }
            files.AddRange(sheets.Select(s => new IncomingFile(name, s)));
        }
        return (files, problems);
    }

    private static Text? Explain(Exception fault) => fault switch
    {
        InvalidDataException { InnerException: UnreadableWorkbookException unreadable } => unreadable.Reason,
        _ when fault is DbUpdateConcurrencyException || (fault is DbUpdateException update && update.BreaksAConstraint()) || Saving.BreaksAConstraint(fault) =>
            new Text("正在导入时，别人改了同一些记录，这次什么都没写：再导入一次"),
        _ => null,
    };
}

/// <summary>Keeps a second run away while one is writing (导入锁). The system gives it back when the process ends, however it ends.</summary>
internal sealed class ImportLock : IDisposable
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(200);
    private readonly FileStream _file;

    private ImportLock(FileStream file) => _file = file;

    public static ImportLock? TryTake(DataFolder folder)
    {
        try
        {
            return new ImportLock(new FileStream(Path.Combine(folder.Root, "import.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (Directory.Exists(folder.Root))
        {
            return null;
        }
    }

    public static async Task<ImportLock> TakeAsync(DataFolder folder, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(folder) is { } taken)
            {
                return taken;
            }
            await Task.Delay(_between, cancellation);
        }
    }

    public void Dispose() => _file.Dispose();
}

using System.Collections.Concurrent;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// The import as somebody does it at a desk (导入窗口): workbooks are handed in, looked through, confirmed and written while one may leave and come
/// back. One run is worked on at a time.
/// </summary>
public sealed partial class ImportOffice(CanLianDbFactory databases, ImportDesk desk, DataFolder folder, OfficeClock clock, ILogger<ImportOffice> logger) : IDisposable
{
    /// <summary>Larger than a register of a million rows, in bytes.</summary>
    public const long LargestFile = 300L * 1024 * 1024;

    public const int MostFiles = 30;

    /// <summary>Workbooks that nobody confirms are deleted after this many days.</summary>
    private const int KeptDays = 7;

    private readonly ConcurrentDictionary<Guid, int> _rows = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _closing = new();

    /// <summary>A run has moved on; listeners ask again.</summary>
    public event Action<Guid>? Moved;

    /// <summary>Rows judged so far of a run that is being worked on; null when nothing is being done with it.</summary>
    public int? RowsOf(Guid id) => _rows.TryGetValue(id, out var rows) ? rows : null;

    /// <summary>Takes workbooks in and begins to look them through.</summary>
    /// <param name="actor">Who brings them.</param>
    /// <param name="files">Name and content of each; contents are read once.</param>
    public async Task<(Outcome Outcome, Guid? Id)> ReceiveAsync(Actor actor, IReadOnlyList<(string Name, Func<Stream> Open)> files)
    {
        if (!ImportDesk.MayImport(actor))
        {
            return (Outcome.Refused(new Reason(ImportDesk.Closed)), null);
        }
        if (files.Count is 0 or > MostFiles)
        {
            return (Outcome.Refused("一次选 1 到 {0} 个工作簿", MostFiles), null);
        }
        var record = desk.NewRecord(actor, files.Select(f => Path.GetFileName(f.Name)));
        var place = FolderOf(record.Id);
        Directory.CreateDirectory(place);
        foreach (var (index, file) in files.Index())
        {
            await using var source = file.Open();
            await using var target = File.Create(Path.Combine(place, $"{index}.xlsx"));
            await source.CopyToAsync(target);
        }
        await using var db = databases.Open(actor);
        db.Add(record);
        await db.SaveChangesAsync();
        Begin(actor, record.Id, trial: true);
        return (Outcome.Done, record.Id);
    }

    /// <summary>Says what an unknown header or sheet means, for this and every later run, and looks through the workbooks again.</summary>
    /// <param name="actor">Who says it.</param>
    /// <param name="id">The run.</param>
    /// <param name="meanings">Sheet, header and meaning; the sheet is empty for the name of a sheet, the meaning where nothing is to be read.</param>
    public async Task<Outcome> TeachAsync(Actor actor, Guid id, IReadOnlyList<(string Sheet, string Header, string Meaning)> meanings)
    {
        await using var db = databases.Open(actor);
        if (await OpenAsync(db, id) is not { } record)
        {
            return Gone;
        }
        foreach (var (sheet, header, meaning) in meanings)
        {
            var plain = Column.Plain(header);
            if (await db.KnownHeaders.FindAsync(sheet, plain) is { } known)
            {
                known.Meaning = meaning;
            }
            else
            {
                db.Add(new KnownHeader { Sheet = sheet, Header = plain, Meaning = meaning });
            }
        }
        record.State = ImportState.Checking;
        var outcome = await db.SaveOrRefuseAsync("别人先动了这次导入，刷新看看");
        if (outcome.Succeeded)
        {
            Begin(actor, id, trial: true);
        }
        return outcome;
    }

    /// <summary>Writes what the preview has shown; the page need not stay open.</summary>
    public async Task<Outcome> ConfirmAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await OpenAsync(db, id) is not { } record)
        {
            return Gone;
        }
        record.State = ImportState.Writing;
        var outcome = await db.SaveOrRefuseAsync("别人先动了这次导入，刷新看看");
        if (outcome.Succeeded)
        {
            Begin(actor, id, trial: false);
        }
        return outcome;
    }

    /// <summary>Gives a run up before it is written; the workbooks are deleted.</summary>
    public async Task<Outcome> DropAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await OpenAsync(db, id) is not { } record)
        {
            return Gone;
        }
        (record.State, record.FinishedAt) = (ImportState.Dropped, clock.UtcNow);
        var outcome = await db.SaveOrRefuseAsync("别人先动了这次导入，刷新看看");
        if (outcome.Succeeded)
        {
            Forget(id);
        }
        return outcome;
    }

    /// <summary>At the start of the server: what was interrupted is taken back, what was being looked through is looked through again.</summary>
    public async Task ResumeAsync()
    {
        await desk.RecoverAsync();
        await using var db = databases.Open(Actor.System);
        var old = clock.UtcNow.AddDays(-KeptDays);
        await db.Imports.Where(r => r.State == ImportState.Previewed && r.StartedAt < old)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Dropped).SetProperty(r => r.FinishedAt, clock.UtcNow));
        // What is being written still is by another node.
        var open = await db.Imports.Where(r => r.State == ImportState.Checking || r.State == ImportState.Previewed || r.State == ImportState.Writing).ToListAsync();
        foreach (var left in Directory.EnumerateDirectories(folder.Incoming).Where(d => Guid.TryParse(Path.GetFileName(d), out var id) && !open.Exists(r => r.Id == id)))
        {
            Directory.Delete(left, recursive: true);
        }
        foreach (var record in open.Where(r => r.State == ImportState.Checking))
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == record.ActorId) is { } account)
            {
                Begin(new Actor(account.Id, account.DisplayName, account.Role, account.RegionCode, account.Programmes.ToHashSet()), record.Id, trial: true);
            }
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        _one.Dispose();
    }

    private static Outcome Gone => Outcome.Refused("这次导入已经写入、撤销或者不导了，刷新看看");

    private static async Task<ImportRecord?> OpenAsync(CanLianDb db, Guid id) =>
        ImportDesk.MayImport(db.Actor) ? await db.Imports.SingleOrDefaultAsync(r => r.Id == id && r.State == ImportState.Previewed) : null;

    private string FolderOf(Guid id) => Path.Combine(folder.Incoming, id.ToString());

    private void Begin(Actor actor, Guid id, bool trial)
    {
        _rows[id] = 0;
        _ = Task.Run(() => WorkAsync(actor, id, trial));
    }

    private async Task WorkAsync(Actor actor, Guid id, bool trial)
    {
        try
        {
            var closing = _closing.Token;
            await _one.WaitAsync(closing);
            try
            {
                await using var db = databases.Open(actor);
                var record = await db.Imports.AsNoTracking().SingleAsync(r => r.Id == id, closing);
                var files = record.Files.Index().Select(f => (Path.Combine(FolderOf(id), $"{f.Index}.xlsx"), f.Item)).ToList();
                var result = await desk.RunAsync(actor, record, files, trial, rows => Report(id, rows), closing);
                if (result is { Sheets.Count: 0, Problems.Count: > 0 })
                {
                    await FailAsync(actor, id, result);
                }
                else if (!trial)
                {
                    Forget(id);
                }
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The program is closing: the next start goes on from what is on record.
        }
        catch (Exception fault)
        {
            Broken(logger, id, fault);
            await FailAsync(actor, id, new ImportResult([], [new Text("程序出了问题，什么都没写。请把时间告诉管理员")]));
        }
        finally
        {
            _rows.TryRemove(id, out _);
            Moved?.Invoke(id);
        }
    }

    private async Task FailAsync(Actor actor, Guid id, ImportResult result)
    {
        await using var db = databases.Open(actor);
        if (await db.Imports.SingleOrDefaultAsync(r => r.Id == id) is { } record)
        {
            (record.State, record.Result, record.FinishedAt) = (ImportState.Failed, result.Written(), clock.UtcNow);
            await db.SaveChangesAsync();
        }
        Forget(id);
    }

    private void Report(Guid id, int rows)
    {
        _rows[id] = rows;
        Moved?.Invoke(id);
    }

    private void Forget(Guid id)
    {
        if (Directory.Exists(FolderOf(id)))
        {
            Directory.Delete(FolderOf(id), recursive: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} broke.")]
    private static partial void Broken(ILogger logger, Guid id, Exception fault);
}

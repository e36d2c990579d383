using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Bulk;
using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// The end of a run (收尾): one transaction in which everything it has collected is written, and what was written hidden comes to be seen. Others
/// wait for it, so that whatever can be made ready before is.
/// </summary>
internal sealed class RunEnd(ImportRun run, ImportRecord record)
{
    public const string TraceColumn = "ImportTraces.Before";
    public const string CellsColumn = "ImportRows.Cells";

    // Whoever refers to another is written after it; what is not named here refers to these alone.
    private static readonly List<Type> _order =
        [typeof(Region), typeof(Organisation), typeof(Survey), typeof(Batch), typeof(Household), typeof(CaseFile)];

    private readonly CanLianDb db = run.Db;

    public async Task WriteAsync(ImportResult result, IReadOnlyList<RowReport> reports, CancellationToken cancellation)
    {
        db.ChangeTracker.DetectChanges();
        Sealing.Refresh(db);
        EntryDays.Put(db.ChangeTracker, run.Today);
        Snapshot.TouchOwners(db);
        var entries = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList();
        var added = entries.Where(e => e.State == EntityState.Added && !e.Metadata.IsOwned()).ToList();
        var rows = reports.Select(Row).ToList();

        await using var write = await db.BeginWriteAsync(cancellation);
        record.FirstChange = await db.ChangeLog.MaxAsync(e => (long?)e.Id, cancellation) ?? 0;
        await NumberAsync(added.Select(e => e.Entity).OfType<CaseFile>());
        var traces = entries.Where(e => !e.Metadata.IsOwned() && e.Entity is not Suspicion and not CaseCounter).Select(Trace).ToList();
        var log = ChangeLogWriter.EntriesFor(db, run.Actor, run.Now);
        log.Add(HiddenWriter.Entry(run.Now, nameof(ImportRecord), record.Id.ToString(), "导入", run.Actor.Region, string.Join('、', record.Files), run.Actor));
        using var tallies = TallyChange.Begin(db);
        var insert = new BulkInsert(db);
        foreach (var of in added.GroupBy(e => e.Metadata.ClrType).OrderBy(g => _order.IndexOf(g.Key) is >= 0 and var at ? at : _order.Count))
        {
            insert.Add(of.Key, of.Select(e => e.Entity));
        }
        foreach (var entry in added)
        {
            entry.State = EntityState.Unchanged;
        }
        ChangeChain.Extend(db, log);
        insert.Add(log);
        insert.Add(traces);
        db.LogsEachChange = false;
        await db.SaveChangesAsync(cancellation);
        tallies?.Apply();
        VillageStamps.RaiseAll(db);

        await db.HiddenRanges.Where(r => r.RunId == record.Id).ExecuteDeleteAsync(cancellation);
        await db.ImportRows.Where(r => r.RunId == record.Id).ExecuteDeleteAsync(cancellation);
        insert.Add(rows);
        record.State = ImportState.Done;
        record.FinishedAt = run.Now;
        record.Result = result.Written();
        record.LastChange = await db.ChangeLog.MaxAsync(e => (long?)e.Id, cancellation) ?? 0;
        if (await db.Imports.AsNoTracking().AnyAsync(r => r.Id == record.Id, cancellation))
        {
            db.Update(record);
        }
        else
        {
            db.Add(record);
        }
        await db.SaveChangesAsync(cancellation);
        await write.CommitAsync(cancellation);
    }

    /// <summary>A row for the page; the cells of a refused one are sealed.</summary>
    public ImportRow Row(RowReport report) => Row(db, record.Id, report);

    public static ImportRow Row(CanLianDb db, Guid runId, RowReport report) => new()
    {
        RunId = runId,
        Sheet = report.Sheet,
        Row = report.Row,
        Refused = report.Refusals.Count > 0,
        Subject = report.Subject,
        Details = ImportResult.Written(report),
        Cells = report.Cells is null ? null : db.Ring.Seal(CellsColumn, Place(runId, report.Sheet, report.Row), JsonSerializer.Serialize(report.Cells)),
    };

    /// <summary>What a sealed row is bound to.</summary>
    public static byte[] Place(Guid runId, int sheet, int row) => [.. runId.ToByteArray(), .. BitConverter.GetBytes(sheet), .. BitConverter.GetBytes(row)];

    // Numbers are given at the last moment: until now colleagues have opened cases too.
    private async Task NumberAsync(IEnumerable<CaseFile> files)
    {
        foreach (var of in files.GroupBy(f => (f.Programme, f.Year)))
        {
            var counter = await db.CaseCounters.SingleOrDefaultAsync(c => c.Programme == of.Key.Programme && c.Year == of.Key.Year);
            if (counter is null)
            {
                counter = new CaseCounter { Programme = of.Key.Programme, Year = of.Key.Year };
                db.Add(counter);
            }
            var programme = Catalogue.Of(of.Key.Programme);
            foreach (var file in of)
            {
                counter.Last++;
                db.Entry(file).Property(c => c.Number).CurrentValue = CaseNumber.Of(of.Key.Year, programme, counter.Last);
            }
        }
    }

    private ImportTrace Trace(EntityEntry entry)
    {
        var key = string.Join(',', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p).CurrentValue));
        return new ImportTrace
        {
            RunId = record.Id,
            Entity = entry.Metadata.ClrType.Name,
            EntityId = key,
            Before = entry.State == EntityState.Added ? null : db.Ring.Seal(TraceColumn, record.Id.ToByteArray(), Snapshot.Of(entry)),
        };
    }
}

using System.Reflection;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// Takes a whole run back (撤销导入): what it added goes, what it changed is as before. It is refused once anybody has gone on from there: whatever
/// the change log holds since of a record of the run, or of one that refers to it.
/// </summary>
public sealed class ImportUndo(CanLianDbFactory databases, OfficeClock clock, DataFolder folder)
{
    private const int MostNamed = 3;

    // What others refer to goes last.
    private static readonly List<string> _last = [nameof(CaseFile), nameof(Batch), nameof(Survey), nameof(Organisation), nameof(Region)];

    public async Task<Outcome> UndoAsync(Actor actor, Guid id)
    {
        if (!ImportDesk.MayImport(actor))
        {
            return Outcome.Refused(new Reason(ImportDesk.Closed));
        }
        using var only = ImportLock.TryTake(folder);
        if (only is null)
        {
            return Outcome.Refused("有一次导入正在写入，等它写完再撤销");
        }
        await using var db = databases.Open(actor);
        db.SeesHidden = true;
        ImportRecord? record;
        await using (var write = await db.BeginWriteAsync())
        {
            record = await db.Imports.SingleOrDefaultAsync(r => r.Id == id);
            if (record is not { State: ImportState.Done })
            {
                return Outcome.Refused("这次导入已经撤销，或者没有写入过");
            }
            if (await BuiltOnAsync(db, record) is { Count: > 0 } built)
            {
                return Outcome.Refused("导入之后有人接着办了（{0}），不能整批撤销", string.Join('；', built));
            }
            await RestoreAsync(db, record);
            using (var tallies = TallyChange.Begin(db, [.. await db.ImportTraces.Where(t => t.RunId == id && t.Before == null && t.Entity == nameof(CaseFile)).Select(t => t.EntityId)
                .AsAsyncEnumerable().Select(Guid.Parse).ToListAsync()]))
            {
                await DeleteAsync(db, record);
                tallies?.Apply();
            }
            TargetTallies.RenewAll(db);
            VillageStamps.RaiseAll(db);
            db.Add(new HiddenRange { RunId = id, First = record.First, Last = record.Last });
            db.ChangeLog.Add(HiddenWriter.Entry(clock.UtcNow, nameof(ImportRecord), id.ToString(), "撤销", actor.Region, string.Join('、', record.Files), actor));
            record.State = ImportState.Undoing;
            await db.SaveChangesAsync();
            await write.CommitAsync();
        }
        // From here on nobody sees the persons; should the power fail now, the next start goes on.
        await HiddenWriter.RemoveAsync(db, record.First, record.Last, inParts: true);
        await EndAsync(db, id);
        return Outcome.Done;
    }

    /// <summary>The end of an undoing: the range is free, the run is marked.</summary>
    internal static async Task EndAsync(CanLianDb db, Guid id)
    {
        await using var write = await db.BeginWriteAsync();
        await db.HiddenRanges.Where(r => r.RunId == id).ExecuteDeleteAsync();
        await db.Suspicions.IgnoreQueryFilters()
            .Where(s => !db.Persons.IgnoreQueryFilters().Any(p => p.Id == s.SecondId) || !db.Persons.IgnoreQueryFilters().Any(p => p.Id == s.FirstId)).ExecuteDeleteAsync();
        await db.Imports.Where(r => r.Id == id && r.State == ImportState.Undoing)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Undone).SetProperty(r => r.Version, r => r.Version + 1));
        await write.CommitAsync();
    }

    /// <summary>Whether a run could be undone now; what stands against it.</summary>
    internal static async Task<IReadOnlyList<string>> BuiltOnAsync(CanLianDb db, ImportRecord record)
    {
        var (first, last) = (record.First.ToString(), record.Last.ToString());
        var since = db.ChangeLog.AsNoTracking().Where(e => e.Id > record.LastChange && e.Entity != nameof(ImportRecord)
            && !db.Imports.Any(r => r.State == ImportState.Undone && e.Id > r.FirstChange && e.Id <= r.LastChange));
        var touched = await since
            .Where(e => db.ImportTraces.Any(t => t.RunId == record.Id && t.Entity == e.Entity && t.EntityId == e.EntityId)
                || ((e.Entity == nameof(Person) || e.Entity == nameof(Household)) && string.Compare(e.EntityId, first) >= 0 && string.Compare(e.EntityId, last) <= 0))
            .OrderBy(e => e.Id).Take(MostNamed).ToListAsync();
        if (touched.Count > 0)
        {
            return touched.ConvertAll(Named);
        }
        var built = new List<string>();
        foreach (var of in (await since.Where(e => e.Action == ChangeLogEntry.Added).Select(e => new { e.Entity, e.EntityId, e.ActorName, e.At }).ToListAsync()).GroupBy(e => e.Entity))
        {
            if (TypeOf(db, of.Key) is not { } type)
            {
                continue;
            }
            var keys = of.Select(e => Guid.TryParse(e.EntityId, out var key) ? key : default).Where(k => k != default).ToList();
            if (await RefersAsync(db, record, type, keys))
            {
                built.Add(Named(new ChangeLogEntry { ActorId = "", ActorName = of.First().ActorName, Action = ChangeLogEntry.Added, Entity = of.Key, EntityId = "", At = of.First().At }));
            }
        }
        var regions = await db.ImportTraces.Where(t => t.RunId == record.Id && t.Entity == nameof(Region) && t.Before == null).Select(t => t.EntityId).ToListAsync();
        if (regions.Count > 0 && (await db.Users.AnyAsync(u => regions.Contains(u.RegionCode))
            || await db.Persons.IgnoreQueryFilters().AnyAsync(p => (p.Id.CompareTo(record.First) < 0 || p.Id.CompareTo(record.Last) > 0) && regions.Contains(p.RegionCode))))
        {
            built.Add("导入的区划里已有账号或人员");
        }
        return [.. built.Take(MostNamed)];
    }

    private static string Named(ChangeLogEntry entry) =>
        $"{OfficeClock.ToLocal(entry.At):MM-dd HH:mm} {entry.ActorName}{entry.Action}";

    private static IEntityType? TypeOf(CanLianDb db, string name) => db.Model.GetEntityTypes().FirstOrDefault(t => t.ClrType.Name == name && !t.IsOwned());

    // Whether any of some new records refers to a record that the run has added.
    private static async Task<bool> RefersAsync(CanLianDb db, ImportRecord record, IEntityType type, List<Guid> keys)
    {
        foreach (var reference in type.GetForeignKeys().Where(f => f.Properties is [{ } p] && (p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?))))
        {
            var principal = reference.PrincipalEntityType.ClrType;
            foreach (var some in keys.Chunk(500))
            {
                var targets = await (Task<List<Guid>>)Generic(nameof(TargetsAsync), type.ClrType).Invoke(null, [db, some, reference.Properties[0].Name])!;
                if ((principal == typeof(Person) || principal == typeof(Household)) && targets.Exists(t => t.CompareTo(record.First) >= 0 && t.CompareTo(record.Last) <= 0))
                {
                    return true;
                }
                var names = targets.ConvertAll(t => t.ToString());
                if (await db.ImportTraces.AnyAsync(t => t.RunId == record.Id && t.Before == null && t.Entity == principal.Name && names.Contains(t.EntityId)))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static async Task<List<Guid>> TargetsAsync<T>(CanLianDb db, Guid[] keys, string reference) where T : class =>
        [.. (await db.Set<T>().IgnoreQueryFilters().Where(e => keys.Contains(EF.Property<Guid>(e, "Id"))).Select(e => EF.Property<Guid?>(e, reference)).Distinct().ToListAsync()).OfType<Guid>()];

    private static async Task RestoreAsync(CanLianDb db, ImportRecord record)
    {
        db.LogsEachChange = false;
        foreach (var trace in await db.ImportTraces.AsNoTracking().Where(t => t.RunId == record.Id && t.Before != null).ToListAsync())
        {
            if (TypeOf(db, trace.Entity) is not { } type)
            {
                continue;
            }
            var key = type.FindPrimaryKey()!.Properties[0].ClrType == typeof(Guid) ? Guid.Parse(trace.EntityId) : (object)trace.EntityId;
            if (await db.FindAsync(type.ClrType, key) is { } changed)
            {
                if (changed is Person person)
                {
                    await db.Entry(person).Collection(p => p.Certificates).LoadAsync();
                }
                Snapshot.Restore(db, db.Entry(changed), db.Ring.OpenText(RunEnd.TraceColumn, record.Id.ToByteArray(), trace.Before!));
            }
        }
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        db.Attach(record);
    }

    private static async Task DeleteAsync(CanLianDb db, ImportRecord record)
    {
        var added = await db.ImportTraces.AsNoTracking().Where(t => t.RunId == record.Id && t.Before == null).Select(t => new { t.Entity, t.EntityId }).ToListAsync();
        foreach (var of in added.GroupBy(t => t.Entity).OrderBy(g => _last.IndexOf(g.Key)))
        {
            if (TypeOf(db, of.Key) is { } type)
            {
                foreach (var some in of.Select(t => t.EntityId).Chunk(500))
                {
                    await (Task<int>)Generic(nameof(DeleteAsync), type.ClrType).Invoke(null, [db, type.FindPrimaryKey()!.Properties[0], some])!;
                }
            }
        }
    }

    private static Task<int> DeleteAsync<T>(CanLianDb db, IProperty key, string[] keys) where T : class
    {
        var records = db.Set<T>().IgnoreQueryFilters();
        if (key.ClrType != typeof(Guid))
        {
            return records.Where(e => keys.Contains(EF.Property<string>(e, key.Name))).ExecuteDeleteAsync();
        }
        var ids = Array.ConvertAll(keys, Guid.Parse);
        return records.Where(e => ids.Contains(EF.Property<Guid>(e, key.Name))).ExecuteDeleteAsync();
    }

    private static MethodInfo Generic(string name, Type type) =>
        typeof(ImportUndo).GetMethods(BindingFlags.NonPublic | BindingFlags.Static).Single(m => m.Name == name && m.IsGenericMethod).MakeGenericMethod(type);
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Bulk;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// Writes new persons and households while a run is still being read (先行写入): part by part, so that others come to write in between, and hidden from
/// everybody until the run is over. One thread reads and judges, another writes.
/// </summary>
internal sealed class HiddenWriter(CanLianDb db, OfficeClock clock, Guid runId, RunKeys keys) : IAsyncDisposable
{
    // What one transaction takes is a bargain: the larger, the fewer pages of an index are written again; the smaller, the sooner others come to write.
    private const int PersonsInOneGo = 2_500;
    private const int KeysInOneGo = 50_000;
    private const int KeysAtOnce = 500_000;

    private Batch _batch = new();
    private List<SearchKey> _keys = [];
    private Task _writing = Task.CompletedTask;
    private bool _begun;

    /// <summary>Takes what one part of a sheet has added; it is written when enough has come together.</summary>
    public async Task TakeAsync(string source, IReadOnlyList<Person> persons, IReadOnlyList<Household> households)
    {
        var now = clock.UtcNow;
        _batch.Households.AddRange(households);
        foreach (var person in persons)
        {
            person.SortKey = Pinyin.SortKey(person.Name);
            _batch.Persons.Add(person);
            _batch.Log.Add(Entry(now, nameof(Person), person.Id.ToString(), ChangeLogEntry.Added, person.RegionCode, source, db.Actor));
            _keys.AddRange(SearchKeys.Of(person, db.Hash));
        }
        if (_batch.Persons.Count + _batch.Households.Count >= PersonsInOneGo)
        {
            await SendAsync(_keys.Count >= KeysAtOnce);
        }
    }

    /// <summary>Writes what is left; from now on the persons are read from the database like everybody.</summary>
    public async Task FinishAsync()
    {
        if (_batch.Persons.Count + _batch.Households.Count + _keys.Count > 0)
        {
            await SendAsync(withKeys: true);
        }
        await _writing;
    }

    /// <summary>Waits until nothing is being written any more, whatever became of it.</summary>
    public async Task StopAsync()
    {
        try
        {
            await _writing;
        }
        catch (Exception fault) when (fault is DbUpdateException or System.Data.Common.DbException)
        {
            // The run is given up for this or for another fault.
        }
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    private async Task SendAsync(bool withKeys)
    {
        await _writing;
        var (batch, keysToWrite) = (_batch, withKeys ? _keys : []);
        _batch = new Batch();
        _keys = withKeys ? [] : _keys;
        _writing = Task.Run(async () =>
        {
            await WriteAsync(batch);
            await WriteAsync(keysToWrite);
        });
    }

    private async Task WriteAsync(Batch batch)
    {
        if (!_begun)
        {
            db.SeesHidden = true;
            await BulkLoad.PrepareAsync(db);
        }
        await using var write = await db.BeginWriteAsync();
        if (!_begun)
        {
            db.Add(new HiddenRange { RunId = runId, First = keys.First, Last = keys.Last });
            await db.SaveChangesAsync();
            _begun = true;
        }
        var insert = new BulkInsert(db);
        insert.Add(batch.Households);
        insert.Add(batch.Persons);
        insert.Add(batch.Persons.SelectMany(p => p.Certificates));
        insert.Add(batch.Persons.SelectMany(p => p.Hardships));
        insert.Add(batch.Persons.SelectMany(p => p.Allowances));
        ChangeChain.Extend(db, batch.Log);
        insert.Add(batch.Log);
        await write.CommitAsync();
    }

    private async Task WriteAsync(List<SearchKey> some)
    {
        some.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : a.PersonId.CompareTo(b.PersonId));
        foreach (var part in some.Chunk(KeysInOneGo))
        {
            await using var write = await db.BeginWriteAsync();
            new BulkInsert(db).Add(part);
            await write.CommitAsync();
        }
    }

    /// <summary>Takes back what a run has written and not finished, part by part; nobody has seen it.</summary>
    public static async Task RollBackAsync(CanLianDb db, OfficeClock clock, HiddenRange range)
    {
        db.SeesHidden = true;
        await RemoveAsync(db, range.First, range.Last, inParts: true);
        await using var write = await db.BeginWriteAsync();
        await db.HiddenRanges.Where(r => r.RunId == range.RunId).ExecuteDeleteAsync();
        db.ChangeLog.Add(Entry(clock.UtcNow, nameof(ImportRecord), range.RunId.ToString(), "撤回", "", "没有写完，已全部撤回", db.Actor));
        await db.SaveChangesAsync();
        await write.CommitAsync();
    }

    /// <summary>Removes the persons and households whose keys lie between two keys, with all that belongs to them alone.</summary>
    public static async Task RemoveAsync(CanLianDb db, Guid first, Guid last, bool inParts)
    {
        while (true)
        {
            await using var write = inParts ? await db.BeginWriteAsync() : null;
            var some = await db.Persons.IgnoreQueryFilters().Where(p => p.Id.CompareTo(first) >= 0 && p.Id.CompareTo(last) <= 0)
                .OrderBy(p => p.Id).Select(p => p.Id).Take(1_000).ToListAsync();
            if (some.Count == 0)
            {
                await db.Households.IgnoreQueryFilters().Where(h => h.Id.CompareTo(first) >= 0 && h.Id.CompareTo(last) <= 0).ExecuteDeleteAsync();
            }
            else
            {
                await db.SearchKeys.IgnoreQueryFilters().Where(k => some.Contains(k.PersonId)).ExecuteDeleteAsync();
                await db.Set<Certificate>().Where(c => some.Contains(c.PersonId)).ExecuteDeleteAsync();
                await db.Set<Hardship>().Where(h => some.Contains(h.PersonId)).ExecuteDeleteAsync();
                await db.Set<Allowance>().Where(a => some.Contains(a.PersonId)).ExecuteDeleteAsync();
                await db.Persons.IgnoreQueryFilters().Where(p => some.Contains(p.Id)).ExecuteDeleteAsync();
            }
            if (write is not null)
            {
                await write.CommitAsync();
            }
            if (some.Count == 0)
            {
                return;
            }
        }
    }

    public static ChangeLogEntry Entry(DateTime now, string entity, string id, string action, string region, string said, Actor actor) => new()
    {
        At = now,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Entity = entity,
        EntityId = id,
        Action = action,
        RegionCode = region,
        Changes = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string?[]> { ["导入"] = [null, said] }, _json),
    };

    private static readonly System.Text.Json.JsonSerializerOptions _json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What comes together to be written in one go.</summary>
    private sealed class Batch
    {
        public List<Person> Persons { get; } = [];
        public List<Household> Households { get; } = [];
        public List<ChangeLogEntry> Log { get; } = [];
    }
}

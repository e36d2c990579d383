using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Bulk;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// Writes new persons and households while a run is still being read (先行写入): part by part, so that others come to write in between, and hidden from
/// everybody until the run is over.
/// </summary>
internal sealed class HiddenWriter(CanLianDb db, OfficeClock clock, Guid runId, RunKeys keys) : IAsyncDisposable
{
    // Keys are written in their own order, many at a time: one by one they would touch a page of the index each.
    private const int KeysAtOnce = 1_000_000;
    private const int KeysInOneGo = 15_000;

    private readonly List<SearchKey> _keys = [];
    private bool _begun;

    /// <summary>Persons written so far.</summary>
    public int Persons { get; private set; }

    public async Task WriteAsync(string source, IReadOnlyList<Person> persons, IReadOnlyList<Household> households)
    {
        if (persons.Count + households.Count == 0)
        {
            return;
        }
        foreach (var person in persons)
        {
            person.SortKey = Pinyin.SortKey(person.Name);
            _keys.AddRange(SearchKeys.Of(person, db.Hash).Select(key => new SearchKey { Key = key, PersonId = person.Id, RegionCode = person.RegionCode }));
        }
        var now = clock.UtcNow;
        var log = persons.Select(p => Entry(now, nameof(Person), p.Id.ToString(), "新增", p.RegionCode, source)).ToList();
        await using (var write = await db.BeginWriteAsync())
        {
            if (!_begun)
            {
                db.Add(new HiddenRange { RunId = runId, First = keys.First, Last = keys.Last });
                await db.SaveChangesAsync();
                _begun = true;
            }
            var insert = new BulkInsert(db);
            insert.Add(households);
            insert.Add(persons);
            insert.Add(persons.SelectMany(p => p.Certificates));
            insert.Add(persons.SelectMany(p => p.Hardships));
            insert.Add(persons.SelectMany(p => p.Allowances));
            ChangeChain.Extend(db, log);
            insert.Add(log);
            await write.CommitAsync();
        }
        Persons += persons.Count;
        if (_keys.Count >= KeysAtOnce)
        {
            await WriteKeysAsync();
        }
    }

    /// <summary>Writes the keys by which the new persons are found.</summary>
    public async Task WriteKeysAsync()
    {
        _keys.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : a.PersonId.CompareTo(b.PersonId));
        foreach (var some in _keys.Chunk(KeysInOneGo))
        {
            await using var write = await db.BeginWriteAsync();
            new BulkInsert(db).Add(some);
            await write.CommitAsync();
        }
        _keys.Clear();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

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

    private ChangeLogEntry Entry(DateTime now, string entity, string id, string action, string region, string said) => Entry(now, entity, id, action, region, said, db.Actor);
}

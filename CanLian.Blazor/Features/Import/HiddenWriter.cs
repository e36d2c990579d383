using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Bulk;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// Writes new persons and households while a run is still being read (先行写入): part by part, so that others come to write in between, and hidden from
/// everybody until the run is over. One thread reads and judges, another seals and hashes, a third writes.
/// </summary>
internal sealed class HiddenWriter(CanLianDb db, OfficeClock clock, Guid runId, RunKeys keys) : IAsyncDisposable
{
    // What one transaction takes is a bargain: the larger, the fewer pages of an index are written again; the smaller, the sooner others come to write.
    private const int PersonsInOneGo = 4_000;
    private const int KeysInOneGo = 50_000;
    private const int KeysAtOnce = 300_000;
    private const int GoesBeforeTheLogIsMoved = 12;

    private readonly BulkInsert _insert = new(db);
    private Part _part = new();
    private PackedRows? _keys;
    private Task _preparing = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private Task _writingBefore = Task.CompletedTask;
    private bool _loading;
    private bool _begun;
    private int _goes;

    /// <summary>Takes what one part of a sheet has added; it is written when enough has come together.</summary>
    public async Task TakeAsync(string source, NewRecords added)
    {
        _part.Households.AddRange(added.Households);
        _part.Persons.AddRange(added.Persons.Select(p => (p, source)));
        foreach (var (household, head) in added.Heads)
        {
            _part.Heads[household] = head;
        }
        if (_part.Persons.Count + _part.Households.Count >= PersonsInOneGo)
        {
            await SendAsync(last: false);
        }
    }

    /// <summary>Writes what is left; from now on the persons are read from the database like everybody.</summary>
    public async Task FinishAsync()
    {
        await SendAsync(last: true);
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

    public async ValueTask DisposeAsync()
    {
        if (_loading)
        {
            await BulkLoad.LeaveAsync(db);
        }
        await db.DisposeAsync();
    }

    // At most one part is being made ready, and one written, while the next is being read: a register can be larger than memory.
    private async Task SendAsync(bool last)
    {
        await _preparing;
        await _writingBefore;
        var part = _part;
        _part = new Part();
        var (preparing, before) = (Task.Run(() => Prepare(part, last)), _writing);
        (_preparing, _writingBefore) = (preparing, before);
        _writing = Task.Run(async () =>
        {
            await before;
            await WriteAsync(await preparing);
        });
    }

    private ReadyPart Prepare(Part part, bool last)
    {
        var (now, said) = (clock.UtcNow, new Dictionary<string, string>());
        var log = new List<ChangeLogEntry>(part.Persons.Count);
        foreach (var (person, source) in part.Persons)
        {
            person.SortKey = Pinyin.SortKey(person.Name);
            var changes = said.TryGetValue(source, out var known) ? known : said[source] = Said(source);
            log.Add(Of(now, nameof(Person), person.Id.ToString(), ChangeLogEntry.Added, person.RegionCode, changes, db.Actor));
        }
        var persons = part.Persons.ConvertAll(p => p.Person);
        var found = _insert.Ready(persons.SelectMany(p => SearchKeys.Of(p, db.Hash)), _keys ??= _insert.NoRows());
        var enough = last || _keys.Count >= KeysAtOnce;
        if (enough)
        {
            // In the order of their index: however many come together, each page of it is written once.
            _keys.SortByTwoTexts();
            _keys = null;
        }
        return new ReadyPart(
            [
                _insert.Ready(part.Households), _insert.Ready(persons), _insert.Ready(persons.SelectMany(p => p.Certificates)),
                _insert.Ready(persons.SelectMany(p => p.Hardships)), _insert.Ready(persons.SelectMany(p => p.Allowances)),
            ],
            part.Heads, log, enough ? found : null);
    }

    private async Task WriteAsync(ReadyPart part)
    {
        if (part.Records.All(r => r.Rows.Count == 0) && part.Heads.Count == 0 && part.Keys is not { Rows.Count: > 0 })
        {
            return;
        }
        if (!_loading)
        {
            db.SeesHidden = true;
            await BulkLoad.PrepareAsync(db);
            _loading = true;
        }
        await using (var write = await db.BeginWriteAsync())
        {
            if (!_begun)
            {
                db.Add(new HiddenRange { RunId = runId, First = keys.First, Last = keys.Last });
                await db.SaveChangesAsync();
                _begun = true;
            }
            foreach (var records in part.Records)
            {
                _insert.Add(records);
            }
            await NameHeadsAsync(part.Heads);
            ChangeChain.Extend(db, part.Log);
            _insert.Add(part.Log);
            await write.CommitAsync();
        }
        await WentAsync();
        if (part.Keys is not { } found)
        {
            return;
        }
        for (var first = 0; first < found.Rows.Count; first += KeysInOneGo)
        {
            await using (var write = await db.BeginWriteAsync())
            {
                _insert.Add(found, first, Math.Min(KeysInOneGo, found.Rows.Count - first));
                await write.CommitAsync();
            }
            await WentAsync();
        }
        found.Rows.Clear();
    }

    // The same page of an index is written again and again: in the log each time, in the database file once for many.
    private async Task WentAsync()
    {
        if (++_goes % GoesBeforeTheLogIsMoved == 0)
        {
            await BulkLoad.MoveLogAsync(db);
        }
    }

    // A household that lies in the database already, of which a later row was the head.
    private async Task NameHeadsAsync(Dictionary<Guid, string> heads)
    {
        if (heads.Count == 0)
        {
            return;
        }
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = "UPDATE \"Households\" SET \"HeadName\" = @head WHERE \"Id\" = @id";
        var (head, id) = (command.CreateParameter(), command.CreateParameter());
        (head.ParameterName, id.ParameterName) = ("@head", "@id");
        command.Parameters.AddRange(new[] { head, id });
        foreach (var (household, name) in heads)
        {
            (head.Value, id.Value) = (name, household);
            await command.ExecuteNonQueryAsync();
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

    /// <summary>An entry of the change log that says one thing about a record.</summary>
    public static ChangeLogEntry Entry(DateTime now, string entity, string id, string action, string region, string said, Actor actor) =>
        Of(now, entity, id, action, region, Said(said), actor);

    private static ChangeLogEntry Of(DateTime now, string entity, string id, string action, string region, string changes, Actor actor) => new()
    {
        At = now,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Entity = entity,
        EntityId = id,
        Action = action,
        RegionCode = region,
        Changes = changes,
    };

    private static string Said(string what) => System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string?[]> { ["导入"] = [null, what] }, _json);

    private static readonly System.Text.Json.JsonSerializerOptions _json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What comes together to be written in one go.</summary>
    private sealed class Part
    {
        public List<(Person Person, string Source)> Persons { get; } = [];
        public List<Household> Households { get; } = [];
        public Dictionary<Guid, string> Heads { get; } = [];
    }

    /// <summary>The same made ready: only to be written.</summary>
    private sealed record ReadyPart(IReadOnlyList<ReadyRows> Records, Dictionary<Guid, string> Heads, IReadOnlyList<ChangeLogEntry> Log, ReadyRows? Keys);
}

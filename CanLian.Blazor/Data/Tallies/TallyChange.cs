using CanLian.Blazor.Data.Bulk;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>
/// Keeps tallies while cases and tasks are written (随写随记): what the cases of the same persons and households added up to before is taken away, what they
/// add up to after is added, in the transaction that writes them. So whoever is counted once is counted once at every level, and nothing is counted anew.
/// </summary>
internal sealed class TallyChange : IDisposable
{
    private const int AtOnce = 400;
    private readonly CanLianDb _db;
    private readonly TallyState _state;
    private readonly bool _begins;
    private readonly HashSet<Guid> _persons;
    private readonly HashSet<Guid> _households;
    private readonly HashSet<(string Programme, int Year)> _targets;
    private readonly List<CountedCase> _before;

    private TallyChange(
        CanLianDb db, TallyState state, bool begins, HashSet<Guid> persons, HashSet<Guid> households, HashSet<(string Programme, int Year)> targets)
    {
        (_db, _state, _begins, _persons, _households, _targets) = (db, state, begins, persons, households, targets);
        _before = Load();
        db.Following = this;
    }

    /// <summary>
    /// Looks at what is about to be written; call it inside the writing transaction, before the first row of it is written. Null where nothing counts, where
    /// somebody further out has begun already, and where no tallies hold.
    /// </summary>
    /// <param name="db">The context with its changes.</param>
    /// <param name="cases">Cases that will be changed or removed without the change tracker.</param>
    public static TallyChange? Begin(CanLianDb db, params IReadOnlyCollection<Guid> cases)
    {
        if (db.Following is not null)
        {
            return null;
        }
        HashSet<Guid> persons = [], households = [];
        foreach (var entry in db.ChangeTracker.Entries<CaseFile>().Where(e => Writes(e.State)))
        {
            persons.UnionWith([entry.Entity.PersonId, entry.Property(c => c.PersonId).OriginalValue]);
            households.UnionWith(new[] { entry.Entity.HouseholdId, entry.Property(c => c.HouseholdId).OriginalValue }.OfType<Guid>());
        }
        List<Guid> others = [.. cases, .. db.ChangeTracker.Entries<Hold>().Where(e => Writes(e.State)).Select(e => e.Entity.CaseId)];
        HashSet<(string, int)> targets = [.. db.ChangeTracker.Entries<Target>().Where(e => Writes(e.State))
            .SelectMany(e => new[] { (e.Entity.Programme, e.Entity.Year), (e.Property(t => t.Programme).OriginalValue, e.Property(t => t.Year).OriginalValue) })];
        if (persons.Count + others.Count + targets.Count == 0)
        {
            return null;
        }
        var state = TallyState.Read(db);
        var begins = state is null && !db.Cases.IgnoreQueryFilters().Any() && !db.Targets.Any();
        if (state is null && !begins)
        {
            return null;
        }
        foreach (var some in others.Distinct().Chunk(AtOnce))
        {
            foreach (var subject in db.Cases.IgnoreQueryFilters().WhereKey(c => c.Id, some).Select(c => new { c.PersonId, c.HouseholdId }))
            {
                persons.Add(subject.PersonId);
                households.UnionWith(new[] { subject.HouseholdId }.OfType<Guid>());
            }
        }
        return new TallyChange(db, state ?? new TallyState(db.Clock.Today), begins, persons, households, targets);
    }

    /// <summary>Brings the tallies up to what is written now.</summary>
    public void Apply()
    {
        var after = Load();
        var sheet = new TallySheet(Catalogue.Tallied);
        sheet.Add(_before, -1);
        sheet.Add(after);
        TallyRows.Add(_db, sheet);
        var today = _db.Clock.Today;
        foreach (var some in _before.Concat(after).Select(c => c.File.Id).Distinct().Chunk(AtOnce))
        {
            _db.TallyAhead.IgnoreQueryFilters().WhereKey(a => a.CaseId, some).ExecuteDelete();
        }
        if (TallyRows.Ahead(after, today).ToList() is { Count: > 0 } ahead)
        {
            new BulkInsert(_db).Add(ahead);
        }
        TargetTallies.Renew(_db, _targets);
        if (_begins)
        {
            VillageStamps.RaiseAll(_db);
        }
        if (_begins || _state.Day < today)
        {
            new TallyState(today > _state.Day ? today : _state.Day).Write(_db);
        }
    }

    public void Dispose() => _db.Following = null;

    private static bool Writes(EntityState state) => state is EntityState.Added or EntityState.Modified or EntityState.Deleted;

    // Whatever their region and programme: a tally is everybody's.
    private List<CountedCase> Load()
    {
        var cases = _db.Cases.IgnoreQueryFilters().AsNoTracking();
        var found = new Dictionary<Guid, CountedCase>();
        foreach (var some in _persons.Chunk(AtOnce))
        {
            Take(cases.WhereKey(c => c.PersonId, some));
        }
        foreach (var some in _households.Chunk(AtOnce))
        {
            Take(cases.Where(c => c.HouseholdId != null).WhereKey(c => c.HouseholdId!.Value, some));
        }
        return [.. found.Values];

        void Take(IQueryable<CaseFile> query)
        {
            foreach (var counted in query.Select(CountedCase.Of))
            {
                found[counted.File.Id] = counted;
            }
        }
    }
}

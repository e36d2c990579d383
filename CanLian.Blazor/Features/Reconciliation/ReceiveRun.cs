using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>What taking a list came to.</summary>
internal sealed record Taken(int Matched, int Facts, IReadOnlyList<KindCount> Counts, BookChange Book)
{
    /// <summary>Rows that turned out to be about nothing of ours.</summary>
    public IReadOnlyList<Refusal> Unknown { get; init; } = [];
}

/// <summary>One list on its way in (一次收名单). Persons are taken some hundreds at a time and let go again, so that the size of the list costs time and not memory.</summary>
internal sealed class ReceiveRun(CanLianDb db, ListContent content, Month month, DateTime now, DateOnly today)
{
    private const int AtOnce = 1_000;

    private readonly HashSet<Guid> _matched = [];
    private readonly List<FoundDifference> _found = [];
    private readonly List<Refusal> _unknown = [];

    // The day the list is of: the last of its month, or today while that runs.
    private readonly DateOnly _on = month.LastDay < today ? month.LastDay : today;

    public async Task<Taken> TakeAsync(CancellationToken cancellation)
    {
        if (content.Kind == ListKind.ClueAnswers)
        {
            return await TakeCluesAsync(cancellation);
        }
        var places = new ListedPlaces(await db.Regions.AsNoTracking().OrderBy(r => r.Code).ToListAsync(cancellation));
        var (rows, facts) = (0, 0);
        var comparison = new ListComparison(places, _on, content.Kind);
        foreach (var some in content.Persons.Chunk(AtOnce))
        {
            var persons = await Matching.FindAsync(db, some.Select(r => r.Number.Id).OfType<IdNumber>(), cancellation);
            rows += some.Count(r => PersonOf(r, persons) is not null);
            facts += await EnterFactsAsync(some, persons, cancellation);
            var elsewhere = content.Kind == ListKind.Monitored ? [] : await MonitoredAsync(persons.Values, cancellation);
            _found.AddRange(some.Select(r => (Row: r, Person: PersonOf(r, persons))).Where(r => r.Person is null || !elsewhere.Contains(r.Person.Id))
                .SelectMany(r => comparison.Compare(r.Row, r.Person)));
        }
        await FindSeveralAsync(cancellation);
        var nobody = _found.Where(f => f.Person is null && f.Row is not null).Select(f => f.Row!).Distinct().ToList();
        var suggested = await Matching.SuggestAsync(db, nobody, cancellation);
        await FindMissingAsync(suggested, cancellation);
        if (content.Kind == ListKind.LiftedOut)
        {
            // Most who were lifted out of poverty are not disabled and no business of ours.
            _found.RemoveAll(f => f.Person is null && f.Row is { Number.IsCertificate: false } row && !suggested.ContainsKey(row));
        }
        var book = await new DifferenceBook(db, content.Kind, month, now, today).EnterAsync(_found, places, suggested, cancellation);
        return new Taken(rows, facts, Counted(), book);
    }

    /// <summary>The facts that the list is about.</summary>
    private IReadOnlyList<HardshipKind> Kinds => content.Kind == ListKind.Monitored ? Hardship.Monitored : [HardshipKind.LiftedOut];

    // Name, number and place of whom we hold to be monitored are compared with the monitoring list; the same slip is not shown twice.
    private async Task<HashSet<Guid>> MonitoredAsync(IEnumerable<Counterpart> persons, CancellationToken cancellation)
    {
        var (ids, kinds, on) = (persons.Select(p => p.Id).ToList(), Hardship.Monitored, _on);
        return [.. await db.Persons.Where(p => ids.Contains(p.Id) && p.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on)))
            .Select(p => p.Id).ToListAsync(cancellation)];
    }

    private static Counterpart? PersonOf(ListedPerson row, Dictionary<IdNumber, Counterpart> persons) => row.Number.Id is { } id ? persons.GetValueOrDefault(id) : null;

    // One person and kind count once, however many rows say so.
    private List<KindCount> Counted() =>
        [.. _found.DistinctBy(f => (f.Kind, f.Person?.Id, f.Person is null ? f.Row!.Number.Written : "")).GroupBy(f => f.Kind).OrderBy(g => g.Key).Select(g => new KindCount(g.Key, g.Count()))];

    private async Task<int> EnterFactsAsync(IReadOnlyList<ListedPerson> rows, Dictionary<IdNumber, Counterpart> persons, CancellationToken cancellation)
    {
        var ids = persons.Values.Select(p => p.Id).ToList();
        var kinds = Kinds;
        var known = (await db.Persons.Where(p => ids.Contains(p.Id)).SelectMany(p => p.Hardships).Where(h => kinds.Contains(h.Kind)).ToListAsync(cancellation))
            .ToLookup(h => h.PersonId);
        var changed = 0;
        foreach (var row in rows)
        {
            // Somebody who stands in two households is entered by the first of them.
            if (PersonOf(row, persons) is { } person && _matched.Add(person.Id))
            {
                changed += Enter(person.Id, [.. known[person.Id]], row) ? 1 : 0;
            }
        }
        if (changed > 0)
        {
            await db.SaveChangesAsync(cancellation);
        }
        db.ChangeTracker.Clear();
        return changed;
    }

    private bool Enter(Guid person, List<Hardship> known, ListedPerson row)
    {
        var (fact, changed) = content.Kind == ListKind.Monitored
            ? MonitoredFacts.Put(person, known, row, month, _on)
            : known.Count > 0 ? (null, false) : (MonitoredFacts.Lifted(person, row, month), true);
        if (fact is not null)
        {
            db.Add(fact);
        }
        return changed;
    }

    private async Task FindSeveralAsync(CancellationToken cancellation)
    {
        var several = content.Persons.Where(r => r.Number.Id is not null).GroupBy(r => r.Number.Id!.Value)
            .Where(g => g.Select(r => r.Household).Distinct().Count() > 1).ToList();
        var persons = await Matching.FindAsync(db, several.Select(g => g.Key), cancellation);
        _found.AddRange(several.Select(g => ListComparison.Several(g.First(), persons.GetValueOrDefault(g.Key), g.Select(r => r.Household).Distinct())));
    }

    private async Task FindMissingAsync(Dictionary<ListedPerson, Guid> suggested, CancellationToken cancellation)
    {
        // Whose number was copied wrongly is not missing: that is one mistake and not two.
        var miscopied = content.Persons.Where(r => r.Number.Problem is not null).ToLookup(r => ListComparison.PlainName(r.Name));
        // A row that could not be taken is on the list all the same.
        var others = (await Matching.FindAsync(db, content.Others, cancellation)).Values.Select(p => p.Id);
        _matched.UnionWith(others);
        var (kinds, on) = (Kinds, _on);
        // From the facts to their persons: they are few, and the register is long.
        var ours = db.Persons.AsNoTracking()
            .SelectMany(p => p.Hardships, (p, h) => new { p.Id, p.Name, p.RegionCode, p.DeceasedOn, h.Kind, h.From, h.To })
            .Where(x => kinds.Contains(x.Kind) && x.From <= on && (x.To == null || x.To >= on));
        await foreach (var person in ours.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (_matched.Add(person.Id)
                && miscopied[ListComparison.PlainName(person.Name)].FirstOrDefault(r => suggested.TryAdd(r, person.Id) || suggested[r] == person.Id) is null)
            {
                var missing = ListComparison.Missing(new Counterpart(person.Id, person.Name, person.RegionCode, null), person.Kind);
                _found.Add(person.DeceasedOn is null ? missing : missing with { Cause = DifferenceCause.Gone });
            }
        }
    }

    /// <summary>Answers go to the clues they name; one that names none of ours is left, and said.</summary>
    private async Task<Taken> TakeCluesAsync(CancellationToken cancellation)
    {
        var numbers = content.Clues.Select(c => c.ClueNumber).ToList();
        var known = await db.Clues.Where(c => numbers.Contains(c.Number)).ToDictionaryAsync(c => c.Number, cancellation);
        var changed = 0;
        foreach (var row in content.Clues)
        {
            if (!known.TryGetValue(row.ClueNumber, out var clue))
            {
                _unknown.Add(new Refusal(row.Row, "线索号", row.ClueNumber, new Text("我们没有送过这条线索")));
                continue;
            }
            (clue.Verdict, clue.VerifiedOn, clue.VerifiedBy, clue.Measures) = (row.Verdict, row.VerifiedOn, row.VerifiedBy, row.Measures);
            changed += db.Entry(clue).State == EntityState.Unchanged ? 0 : 1;
        }
        return new Taken(known.Count, changed, [], new BookChange(0, 0)) { Unknown = _unknown };
    }
}

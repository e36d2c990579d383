using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>Why a case is on somebody's list of work.</summary>
public enum WorkReason
{
    [Label("逾期")] Overdue,
    [Label("被退回")] SentBack,
    [Label("今天要办")] Today,
    [Label("等我办")] Waiting,
    [Label("整改")] Rectification,
}

/// <summary>One thing to do: the case, why, and the step that is next.</summary>
/// <param name="Reason">Why it is here.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Name">Person or householder.</param>
/// <param name="About">Sex, age, disability and house number in a few words.</param>
/// <param name="Programme">Programme code.</param>
/// <param name="Stage">Name of the stage it stands at.</param>
/// <param name="NextVerb">Verb of the next step for the reader.</param>
/// <param name="DueOn">When it is due; null without a limit.</param>
/// <param name="Words">What a colleague wrote who sent it back, or the problem to be put right.</param>
public sealed record WorkItemRow(
    WorkReason Reason, Guid CaseId, string Name, PersonWords About, string Programme, string Stage, string NextVerb, DateOnly? DueOn, string? Words);

/// <summary>Who somebody is, in the few words a list has room for.</summary>
public sealed record PersonWords(Sex Sex, int Age, string? Disability, string Address);

/// <summary>A certificate that ends soon.</summary>
public sealed record EndingCertificate(Guid PersonId, string Name, int DaysLeft);

/// <summary>What a person has to do today.</summary>
public sealed record MyWork(IReadOnlyList<WorkItemRow> Items, int Total, IReadOnlyDictionary<WorkReason, int> Counts)
{
    /// <summary>Whether a reader would see no difference.</summary>
    public bool SameAs(MyWork? other) => other is not null && Items.SequenceEqual(other.Items)
        && Counts.Count == other.Counts.Count && Counts.All(c => other.Counts.TryGetValue(c.Key, out var count) && count == c.Value);
}

/// <summary>What else the day should not forget: certificates that end soon, and how many hold one.</summary>
public sealed record MyHolders(IReadOnlyList<EndingCertificate> Ending, int EndingTotal, int Holders);

/// <summary>Finds the work that waits for one person: cases whose next step is theirs to take, in their region.</summary>
public sealed class WorkQueries(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>The most rows one list carries; what lies beyond is counted and found by the programme's own list.</summary>
    public const int Most = 60;
    private const int EndingWithinDays = 90;

    private readonly SharedReads _shared = new();
    private readonly KeptCounts _counts = new();

    /// <param name="actor">Whose.</param>
    /// <param name="only">One reason alone; null for all.</param>
    /// <param name="most">How many are listed.</param>
    /// <param name="follows">A page that has it already looks again.</param>
    public Task<MyWork> FindAsync(Actor actor, WorkReason? only = null, int most = Most, bool follows = false) =>
        _shared.ReadAsync((actor.Sight, only, most), () => ReadAsync(actor, only, most), follows);

    private async Task<MyWork> ReadAsync(Actor actor, WorkReason? only, int most)
    {
        await using var db = databases.Open(actor);
        var today = clock.Today;
        var stages = StagesOf(actor);
        var keys = stages.Keys.Select(k => k.Programme + "/" + k.Stage).ToList();
        var waiting = db.Cases.AsNoTracking()
            .Where(c => (c.StageKind == StageKind.Open || c.DueOn != null) && EF.Parameter(keys).Contains(c.Programme + "/" + c.Stage) && !c.Holds.Any(h => h.EndedOn == null));
        var mending = db.FollowUps.AsNoTracking().TagWith(SqliteOrder.ByOrder).Where(f => f.Problem != null && f.FixedOn == null);

        // Few are sent back, and an index knows which: the rest is told from another without a look at any case.
        var back = await waiting.Where(c => c.SentBackReason != null && !(c.DueOn < today)).Select(c => new { c.Id, c.DueOn }).ToListAsync();
        var sentBack = back.ConvertAll(c => c.Id);
        var counted = (await waiting.GroupBy(c => c.DueOn < today ? WorkReason.Overdue : c.DueOn == today ? WorkReason.Today : WorkReason.Waiting)
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync()).ToDictionary(g => g.Key, g => g.Count);
        var counts = new Dictionary<WorkReason, int>
        {
            [WorkReason.Overdue] = counted.GetValueOrDefault(WorkReason.Overdue),
            [WorkReason.SentBack] = back.Count,
            [WorkReason.Today] = counted.GetValueOrDefault(WorkReason.Today) - back.Count(c => c.DueOn == today),
            [WorkReason.Waiting] = counted.GetValueOrDefault(WorkReason.Waiting) - back.Count(c => c.DueOn != today),
            [WorkReason.Rectification] = actor.Writes ? await mending.CountAsync() : 0,
        };

        var items = new List<WorkItemRow>();
        foreach (var (reason, query) in new[]
        {
            (WorkReason.Overdue, waiting.Where(c => c.DueOn < today)),
            (WorkReason.SentBack, db.Cases.AsNoTracking().WhereKey(c => c.Id, sentBack)),
            (WorkReason.Today, waiting.Where(c => c.DueOn == today && !EF.Parameter(sentBack).Contains(c.Id))),
            (WorkReason.Waiting, waiting.Where(c => (c.DueOn == null || c.DueOn > today) && !EF.Parameter(sentBack).Contains(c.Id))),
        })
        {
            if (items.Count < most && counts[reason] > 0 && (only is null || only == reason))
            {
                items.AddRange(await RowsAsync(db, query, reason, stages, today, most - items.Count));
            }
        }
        if (actor.Writes && only is null or WorkReason.Rectification)
        {
            items.AddRange(await MendingAsync(mending, today, most));
        }
        return new MyWork(items, counts.Values.Sum(), counts);
    }

    /// <summary>The holders of the actor's region, and whose certificate ends within 90 days.</summary>
    public async Task<MyHolders> HoldersAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        var (today, soon) = (clock.Today, clock.Today.AddDays(EndingWithinDays));
        // Of a wide region those that end are few, of a town the people are.
        var persons = actor.Region.Length <= Region.DistrictLength ? db.Persons.AsNoTracking().TagWith(SqliteOrder.ByOrder) : db.Persons.AsNoTracking();
        var ending = persons.SelectMany(p => p.Certificates, (p, c) => new { p.Id, p.Name, Certificate = c })
            .Where(x => x.Certificate.Current && x.Certificate.State == CertificateState.Valid && x.Certificate.ExpiresOn >= today && x.Certificate.ExpiresOn <= soon);
        return await _counts.ReadAsync(db, (nameof(MyHolders), today), async () => new MyHolders(
            [.. (await ending.OrderBy(x => x.Certificate.ExpiresOn).Take(5).ToListAsync())
                .Select(x => new EndingCertificate(x.Id, x.Name, x.Certificate.ExpiresOn.DayNumber - today.DayNumber))],
            await ending.CountAsync(),
            await db.Persons.CountAsync(p => p.Certificates.Any(c => c.Current && c.State == CertificateState.Valid))));
    }

    /// <summary>
    /// Stages from which the next step forward is the actor's, with its verb. A stage that leads several ways is the work of whoever
    /// stands nearest: a village's draft is not the town's work, although the town may take it.
    /// </summary>
    private static Dictionary<(string Programme, string Stage), string> StagesOf(Actor actor) =>
        Catalogue.Programmes.Where(p => actor.Handles(p.Code))
            .SelectMany(p => p.Flow.Stages.Where(s => !s.IsEnd)
                .Select(s => (p.Code, Stage: s.Code, Step: p.Flow.NextFrom(s)))
                .Where(x => x.Step is { } step && step.Who[0] == actor.Role))
            .ToDictionary(x => (x.Code, x.Stage), x => x.Step!.Verb);

    // First which, from the index alone, and only then what is said of them.
    private static async Task<IEnumerable<WorkItemRow>> RowsAsync(
        CanLianDb db, IQueryable<CaseFile> query, WorkReason reason, Dictionary<(string, string), string> stages, DateOnly today, int most)
    {
        var ids = await query.OrderBy(c => c.DueOn == null).ThenBy(c => c.DueOn).ThenBy(c => c.Number).Select(c => c.Id).Take(most).ToListAsync();
        var rows = await db.Cases.AsNoTracking().WhereKey(c => c.Id, ids)
            .Select(c => new { c.Id, c.PersonId, c.SubjectName, c.Programme, c.Stage, c.DueOn, c.SentBackReason, c.Person!.Sex, c.Person.BirthDate, c.Person.Address })
            .ToDictionaryAsync(c => c.Id);
        var persons = rows.Values.Select(r => r.PersonId).ToList();
        var cards = (await db.Persons.AsNoTracking().WhereKey(p => p.Id, persons)
            .SelectMany(p => p.Certificates.Where(x => x.Current), (p, x) => new { p.Id, Certificate = x }).ToListAsync()).ToDictionary(c => c.Id, c => c.Certificate.Description);
        return ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(r => new WorkItemRow(
            reason, r.Id, r.SubjectName, new PersonWords(r.Sex, AgeOn(r.BirthDate, today), cards.GetValueOrDefault(r.PersonId), r.Address), r.Programme,
            Catalogue.Of(r.Programme).Flow.Stage(r.Stage).Name, stages[(r.Programme, r.Stage)], r.DueOn, r.SentBackReason));
    }

    private static async Task<IEnumerable<WorkItemRow>> MendingAsync(IQueryable<FollowUp> query, DateOnly today, int most)
    {
        var rows = await query.OrderBy(f => f.FixBy).Take(most)
            .Select(f => new { f.CaseId, f.Case!.SubjectName, f.Case.Programme, f.FixBy, f.Problem, f.Case.Person!.Sex, f.Case.Person.BirthDate, f.Case.Person.Address })
            .ToListAsync();
        return rows.Select(r => new WorkItemRow(
            WorkReason.Rectification, r.CaseId, r.SubjectName, new PersonWords(r.Sex, AgeOn(r.BirthDate, today), null, r.Address), r.Programme,
            "整改待复查", "去复查", r.FixBy, r.Problem));
    }

    private static int AgeOn(DateOnly birth, DateOnly day) => day.Year - birth.Year - (birth.AddYears(day.Year - birth.Year) > day ? 1 : 0);
}

using System.Linq.Expressions;
using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>A case with everything its steps are judged by, and what its programme's rules say of it.</summary>
/// <param name="Programme">The case's programme.</param>
/// <param name="Facts">What steps read.</param>
/// <param name="Failures">Rules that do not hold, overridden ones included.</param>
public sealed record LoadedCase(Programme Programme, CaseFacts Facts, IReadOnlyList<RuleFailure> Failures);

/// <summary>Assembles <see cref="CaseFacts"/> from the database: the only place that knows where each fact is kept.</summary>
public sealed class CaseFactsLoader(OfficeClock clock)
{
    /// <summary>Null when there is no such case in the actor's region.</summary>
    public async Task<LoadedCase?> LoadAsync(CanLianDb db, Guid id, StepInput input)
    {
        return await WholeAsync(db, [id]) is [var file] ? await JudgeAsync(db, file, input) : null;
    }

    /// <summary>Many cases at once, read together: a query for each kind of record instead of one for each case.</summary>
    /// <param name="db">The context.</param>
    /// <param name="ids">The cases; those that are not in the actor's region are not among the answers.</param>
    /// <param name="inputOf">What is filled in for each.</param>
    public async Task<IReadOnlyDictionary<Guid, LoadedCase>> LoadManyAsync(CanLianDb db, IEnumerable<Guid> ids, Func<Guid, StepInput> inputOf)
    {
        var settings = await db.PolicySettings.AsNoTracking().ToListAsync();
        var loaded = new Dictionary<Guid, LoadedCase>();
        foreach (var some in ids.Distinct().Chunk(100))
        {
            foreach (var file in await WholeAsync(db, [.. some]))
            {
                loaded.Add(file.Id, await JudgeAsync(db, file, inputOf(file.Id), settings));
            }
        }
        return loaded;
    }

    /// <summary>What stands on the case and its person alone, without a query: enough to ask what is owed.</summary>
    public CaseFacts Bare(CanLianDb db, Programme programme, CaseFile file) => new()
    {
        Case = file,
        Form = programme.ReadForm(file.Form),
        Person = file.Person!,
        Actor = db.Actor,
        Now = clock.UtcNow,
        Today = clock.Today,
        Calendar = WorkingCalendar.China,
        Batch = file.Batch,
        Organisation = file.Organisation,
    };

    private async Task<LoadedCase> JudgeAsync(CanLianDb db, CaseFile file, StepInput input, List<PolicySetting>? known = null)
    {
        var programme = Catalogue.Of(file.Programme);
        var form = programme.ReadForm(file.Form);
        var settings = known ?? await db.PolicySettings.AsNoTracking().ToListAsync();
        var policies = new PolicyValues(programme.Code, settings, file.AppliedOn);
        var candidate = await CandidateAsync(db, file.Person!, form);
        var failures = programme.Judge(candidate, new RuleContext(file.Year, file.AppliedOn, policies, file.Id), form).ToList();
        var tariff = await TariffAsync(db, file);
        var batch = await BatchAsync(db, programme, file, input);

        return new LoadedCase(programme, new CaseFacts
        {
            Case = file,
            Form = form,
            Person = file.Person!,
            Actor = db.Actor,
            Now = clock.UtcNow,
            Today = clock.Today,
            Calendar = WorkingCalendar.China,
            Input = input,
            FailedRules = [.. failures.Where(f => file.Overrides.TrueForAll(o => o.Rule != f.Rule)).Select(f => f.Reason)],
            FormProblems = programme.Validate(form),
            StandardFen = StandardOf(tariff, file),
            CapFen = tariff?.CapFen ?? StandardOf(tariff, file),
            FundsLeftFen = await FundsLeftAsync(db, file),
            DuplicateNumber = candidate.Cases.FirstOrDefault(c => c.Id != file.Id && c.Programme == file.Programme && c.Year == file.Year
                && c.StageKind is StageKind.Open or StageKind.Done && programme.Rules.Any(r => r.IsOncePerYear))?.Number,
            Batch = batch,
            BatchTaken = batch is null ? 0 : await Live(db, file).CountAsync(c => c.BatchId == batch.Id),
            OverlappingBatch = batch is null ? null : await OverlappingAsync(db, file, batch),
            Organisation = file.Organisation,
            OrganisationTaken = file.Organisation is { Capacity: not null, Id: var organisation }
                ? await Live(db, file).CountAsync(c => c.OrganisationId == organisation && c.Year == file.Year && c.Programme == file.Programme)
                : 0,
            OpenNotice = await NoticeAsync(db, file, input),
            NoticeDays = policies.Int(Programme.NoticeDays),
            Settings = policies.Set,
        }, failures);
    }

    /// <summary>
    /// The person as rules see it. Cases of other regions count too: a person who moved here must not be served twice, and the reason names
    /// no more than the number of the person's own case.
    /// </summary>
    public static async Task<Candidate> CandidateAsync(CanLianDb db, Person person, CaseForm? form = null) => new()
    {
        Person = person,
        Named = form is null ? [] : await NamedAsync(db, person, form),
        Cases = await db.Cases.IgnoreQueryFilters().AsNoTracking().Include(c => c.Batch)
            .Where(c => c.PersonId == person.Id || (c.HouseholdId != null && c.HouseholdId == person.HouseholdId))
            .ToListAsync(),
    };

    /// <summary>Whom the form names beyond the household. A parent may live in another town: a rule asks only whether their certificate is in force.</summary>
    private static async Task<List<Person>> NamedAsync(CanLianDb db, Person person, CaseForm form)
    {
        var ids = FormSchema.Of(form.GetType()).Select(f => (f.Property.GetValue(form) as PersonReference)?.Id).OfType<Guid>().ToList();
        return ids.Count == 0 ? [] : await db.Persons.IgnoreQueryFilters().AsNoTracking().Include(p => p.Certificates)
            .Where(p => ids.Contains(p.Id) && (p.HouseholdId == null || p.HouseholdId != person.HouseholdId)).ToListAsync();
    }

    // Cases with all their children and their persons. Each kind of record is asked for by its own key and finds its place by itself: joined, a statement takes
    // longer to be understood than to be answered, and each of them would bring the case and everybody once more. Most cases have none of most kinds; which
    // they have is told with the cases.
    private static async Task<List<CaseFile>> WholeAsync(CanLianDb db, List<Guid> ids)
    {
        var found = await db.Cases
            .WhereKey(c => c.Id, ids)
            .Select(c => new
            {
                File = c,
                Papers = c.Attachments.Any(),
                Visits = c.Visits.Any(),
                Objections = c.Objections.Any(),
                Overrides = c.Overrides.Any(),
                FollowUps = c.FollowUps.Any(),
                Payments = c.Payments.Any(),
                Recoveries = c.Recoveries.Any(),
                Holds = c.Holds.Any(),
            })
            .ToListAsync();
        var files = found.ConvertAll(f => f.File);
        var cases = files.ConvertAll(c => c.Id);
        var persons = files.Select(c => c.PersonId).Distinct().ToList();
        var applicants = await db.Persons.WhereKey(p => p.Id, persons).Select(p => new { p.HouseholdId, Person = p, Allowances = p.Allowances.Any() }).ToListAsync();
        var households = applicants.Select(p => p.HouseholdId).OfType<Guid>().Distinct().ToList();
        await LoadAsync<Allowance>(applicants.Exists(p => p.Allowances), a => a.PersonId, persons);
        await LoadAsync<Consent>(persons.Count > 0, c => c.PersonId, persons);
        if (households.Count > 0)
        {
            await db.Households.WhereKey(h => h.Id, households).LoadAsync();
            var members = await db.Persons.Where(p => p.HouseholdId != null).WhereKey(p => p.HouseholdId!.Value, households).ToListAsync();
            persons = [.. persons.Union(members.Select(m => m.Id))];
        }
        await LoadOfAsync<Notice>(c => c.NoticeId, n => n.Id);
        await LoadOfAsync<Batch>(c => c.BatchId, b => b.Id);
        await LoadOfAsync<Organisation>(c => c.OrganisationId, o => o.Id);
        await LoadAsync<Certificate>(persons.Count > 0, c => c.PersonId, persons);
        await LoadAsync<Hardship>(persons.Count > 0, h => h.PersonId, persons);
        await db.Set<CaseEvent>().WhereKey(e => e.CaseId, cases).OrderBy(e => e.Sequence).LoadAsync();
        await LoadAsync<Attachment>(found.Exists(f => f.Papers), a => a.CaseId, cases);
        await LoadAsync<HomeVisit>(found.Exists(f => f.Visits), v => v.CaseId, cases);
        await LoadAsync<Objection>(found.Exists(f => f.Objections), o => o.CaseId, cases);
        await LoadAsync<RuleOverride>(found.Exists(f => f.Overrides), o => o.CaseId, cases);
        await LoadAsync<FollowUp>(found.Exists(f => f.FollowUps), f => f.CaseId, cases);
        await LoadAsync<Payment>(found.Exists(f => f.Payments), p => p.CaseId, cases);
        await LoadAsync<Recovery>(found.Exists(f => f.Recoveries), r => r.CaseId, cases);
        await LoadAsync<Hold>(found.Exists(f => f.Holds), h => h.CaseId, cases);
        return [.. files.Where(c => c.Person is not null)];

        Task LoadOfAsync<T>(Func<CaseFile, Guid?> of, Expression<Func<T, Guid>> key)
            where T : class => files.Select(of).OfType<Guid>().Distinct().ToList() is { Count: > 0 } keys ? db.Set<T>().WhereKey(key, keys).LoadAsync() : Task.CompletedTask;

        Task LoadAsync<T>(bool any, Expression<Func<T, Guid>> key, List<Guid> keys)
            where T : class => any ? db.Set<T>().WhereKey(key, keys).LoadAsync() : Task.CompletedTask;
    }

    /// <summary>The rate that holds for a case on the day of its application; the one for its kind before the general one.</summary>
    public static Task<Tariff?> TariffAsync(CanLianDb db, CaseFile file) =>
        db.Tariffs.AsNoTracking()
            .Where(t => t.Programme == file.Programme && (t.Kind == null || t.Kind == file.Kind)
                && t.From <= file.AppliedOn && (t.To == null || t.To >= file.AppliedOn))
            .OrderBy(t => t.Kind == null).ThenByDescending(t => t.From)
            .FirstOrDefaultAsync();

    /// <summary>The same among rates that were read.</summary>
    public static Tariff? TariffOf(IEnumerable<Tariff> tariffs, CaseFile file) => tariffs
        .Where(t => (t.Kind == null || t.Kind == file.Kind) && t.From <= file.AppliedOn && (t.To == null || t.To >= file.AppliedOn))
        .OrderBy(t => t.Kind == null).ThenByDescending(t => t.From).FirstOrDefault();

    /// <summary>What the rate gives for a case; null while a rate by the month or the piece has no quantity to multiply.</summary>
    public static long? StandardOf(Tariff? tariff, CaseFile file) => tariff switch
    {
        { AmountFen: { } fen, ByQuantity: true } => file.Quantity is { } quantity ? (long)Math.Round(fen * quantity, MidpointRounding.AwayFromZero) : null,
        _ => tariff?.AmountFen,
    };

    private static IQueryable<CaseFile> Live(CanLianDb db, CaseFile except) =>
        db.Cases.IgnoreQueryFilters().Where(c => c.Id != except.Id && (c.StageKind == StageKind.Open || c.StageKind == StageKind.Done));

    private static async Task<long?> FundsLeftAsync(CanLianDb db, CaseFile file)
    {
        if (string.IsNullOrEmpty(file.FundingSource))
        {
            return null;
        }
        var planned = await db.Targets
            .Where(t => t.Programme == file.Programme && t.Year == file.Year && t.FundingSource == file.FundingSource
                && t.FundsFen != null && t.RegionCode.Length == Region.DistrictLength)
            .SumAsync(t => t.FundsFen);
        if (planned is null or 0)
        {
            return null;
        }
        // Taken off afterwards, this case is no reason to look at each of the others.
        var own = file is { ApprovedOn: not null, StageKind: StageKind.Open or StageKind.Done } ? file.AmountFen ?? 0 : 0;
        return planned + own - await db.Cases.IgnoreQueryFilters()
            .Where(c => c.Programme == file.Programme && c.Year == file.Year && c.FundingSource == file.FundingSource && c.ApprovedOn != null
                && (c.StageKind == StageKind.Open || c.StageKind == StageKind.Done))
            .SumAsync(c => c.AmountFen ?? 0);
    }

    private static async Task<Batch?> BatchAsync(CanLianDb db, Programme programme, CaseFile file, StepInput input)
    {
        var chosen = programme.Flow.Steps.SelectMany(s => s.Asks).Where(a => a.Kind == AskKind.Batch).Select(a => input.Id(a.Key)).FirstOrDefault(i => i is not null);
        return chosen is null || chosen == file.BatchId
            ? file.Batch
            : await db.Batches.Include(b => b.Organisation).SingleOrDefaultAsync(b => b.Id == chosen && b.Programme == file.Programme);
    }

    private static async Task<string?> OverlappingAsync(CanLianDb db, CaseFile file, Batch batch)
    {
        var others = await Live(db, file).Where(c => c.PersonId == file.PersonId && c.BatchId != null && c.BatchId != batch.Id)
            .Select(c => c.Batch!).ToListAsync();
        return others.Find(batch.Overlaps)?.Name;
    }

    private Task<Notice?> NoticeAsync(CanLianDb db, CaseFile file, StepInput input)
    {
        var opened = input.Date(Step.DateKey) ?? clock.Today;
        var town = Region.TownOf(file.RegionCode);
        return db.Notices.SingleOrDefaultAsync(n =>
            n.Programme == file.Programme && n.Year == file.Year && n.RegionCode == town && n.OpenedOn == opened);
    }
}

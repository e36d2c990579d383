using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using CanLian.Domain.Employment;
using CanLian.Domain.Exchange;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Publicity;
using CanLian.Domain.Reports;
using CanLian.Domain.Surveys;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>
/// The database as one actor sees it. The region filter stands here and nowhere else: whatever is read through this context lies in the
/// actor's region, whatever is saved leaves a change log entry and fresh search keys in the same transaction.
/// Children of a person or case have no set of their own, so that they are reached through a filtered root alone.
/// </summary>
public partial class CanLianDb(DbContextOptions options, Actor actor, OfficeClock clock, Vault vault)
    : IdentityUserContext<Account>(options), IRecords
{
    private IReadOnlyList<YearClosing>? _closings;
    private const string PlaceOfCase = "place";
    private const string ProgrammeOfCase = "programme";
    private TallyReader? _tallies;
    private VillageReader? _villages;
    private readonly Dictionary<object, object> _once = [];
    private OpenContexts? _inside = vault.Inside.Enter();

    public Actor Actor { get; } = actor;

    internal KeyRing Ring => vault.Ring;

    internal SearchHash Hash => vault.Hash;

    internal Vault Vault => vault;

    internal OfficeClock Clock => clock;

    public DbSet<Region> Regions => Set<Region>();
    public DbSet<Person> Persons => Set<Person>();
    public DbSet<Household> Households => Set<Household>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Inspection> Inspections => Set<Inspection>();
    public DbSet<CaseFile> Cases => Set<CaseFile>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<PaymentBatch> PaymentBatches => Set<PaymentBatch>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<Target> Targets => Set<Target>();
    public DbSet<TargetRevision> TargetRevisions => Set<TargetRevision>();
    public DbSet<RateNote> RateNotes => Set<RateNote>();
    public DbSet<Tariff> Tariffs => Set<Tariff>();
    public DbSet<PolicySetting> PolicySettings => Set<PolicySetting>();
    public DbSet<ExchangePackage> ExchangePackages => Set<ExchangePackage>();
    public DbSet<ShareAgreement> ShareAgreements => Set<ShareAgreement>();
    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();
    public DbSet<Clue> Clues => Set<Clue>();
    public DbSet<ReceivedList> ReceivedLists => Set<ReceivedList>();
    public DbSet<Difference> Differences => Set<Difference>();
    public DbSet<OutreachTask> OutreachTasks => Set<OutreachTask>();
    public DbSet<Doubt> Doubts => Set<Doubt>();
    public DbSet<ChangeLogEntry> ChangeLog => Set<ChangeLogEntry>();
    public DbSet<Disclosure> Disclosures => Set<Disclosure>();
    public DbSet<ExportRecord> ExportRecords => Set<ExportRecord>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<SearchKey> SearchKeys => Set<SearchKey>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<CaseCounter> CaseCounters => Set<CaseCounter>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<Article> Articles => Set<Article>();
    public DbSet<Survey> Surveys => Set<Survey>();
    public DbSet<SurveyEntry> SurveyEntries => Set<SurveyEntry>();
    public DbSet<SurveyCheck> SurveyChecks => Set<SurveyCheck>();
    public DbSet<JobWish> JobWishes => Set<JobWish>();
    public DbSet<Referral> Referrals => Set<Referral>();
    public DbSet<Vacancy> Vacancies => Set<Vacancy>();

    public DbSet<ImportRecord> Imports => Set<ImportRecord>();
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();
    public DbSet<ImportTrace> ImportTraces => Set<ImportTrace>();
    public DbSet<KnownHeader> KnownHeaders => Set<KnownHeader>();
    public DbSet<HiddenRange> HiddenRanges => Set<HiddenRange>();
    public DbSet<Suspicion> Suspicions => Set<Suspicion>();

    internal DbSet<Tally> Tallies => Set<Tally>();
    internal DbSet<DueTally> DueTallies => Set<DueTally>();
    internal DbSet<TargetTally> TargetTallies => Set<TargetTally>();
    internal DbSet<TallyAhead> TallyAhead => Set<TallyAhead>();
    internal DbSet<VillageCell> VillageCells => Set<VillageCell>();
    internal DbSet<VillageStamp> VillageStamps => Set<VillageStamp>();

    public DbSet<ParagraphWording> ParagraphWordings => Set<ParagraphWording>();
    public DbSet<YearClosing> YearClosings => Set<YearClosing>();
    public DbSet<ClosedFigure> ClosedFigures => Set<ClosedFigure>();
    public DbSet<ClosedRecord> ClosedRecords => Set<ClosedRecord>();
    public DbSet<SavedInquiry> SavedInquiries => Set<SavedInquiry>();

    IQueryable<Person> IRecords.Persons => Persons.AsNoTracking();
    IQueryable<CaseFile> IRecords.Cases => Cases.AsNoTracking();
    IQueryable<FollowUp> IRecords.FollowUps => FollowUps.AsNoTracking();
    IQueryable<Batch> IRecords.Batches => Batches.AsNoTracking();
    IQueryable<Target> IRecords.Targets => Targets.AsNoTracking();
    IQueryable<Organisation> IRecords.Organisations => Organisations.AsNoTracking();
    IQueryable<PolicySetting> IRecords.Policies => PolicySettings.AsNoTracking();

    IQueryable<T> IRecords.WithCasesElsewhere<T>(IQueryable<T> query) => query.IgnoreQueryFilters([PlaceOfCase]);

    IReadOnlyList<YearClosing> IRecords.Closings => _closings ??= [.. YearClosings.AsNoTracking()];

    Month? IRecords.FirstExchangeMonth => this.FirstMonth();

    IReadOnlyList<Target> IRecords.TargetsAt(DateOnly lastDay, int year) => PastRecords.TargetsAt(this, lastDay, year);

    IReadOnlyDictionary<Guid, Touch> IRecords.TouchedSince(DateOnly lastDay) => PastRecords.TouchedSince(this, lastDay);

    IReadOnlyDictionary<string, FigureValue>? IRecords.Tallied(Figure figure, FigureScope scope, IReadOnlyList<string> regions) =>
        (_tallies ??= new TallyReader(this)).Of(figure, scope, regions)
        ?? (_tallies.Holds ? (_villages ??= new VillageReader(this)).Of(figure, scope, regions) : null);

    IReadOnlyList<PastCase> IRecords.CasesAt(DateOnly lastDay, string? programme, int year) => PastCases.At(this, lastDay, programme, year);

    IQueryable<T> IRecords.Of<T>() => Set<T>().AsNoTracking();

    T IRecords.Once<T>(object key, Func<T> read) => (T)(_once.TryGetValue(key, out var known) ? known : _once[key] = read());

    /// <summary>Keeps what figures have computed of villages for the next reader.</summary>
    /// <param name="waits">Waits for the writer's turn; else what cannot be written at once is left to the next reader.</param>
    public void KeepVillages(bool waits = false) => _villages?.Keep(waits);

    /// <summary>Off for a load of a whole district, which leaves one entry of its own instead of one per row.</summary>
    public bool LogsEachChange { get; set; } = true;

    /// <summary>Sees what an import is still writing: for the import itself.</summary>
    public bool SeesHidden { get; set; }

    /// <summary>Codes of the programmes that do not exist for the actor.</summary>
    public List<string> HiddenProgrammes { get; } = [.. Catalogue.Programmes.Where(p => !p.ShownTo(actor)).Select(p => p.Code)];

    public override void Dispose()
    {
        base.Dispose();
        Interlocked.Exchange(ref _inside, null)?.Leave();
        GC.SuppressFinalize(this);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Interlocked.Exchange(ref _inside, null)?.Leave();
        GC.SuppressFinalize(this);
    }

    // The filters below read these through the context, so one compiled model serves every actor. None is a list: a statement with one is written anew each time.
    private RegionRange Scope => Actor.SeesPersons ? RegionRange.Of(Actor.Region) : RegionRange.Nothing;
    private string ScopeLow => Scope.Low;
    private string ScopeHigh => Scope.High;
    private string PlaceLow => RegionRange.Of(Actor.Region).Low;
    private string PlaceHigh => RegionRange.Of(Actor.Region).High;
    private string PlaceOfActor => Actor.Region;
    private bool SeesEveryProgramme => HiddenProgrammes.Count == 0;
    private string HiddenCodes => $"|{string.Join('|', HiddenProgrammes)}|";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CanLianDb).Assembly);
        builder.Entity<Person>().HasQueryFilter(p =>
            string.Compare(p.RegionCode, ScopeLow) >= 0 && string.Compare(p.RegionCode, ScopeHigh) <= 0
            && (SeesHidden || !HiddenRanges.Any() || !HiddenRanges.Any(r => p.Id.CompareTo(r.First) >= 0 && p.Id.CompareTo(r.Last) <= 0)));
        builder.Entity<Household>().HasQueryFilter(h =>
            string.Compare(h.RegionCode, ScopeLow) >= 0 && string.Compare(h.RegionCode, ScopeHigh) <= 0
            && (SeesHidden || !HiddenRanges.Any() || !HiddenRanges.Any(r => h.Id.CompareTo(r.First) >= 0 && h.Id.CompareTo(r.Last) <= 0)));
        builder.Entity<CaseFile>()
            .HasQueryFilter(PlaceOfCase, c => string.Compare(c.RegionCode, ScopeLow) >= 0 && string.Compare(c.RegionCode, ScopeHigh) <= 0)
            .HasQueryFilter(ProgrammeOfCase, c => SeesEveryProgramme || !HiddenCodes.Contains("|" + c.Programme + "|"));
        builder.Entity<PaymentBatch>().HasQueryFilter(b =>
            string.Compare(b.RegionCode, ScopeLow) >= 0 && string.Compare(b.RegionCode, ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + b.Programme + "|")));
        // A lot of the district or town is also that of the places in it.
        builder.Entity<Batch>().HasQueryFilter(b =>
            (string.Compare(b.RegionCode, PlaceLow) >= 0 && string.Compare(b.RegionCode, PlaceHigh) <= 0) || PlaceOfActor.Substring(0, b.RegionCode.Length) == b.RegionCode);
        builder.Entity<FollowUp>().HasQueryFilter(f =>
            string.Compare(f.Case!.RegionCode, ScopeLow) >= 0 && string.Compare(f.Case.RegionCode, ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + f.Case.Programme + "|")));
        builder.Entity<SurveyEntry>().HasQueryFilter(e =>
            string.Compare(e.RegionCode, ScopeLow) >= 0 && string.Compare(e.RegionCode, ScopeHigh) <= 0);
        builder.Entity<SurveyCheck>().HasQueryFilter(c =>
            string.Compare(c.RegionCode, ScopeLow) >= 0 && string.Compare(c.RegionCode, ScopeHigh) <= 0);
        builder.Entity<ClosedFigure>().HasQueryFilter(f =>
            string.Compare(f.RegionCode, ScopeLow) >= 0 && string.Compare(f.RegionCode, ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + f.Programme + "|")));
        builder.Entity<ClosedRecord>().HasQueryFilter(r =>
            ((string.Compare(r.RegionCode, ScopeLow) >= 0 && string.Compare(r.RegionCode, ScopeHigh) <= 0) || r.Kind == EvidenceKind.Batch || r.Kind == EvidenceKind.Survey)
            && (SeesEveryProgramme || !HiddenCodes.Contains("|" + r.Programme + "|")));
        // Tallies are asked for by the codes of some places. A range of the column itself is what SQLite would seek by instead, through every place of the year.
        builder.Entity<Tally>().HasQueryFilter(t =>
            string.Compare(t.RegionCode + "", ScopeLow) >= 0 && string.Compare(t.RegionCode + "", ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + t.Programme + "|")));
        builder.Entity<DueTally>().HasQueryFilter(t =>
            string.Compare(t.RegionCode + "", ScopeLow) >= 0 && string.Compare(t.RegionCode + "", ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + t.Programme + "|")));
        builder.Entity<VillageCell>().HasQueryFilter(c => string.Compare(c.RegionCode, ScopeLow) >= 0 && string.Compare(c.RegionCode, ScopeHigh) <= 0);
        builder.Entity<TallyAhead>().HasQueryFilter(t =>
            string.Compare(t.RegionCode, ScopeLow) >= 0 && string.Compare(t.RegionCode, ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + t.Programme + "|")));
        builder.Entity<JobWish>().HasQueryFilter(w =>
            string.Compare(w.Person!.RegionCode, ScopeLow) >= 0 && string.Compare(w.Person.RegionCode, ScopeHigh) <= 0);
        builder.Entity<Referral>().HasQueryFilter(r =>
            string.Compare(r.Wish!.Person!.RegionCode, ScopeLow) >= 0 && string.Compare(r.Wish.Person.RegionCode, ScopeHigh) <= 0);
        builder.Entity<Suspicion>().HasQueryFilter(s =>
            string.Compare(s.FirstRegion, ScopeLow) >= 0 && string.Compare(s.FirstRegion, ScopeHigh) <= 0
            && string.Compare(s.SecondRegion, ScopeLow) >= 0 && string.Compare(s.SecondRegion, ScopeHigh) <= 0);
        builder.Entity<Clue>().HasQueryFilter(c =>
            string.Compare(c.RegionCode, ScopeLow) >= 0 && string.Compare(c.RegionCode, ScopeHigh) <= 0);
        builder.Entity<Difference>().HasQueryFilter(d =>
            string.Compare(d.RegionCode, ScopeLow) >= 0 && string.Compare(d.RegionCode, ScopeHigh) <= 0);
        builder.Entity<RateNote>().HasQueryFilter(n =>
            string.Compare(n.RegionCode, ScopeLow) >= 0 && string.Compare(n.RegionCode, ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + n.Programme + "|")));
        builder.Entity<OutreachTask>().HasQueryFilter(t =>
            string.Compare(t.RegionCode, ScopeLow) >= 0 && string.Compare(t.RegionCode, ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + t.Programme + "|")));
        builder.Entity<Doubt>().HasQueryFilter(d =>
            string.Compare(d.RegionCode, ScopeLow) >= 0 && string.Compare(d.RegionCode, ScopeHigh) <= 0 && (SeesEveryProgramme || !HiddenCodes.Contains("|" + d.Programme + "|")));
        builder.Entity<SearchKey>().HasQueryFilter(k =>
            string.Compare(k.RegionCode, ScopeLow) >= 0 && string.Compare(k.RegionCode, ScopeHigh) <= 0
            && (SeesHidden || !HiddenRanges.Any() || !HiddenRanges.Any(r => k.PersonId.CompareTo(r.First) >= 0 && k.PersonId.CompareTo(r.Last) <= 0)));
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }
}

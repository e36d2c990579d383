using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>A month of the ledger and whether its file is still the one that was built.</summary>
/// <param name="Month">The month with its newest package.</param>
/// <param name="File">The newest package's file.</param>
/// <param name="Former">Packages of the month that were replaced, newest first.</param>
public sealed record MonthRow(ExchangeMonth Month, PackageFileState File, IReadOnlyList<ExchangePackage> Former);

/// <summary>What the page of the data exchange shows.</summary>
/// <param name="Ledger">Month by month.</param>
/// <param name="Rows">The months, newest first, with their files.</param>
/// <param name="Next">The month to be handed over next.</param>
/// <param name="Preview">What its package would say as things stand.</param>
/// <param name="Places">Names of villages and towns by code.</param>
/// <param name="Sender">Who hands over.</param>
/// <param name="Agreement">What may leave today; null when nothing may.</param>
/// <param name="Channel">The road packages go.</param>
/// <param name="NeedsRelease">A second person lets packages out.</param>
/// <param name="Review">When every file was last read; null before the first time.</param>
/// <param name="Reader">Who reads.</param>
public sealed record ExchangeView(
    ExchangeLedger Ledger, IReadOnlyList<MonthRow> Rows, ExchangeMonth Next, PackageContent Preview, IReadOnlyDictionary<string, string> Places,
    string Sender, ShareAgreement? Agreement, ChannelKind Channel, bool NeedsRelease, PackageReview? Review, Actor Reader)
{
    public bool MayBuild => ExchangeAccess.MayBuild(Reader);

    /// <summary>The reader may let this package out: not who built it by hand.</summary>
    public bool MayRelease(ExchangePackage package) =>
        package.Step == PackageStep.Built && ExchangeAccess.MayRelease(Reader) && package.BuiltById != Reader.Id;
}

/// <summary>What the page of one month shows.</summary>
/// <param name="Month">The month with its newest package.</param>
/// <param name="Packages">Every package of it with its file, newest first.</param>
/// <param name="Attempts">What was tried to deliver, newest first.</param>
/// <param name="MayBuild">The reader may build and take files.</param>
public sealed record MonthView(
    ExchangeMonth Month, IReadOnlyList<(ExchangePackage Package, PackageFileState File)> Packages, IReadOnlyList<DeliveryAttempt> Attempts, bool MayBuild)
{
    /// <summary>The package that waits for a second person or for the road; null when none does.</summary>
    public ExchangePackage? Waiting => Month.Package is { Step: PackageStep.Built or PackageStep.Released } package ? package : null;
}

/// <summary>Reads of the data exchange: the ledger month by month, and what the next package would say.</summary>
public sealed class ExchangeQueries
{
    private readonly CanLianDbFactory _databases;
    private readonly OfficeClock _clock;
    private readonly ExchangeSettings _settings;
    private readonly PackageStore _store;

    public ExchangeQueries(CanLianDbFactory databases, DataFolder folder, OfficeClock clock, ExchangeSettings settings)
    {
        _databases = databases;
        _clock = clock;
        _settings = settings;
        _store = new PackageStore(folder);
    }

    /// <summary>The ledger with its files, each read from end to end, newest month first; null for whoever has no business here.</summary>
    public async Task<(ExchangeLedger Ledger, IReadOnlyList<MonthRow> Rows)?> MonthsAsync(Actor actor)
    {
        if (!ExchangeAccess.MayRead(actor))
        {
            return null;
        }
        await using var db = _databases.Open(actor);
        var ledger = await db.ExchangeLedgerAsync(_clock);
        var states = new Dictionary<Month, PackageFileState>();
        foreach (var month in ledger.Months)
        {
            states[month.Month] = await _store.CheckAsync(month.Package);
        }
        return (ledger, await RowsAsync(db, ledger, month => states[month.Month]));
    }

    /// <summary>Everything the page shows; null for whoever has no business here.</summary>
    public async Task<ExchangeView?> ViewAsync(Actor actor)
    {
        if (!ExchangeAccess.MayRead(actor))
        {
            return null;
        }
        await using var db = _databases.Open(actor);
        var (ledger, review) = (await db.ExchangeLedgerAsync(_clock), await PackageReview.LatestAsync(db));
        var rows = await RowsAsync(db, ledger, month => PackageReview.StateOf(review, _store.Look(month.Package), month.Package));
        var places = db.Regions.ToDictionary(r => r.Code, r => r.Name);
        return new ExchangeView(
            ledger, rows, ledger.Next, await PackageSource.ReadAsync(db, ledger.Next.Month, _settings.HighExpense, whole: false), places, _settings.Sender,
            await AgreementDesk.OnAsync(db, _settings, _clock.Today),
            _settings.Channel, _settings.NeedsRelease, review, actor);
    }

    /// <summary>One month with all its packages; null for whoever has no business here, and for a month this installation does not answer for.</summary>
    public async Task<MonthView?> MonthAsync(Actor actor, Month month)
    {
        if (!ExchangeAccess.MayRead(actor))
        {
            return null;
        }
        await using var db = _databases.Open(actor);
        var ledger = await db.ExchangeLedgerAsync(_clock);
        if (!ledger.Months.Any(m => m.Month == month))
        {
            return null;
        }
        var review = await PackageReview.LatestAsync(db);
        var packages = (await db.ExchangePackages.AsNoTracking().Where(p => p.Month == month.ToString()).OrderByDescending(p => p.Sequence).ToListAsync())
            .ConvertAll(p => (p, PackageReview.StateOf(review, _store.Look(p), p)));
        var attempts = await db.DeliveryAttempts.AsNoTracking().Where(a => a.Month == month.ToString()).OrderByDescending(a => a.At).ToListAsync();
        return new MonthView(ledger.Of(month), packages, attempts, ExchangeAccess.MayBuild(actor));
    }

    private static async Task<List<MonthRow>> RowsAsync(CanLianDb db, ExchangeLedger ledger, Func<ExchangeMonth, PackageFileState> stateOf)
    {
        var former = (await db.ExchangePackages.AsNoTracking().Where(p => p.SupersededAt != null).ToListAsync()).ToLookup(p => p.Month);
        return [.. ledger.Months.Select(m => new MonthRow(m, stateOf(m), [.. former[m.Month.ToString()].OrderByDescending(p => p.Sequence)]))];
    }
}

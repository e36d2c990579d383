using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>A month of the ledger and whether its file is still the one that was built.</summary>
public sealed record MonthRow(ExchangeMonth Month, PackageFileState File);

/// <summary>What the page of the data exchange shows.</summary>
/// <param name="Ledger">Month by month.</param>
/// <param name="Rows">The months, newest first, with their files.</param>
/// <param name="Next">The month to be handed over next.</param>
/// <param name="Preview">What its package would say as things stand.</param>
/// <param name="Places">Names of villages and towns by code.</param>
/// <param name="Sender">Who hands over.</param>
/// <param name="Receiver">To whom.</param>
/// <param name="MayBuild">The reader may build and take the file.</param>
public sealed record ExchangeView(
    ExchangeLedger Ledger, IReadOnlyList<MonthRow> Rows, ExchangeMonth Next, PackageContent Preview, IReadOnlyDictionary<string, string> Places,
    string Sender, string Receiver, bool MayBuild);

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

    /// <summary>The ledger with its files, newest month first; null for whoever has no business here.</summary>
    public async Task<(ExchangeLedger Ledger, IReadOnlyList<MonthRow> Rows)?> MonthsAsync(Actor actor)
    {
        if (!ExchangeAccess.MayRead(actor))
        {
            return null;
        }
        await using var db = _databases.Open(actor);
        return await RowsAsync(db);
    }

    /// <summary>Everything the page shows; null for whoever has no business here.</summary>
    public async Task<ExchangeView?> ViewAsync(Actor actor)
    {
        if (!ExchangeAccess.MayRead(actor))
        {
            return null;
        }
        await using var db = _databases.Open(actor);
        var (ledger, rows) = await RowsAsync(db);
        var places = db.Regions.ToDictionary(r => r.Code, r => r.Name);
        return new ExchangeView(
            ledger, rows, ledger.Next, await PackageSource.ReadAsync(db, ledger.Next.Month), places, _settings.Sender, _settings.Receiver, ExchangeAccess.MayBuild(actor));
    }

    private async Task<(ExchangeLedger Ledger, IReadOnlyList<MonthRow> Rows)> RowsAsync(CanLianDb db)
    {
        var ledger = await db.ExchangeLedgerAsync(_clock);
        var rows = new List<MonthRow>();
        foreach (var month in ledger.Months)
        {
            rows.Add(new MonthRow(month, await _store.CheckAsync(month.Package)));
        }
        return (ledger, rows);
    }
}

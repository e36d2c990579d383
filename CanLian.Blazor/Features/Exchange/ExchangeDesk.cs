using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>What became of building a month.</summary>
/// <param name="Outcome">Done, or why not.</param>
/// <param name="Package">The month's package, whoever built it.</param>
/// <param name="New">It was built by this very attempt.</param>
public sealed record BuildResult(Outcome Outcome, ExchangePackage? Package = null, bool New = false);

/// <summary>A package's file, or why it is not given out; neither where the actor has no business here.</summary>
public sealed record PackageFile(ExchangePackage? Package, string? Path, Text? Problem);

/// <summary>
/// Where the month's package is built and given out (数据交换窗口). The month is built once: under the database's write lock the ledger is asked,
/// the file is written and the ledger row added, so that two nodes, a job and a click come to one package.
/// </summary>
public sealed class ExchangeDesk
{
    private readonly CanLianDbFactory _databases;
    private readonly OfficeClock _clock;
    private readonly ExchangeSettings _settings;
    private readonly PackageStore _store;

    public ExchangeDesk(CanLianDbFactory databases, DataFolder folder, OfficeClock clock, ExchangeSettings settings)
    {
        _databases = databases;
        _clock = clock;
        _settings = settings;
        _store = new PackageStore(folder);
    }

    /// <summary>Builds a month's package unless it is there already; then it says who built it and when.</summary>
    public async Task<BuildResult> BuildAsync(Actor actor, Month month)
    {
        if (!ExchangeAccess.MayBuild(actor))
        {
            return new(Outcome.Refused("数据交换包由区残联的交换员或经办生成"));
        }
        if (!ExchangePackage.CanBuild(month, _clock.Today))
        {
            var asOf = ExchangePackage.AsOfOf(month);
            return new(Outcome.Refused("{0} 期的数据截至 {1:yyyy-MM-dd}，这一天还没过完，{2:yyyy-MM-dd} 起可以生成", month, asOf, asOf.AddDays(1)));
        }
        if (_settings.Receiver.Length == 0)
        {
            return new(Outcome.Refused("还没有设置接收单位（CanLian:Exchange:Receiver），请管理员补上"));
        }
        return await BuildOnceAsync(actor, month);
    }

    /// <summary>Whether a package's file is still the one that was built.</summary>
    public Task<PackageFileState> CheckAsync(ExchangePackage package) => _store.CheckAsync(package);

    /// <summary>The file to hand over, if it is still the one that was built. That it was taken is recorded.</summary>
    public async Task<PackageFile> TakeFileAsync(Actor actor, Month month)
    {
        if (!ExchangeAccess.MayBuild(actor))
        {
            return new PackageFile(null, null, null);
        }
        await using var db = _databases.Open(actor);
        var package = await db.ExchangePackages.AsNoTracking().SingleOrDefaultAsync(p => p.Month == month.ToString());
        switch (await _store.CheckAsync(package))
        {
            case PackageFileState.None:
                return new PackageFile(null, null, null);
            case PackageFileState.Missing:
                return new PackageFile(package, null, new Text("{0} 期的文件不见了，没有可下载的。请从备份里恢复 {1}", month, package!.FileName));
            case PackageFileState.Altered:
                return new PackageFile(package, null, new Text("{0} 期的文件与台账不一致，生成以后被改过，不能送出。请从备份里恢复 {1}", month, package!.FileName));
        }
        db.Disclosures.Add(new Disclosure
        {
            At = _clock.UtcNow,
            ActorId = actor.Id,
            ActorName = actor.Name,
            What = $"数据交换包 {month}，{package!.Persons} 人，SHA-256 {package.Sha256}",
            Reason = "数据交换",
            RegionCode = actor.Region,
        });
        await db.SaveChangesAsync();
        return new PackageFile(package, _store.PathOf(month), null);
    }

    private async Task<BuildResult> BuildOnceAsync(Actor actor, Month month)
    {
        await using var db = _databases.Open(actor);
        // Taken before the ledger is asked: until it is given back nobody else, on this node or another, can be building.
        await using var writing = await db.BeginWriteAsync();
        if (await db.ExchangePackages.AsNoTracking().SingleOrDefaultAsync(p => p.Month == month.ToString()) is { } built)
        {
            return new(Outcome.Done, built);
        }

        _store.Clear(month);
        var content = await PackageSource.ReadAsync(db, month);
        var places = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var workbook = new PackageWorkbook(content, places, _settings);
        var (sha256, size) = await _store.WriteAsync(month, stream => workbook.Write(stream, _clock.Local));
        var package = new ExchangePackage
        {
            Month = month.ToString(),
            AsOf = content.AsOf,
            BuiltAt = _clock.UtcNow,
            BuiltOn = _clock.Today,
            BuiltBy = actor.Name,
            Households = content.Households,
            Persons = content.Persons.Count,
            Measures = content.Measures.Count,
            Changes = content.Changes.Count,
            FileName = PackageStore.NameOf(month),
            Sha256 = sha256,
            Size = size,
            Sheets = workbook.Sheets,
        };
        await db.SettleFirstMonthAsync(_clock.Today);
        db.Add(package);
        await db.SaveChangesAsync();
        // The file gets its name before the row is committed: a row always has its file, and a file without a row is cleared by the next attempt.
        _store.Publish(month);
        await writing.CommitAsync();
        return new(Outcome.Done, package, New: true);
    }
}

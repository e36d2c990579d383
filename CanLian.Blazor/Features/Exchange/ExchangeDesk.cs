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

/// <summary>What a month's package would hold if it were built now (试生成): rows of each table, and who is left out.</summary>
public sealed record DryRun(IReadOnlyList<(string Name, int Rows)> Tables, PackageContent Content);

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
    /// <param name="actor">Who builds.</param>
    /// <param name="month">Which month.</param>
    /// <param name="release">It is let out by whoever builds: only for the command line, whose user has the machine.</param>
    public Task<BuildResult> BuildAsync(Actor actor, Month month, bool release = false) => BuildAsync(actor, month, release, "");

    /// <summary>Builds a further package of a month, which replaces the one before, and says why.</summary>
    public async Task<BuildResult> ReplaceAsync(Actor actor, Month month, string reason) => string.IsNullOrWhiteSpace(reason)
        ? new(Outcome.Refused(new Reason(new Text("写为什么要重报"), "replace-reason")))
        : await BuildAsync(actor, month, false, reason.Trim());

    /// <summary>Counts what a package would hold, and writes nothing; null for whoever may not build.</summary>
    public async Task<DryRun?> TryAsync(Actor actor, Month month)
    {
        if (!ExchangeAccess.MayBuild(actor))
        {
            return null;
        }
        await using var db = _databases.Open(actor);
        var content = await PackageSource.ReadAsync(db, month, _settings.HighExpense);
        var tables = PackageTables.Of(content, new Dictionary<string, string>(), await AgreementDesk.OnAsync(db, _settings, _clock.Today));
        return new DryRun([.. tables.Select(t => (t.Sheet.Name, t.Sheet.Count))], content);
    }

    /// <summary>Whether a package's file is still the one that was built.</summary>
    public Task<PackageFileState> CheckAsync(ExchangePackage package) => _store.CheckAsync(package);

    /// <summary>The file to hand over, if it is released and still the one that was built. That it was taken is recorded.</summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="month">Which month.</param>
    /// <param name="sequence">Which of the month's packages; null for the newest.</param>
    public async Task<PackageFile> TakeFileAsync(Actor actor, Month month, int? sequence = null)
    {
        if (!ExchangeAccess.MayBuild(actor))
        {
            return new PackageFile(null, null, null);
        }
        await using var db = _databases.Open(actor);
        var package = await db.ExchangePackages.AsNoTracking().Where(p => p.Month == month.ToString() && (sequence == null || p.Sequence == sequence))
            .OrderByDescending(p => p.Sequence).FirstOrDefaultAsync();
        if (package is { ReleasedAt: null, SupersededAt: null } && !actor.IsSystem)
        {
            return new PackageFile(package, null, new Text("{0} 期还没有放行，不能下载：请另一个人先放行", month));
        }
        switch (await _store.CheckAsync(package))
        {
            case PackageFileState.None:
                return new PackageFile(null, null, null);
            case PackageFileState.Missing:
                return new PackageFile(package, null, new Text("{0} 期的文件不见了，没有可下载的。请从备份里恢复 {1}", month, package!.FileName));
            case PackageFileState.Altered:
                return new PackageFile(package, null, new Text("{0} 期的文件与台账不一致，生成以后被改过，不能送出。请从备份里恢复 {1}", month, package!.FileName));
        }
        await RecordAsync(db, actor, $"数据交换包 {month}，{package!.Persons} 人，SHA-256 {package.Sha256}", "数据交换");
        return new PackageFile(package, _store.PathOf(package.FileName), null);
    }

    /// <summary>The password of the packages, for whoever tells it to the receiver; null where the actor has no business here. That it was shown is recorded.</summary>
    public async Task<string?> ShowPasswordAsync(Actor actor)
    {
        if (!ExchangeAccess.MayRelease(actor))
        {
            return null;
        }
        await using var db = _databases.Open(actor);
        await using var writing = await db.BeginWriteAsync();
        var password = ExchangePassword.Of(db, _settings);
        await RecordAsync(db, actor, "数据交换包的口令", "告知接收单位");
        await writing.CommitAsync();
        return password;
    }

    private async Task RecordAsync(CanLianDb db, Actor actor, string what, string reason)
    {
        db.Disclosures.Add(new Disclosure { At = _clock.UtcNow, ActorId = actor.Id, ActorName = actor.Name, What = what, Reason = reason, RegionCode = actor.Region });
        await db.SaveChangesAsync();
    }

    private async Task<BuildResult> BuildAsync(Actor actor, Month month, bool release, string reason)
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
        await using var db = _databases.Open(actor);
        // Taken before the ledger is asked: until it is given back nobody else, on this node or another, can be building.
        await using var writing = await db.BeginWriteAsync();
        var former = await db.ExchangePackages.Where(p => p.Month == month.ToString()).OrderByDescending(p => p.Sequence).FirstOrDefaultAsync();
        if (former is not null && reason.Length == 0)
        {
            return new(Outcome.Done, former);
        }
        if (await AgreementDesk.OnAsync(db, _settings, _clock.Today) is not { } agreement)
        {
            return new(Outcome.Refused("今天没有有效的共享协议，什么都不能送出：请先在“共享协议”里登记，写明接收单位和字段"));
        }
        var package = await WriteAsync(db, actor, month, agreement, former, reason);
        if (release || !_settings.NeedsRelease)
        {
            package.Release(actor with { Id = Actor.System.Id }, _clock.UtcNow, _clock.Today);
        }
        if (former is not null)
        {
            former.SupersededAt = _clock.UtcNow;
        }
        await db.SettleFirstMonthAsync(_clock.Today);
        db.Add(package);
        await db.SaveChangesAsync();
        // The file gets its name before the row is committed: a row always has its file, and a file without a row is cleared by the next attempt.
        _store.Publish(package.FileName);
        await writing.CommitAsync();
        return new(Outcome.Done, package, New: true);
    }

    private async Task<ExchangePackage> WriteAsync(CanLianDb db, Actor actor, Month month, ShareAgreement agreement, ExchangePackage? former, string reason)
    {
        var sequence = (former?.Sequence ?? 0) + 1;
        var name = PackageStore.NameOf(month, sequence);
        _store.Clear(name);
        var content = await PackageSource.ReadAsync(db, month, _settings.HighExpense);
        var places = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var archive = new PackageArchive(PackageTables.Of(content, places, agreement), files => new Manifest(
            PackageTables.SchemaVersion, _settings.Sender, _settings.DistrictCode, agreement.Recipient, agreement.Purpose, agreement.Clause, month.ToString(),
            content.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), sequence, former?.Sequence, files));
        var password = ExchangePassword.Of(db, _settings);
        var (sha256, size) = await _store.WriteAsync(name, stream => archive.Write(stream, password));
        var numbered = await db.Clues.Where(c => c.Month == month.ToString()).Select(c => c.Number).ToListAsync();
        db.Clues.AddRange(content.Clues.Where(c => !numbered.Contains(c.Number)).Select(c => new Clue
        {
            Number = c.Number,
            Month = month.ToString(),
            PersonId = c.Person.Id,
            RegionCode = c.Person.RegionCode,
            Rule = c.Rule,
            Why = c.Why,
        }));
        return new ExchangePackage
        {
            Month = month.ToString(),
            Sequence = sequence,
            AsOf = content.AsOf,
            BuiltAt = _clock.UtcNow,
            BuiltOn = _clock.Today,
            BuiltBy = actor.Name,
            BuiltById = actor.Id,
            Reason = reason,
            Receiver = agreement.Recipient,
            Clause = agreement.Clause,
            Households = content.Households,
            Persons = content.Persons.Count,
            Measures = content.Measures.Count,
            Changes = content.Changes.Count,
            Snapshot = content.Snapshot.Count,
            Clues = content.Clues.Count,
            FileName = name,
            Sha256 = sha256,
            ManifestSha256 = archive.ManifestSha256,
            Size = size,
            Sheets = archive.Sheets,
            Delivers = _settings.Channel != ChannelKind.None,
        };
    }
}

using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Exchange.Channels;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>
/// Where packages are released, sent and acknowledged (放行与送达). A package is sent until it has arrived; its key makes one that comes twice count once.
/// Nothing is open in the database while the road is used.
/// </summary>
public sealed partial class DeliveryDesk
{
    // Longer than any one attempt takes. Whoever claimed a package and died is followed by another after this.
    private static readonly TimeSpan _claim = TimeSpan.FromMinutes(15);
    private static readonly JsonSerializerOptions _lenient = new(JsonSerializerDefaults.Web);

    private readonly CanLianDbFactory _databases;
    private readonly OfficeClock _clock;
    private readonly ExchangeSettings _settings;
    private readonly PackageStore _store;
    private readonly ILogger<DeliveryDesk> _log;

    public DeliveryDesk(CanLianDbFactory databases, DataFolder folder, OfficeClock clock, ExchangeSettings settings, ILogger<DeliveryDesk> log)
    {
        _databases = databases;
        _clock = clock;
        _settings = settings;
        _store = new PackageStore(folder);
        _log = log;
    }

    /// <summary>A second person lets the newest package of a month out. It is sent by <see cref="SendDueAsync"/>, at once or with the next round.</summary>
    public async Task<Outcome> ReleaseAsync(Actor actor, Month month)
    {
        if (!ExchangeAccess.MayRelease(actor))
        {
            return Outcome.Refused("数据交换包由区残联的分管领导、经办或另一名交换员放行");
        }
        await using var db = _databases.Open(actor);
        if (await NewestAsync(db, month) is not { } package)
        {
            return Outcome.Refused("{0} 期还没有生成，没有可放行的", month);
        }
        if (await _store.CheckAsync(package) is not PackageFileState.Intact)
        {
            return Outcome.Refused("{0} 期的文件与台账不一致，不能放行。请从备份里恢复 {1}", month, package.FileName);
        }
        var released = package.Release(actor, _clock.UtcNow, _clock.Today);
        return released.Succeeded ? await db.SaveOrRefuseAsync("别人刚处理过 {0} 期，请看现在的状态", month) : released;
    }

    /// <summary>Asks for the next attempt at once, whatever pause was set; where somebody is sending it already, their attempt is waited for.</summary>
    public async Task<Outcome> RetryAsync(Actor actor, Month month)
    {
        if (!ExchangeAccess.MayRelease(actor))
        {
            return Outcome.Refused("数据交换包由区残联的交换员、经办或分管领导送达");
        }
        await using (var db = _databases.Open(actor))
        {
            if (await NewestAsync(db, month) is not { AwaitsDelivery: true } package)
            {
                return Outcome.Refused("{0} 期没有等着送达的包", month);
            }
            if (package.ClaimedUntil > _clock.UtcNow)
            {
                return Outcome.Refused("{0} 期正在送，到 {1:HH:mm} 还没有结果就可以再送", month, OfficeClock.ToLocal(package.ClaimedUntil.Value));
            }
            package.NextAttemptAt = null;
            if (await db.SaveOrRefuseAsync("别人刚处理过 {0} 期，请看现在的状态", month) is { Succeeded: false } overtaken)
            {
                return overtaken;
            }
        }
        await SendDueAsync();
        await using var after = _databases.Open(actor);
        return await NewestAsync(after, month) is { DeliveredAt: null } still
            ? Outcome.Refused("没有送到：{0}", new Text(still.LastProblem))
            : Outcome.Done;
    }

    /// <summary>Sends whatever is released and due, then asks for the receipts that are still missing.</summary>
    public async Task SendDueAsync(CancellationToken cancellation = default)
    {
        var channel = ChannelOffice.Open(_settings);
        using var closing = channel as IDisposable;
        if (channel is null)
        {
            return;
        }
        foreach (var package in await OpenPackagesAsync(cancellation))
        {
            var parcel = new Parcel(package.KeyOf(_settings.DistrictCode), package.FileName, _store.PathOf(package.FileName), package.Sha256);
            if (package.AwaitsDelivery && await ClaimAsync(package))
            {
                await SendAsync(channel, package, parcel, cancellation);
            }
            else if (package.DeliveredAt is not null)
            {
                await AskReceiptAsync(channel, package, parcel, cancellation);
            }
        }
    }

    /// <summary>Takes in a receipt: the bureau's answer to one package.</summary>
    public async Task<Outcome> AcknowledgeAsync(Actor actor, ReadOnlyMemory<byte> answer)
    {
        if (!ExchangeAccess.MayBuild(actor))
        {
            return Outcome.Refused("回执由区残联的交换员或经办登记");
        }
        if (Read(answer.Span) is not { } receipt)
        {
            return Outcome.Refused("看不懂这份回执：应是 JSON，写明 key、sha256、accepted 和 rejected");
        }
        await using var db = _databases.Open(actor);
        var package = (await db.ExchangePackages.ToListAsync()).Find(p => p.KeyOf(_settings.DistrictCode) == receipt.Key || p.Sha256 == receipt.Sha256);
        if (package is null)
        {
            return Outcome.Refused("这份回执说的包不在台账里");
        }
        var taken = package.Acknowledge(receipt, _clock.UtcNow);
        return taken.Succeeded ? await db.SaveOrRefuseAsync("别人刚处理过 {0} 期，请看现在的状态", package.Month) : taken;
    }

    private static Receipt? Read(ReadOnlySpan<byte> answer)
    {
        try
        {
            return JsonSerializer.Deserialize<Receipt>(answer, _lenient) is { Key: not null, Sha256: not null } read ? read with { Rejected = read.Rejected ?? [] } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task SendAsync(IChannel channel, ExchangePackage package, Parcel parcel, CancellationToken cancellation)
    {
        Text? problem = null;
        try
        {
            if (await _store.CheckAsync(package) is not PackageFileState.Intact)
            {
                problem = new Text("文件与台账不一致，没有送出：请从备份里恢复 {0}", package.FileName);
            }
            else
            {
                await channel.SendAsync(parcel, cancellation);
            }
        }
        catch (ChannelException fault)
        {
            problem = fault.Sentence;
        }
        await RecordAsync(package, problem);
        Sent(package.Month, package.Sequence, problem is null);
    }

    private async Task AskReceiptAsync(IChannel channel, ExchangePackage package, Parcel parcel, CancellationToken cancellation)
    {
        try
        {
            if (await channel.ReceiptAsync(parcel, cancellation) is { } answer && await AcknowledgeAsync(Actor.System, answer) is { Succeeded: false } refused)
            {
                NotUnderstood(package.Month, refused.Reasons[0].Sentence.ToString());
            }
        }
        catch (ChannelException)
        {
            // It has arrived; that nobody answers now is asked again with the next round.
        }
    }

    private async Task<List<ExchangePackage>> OpenPackagesAsync(CancellationToken cancellation)
    {
        await using var db = _databases.Open(Actor.System);
        return await db.ExchangePackages.AsNoTracking()
            .Where(p => p.Delivers && p.ReleasedAt != null && p.SupersededAt == null && p.AcknowledgedAt == null)
            .OrderBy(p => p.Month).ToListAsync(cancellation);
    }

    // Two nodes wake at the same time: one of them sends.
    private async Task<bool> ClaimAsync(ExchangePackage seen)
    {
        await using var db = _databases.Open(Actor.System);
        await using var writing = await db.BeginWriteAsync();
        var package = await db.ExchangePackages.SingleAsync(p => p.Month == seen.Month && p.Sequence == seen.Sequence);
        if (!package.MaySend(_clock.UtcNow))
        {
            return false;
        }
        package.ClaimedUntil = _clock.UtcNow + _claim;
        await db.SaveChangesAsync();
        await writing.CommitAsync();
        return true;
    }

    private async Task RecordAsync(ExchangePackage sent, Text? problem)
    {
        await using var db = _databases.Open(Actor.System);
        await using var writing = await db.BeginWriteAsync();
        var package = await db.ExchangePackages.SingleAsync(p => p.Month == sent.Month && p.Sequence == sent.Sequence);
        if (problem is { } what)
        {
            package.Failed(_clock.UtcNow, what.ToString());
        }
        else
        {
            package.Arrived(_clock.UtcNow, _clock.Today);
        }
        db.Add(new DeliveryAttempt
        {
            Month = package.Month,
            Sequence = package.Sequence,
            At = _clock.UtcNow,
            Channel = _settings.Channel.ToString(),
            Arrived = problem is null,
            Problem = problem?.ToString() ?? "",
        });
        await db.SaveChangesAsync();
        await writing.CommitAsync();
    }

    private static Task<ExchangePackage?> NewestAsync(CanLianDb db, Month month) =>
        db.ExchangePackages.Where(p => p.Month == month.ToString()).OrderByDescending(p => p.Sequence).FirstOrDefaultAsync();

    [LoggerMessage(Level = LogLevel.Information, Message = "Exchange {Month}/{Sequence}: arrived {Arrived}")]
    private partial void Sent(string month, int sequence, bool arrived);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exchange {Month}: a receipt was not taken: {Reason}")]
    private partial void NotUnderstood(string month, string reason);
}

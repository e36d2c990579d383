using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>
/// The watch over the hand-over (交换值守), which is not the alarm clock: every few minutes it sends what is due and, where an alarm stands, tells the
/// address that is set. An alarm is told once a day until it is over.
/// </summary>
public sealed partial class ExchangeWatch(
    CanLianDbFactory databases, DeliveryDesk delivery, ExchangeSettings settings, OfficeClock clock, TimeProvider time, ILogger<ExchangeWatch> log) : BackgroundService
{
    public const string Job = "exchange-alarm";

    private static readonly TimeSpan _round = TimeSpan.FromMinutes(2);

    /// <summary>One round of the watch.</summary>
    public async Task RoundAsync(CancellationToken cancellation = default)
    {
        await delivery.SendDueAsync(cancellation);
        await TellAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The watch outlives whatever goes wrong in a round; the next one begins anew.
                Broke(fault.GetType().Name);
            }
        }
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        if (settings.Webhook is not { } address)
        {
            return;
        }
        await using var db = databases.Open(Actor.System);
        if ((await db.ExchangeLedgerAsync(clock)).Alarm is not { } alarm)
        {
            return;
        }
        // Claimed before it is told, so that of two nodes that wake together one tells; given back where nobody could be told.
        var period = $"{alarm.Month}/{clock.Today:yyyy-MM-dd}";
        var run = new JobRun { Job = Job, Period = period, At = clock.UtcNow, Result = alarm.Sentence.ToString() };
        await using (var writing = await db.BeginWriteAsync(cancellation))
        {
            if (await db.JobRuns.AnyAsync(r => r.Job == Job && r.Period == period, cancellation))
            {
                return;
            }
            db.Add(run);
            await db.SaveChangesAsync(cancellation);
            await writing.CommitAsync(cancellation);
        }
        if (await PostAsync(address, alarm, cancellation) is { } fault)
        {
            NotTold(alarm.Month.ToString(), fault);
            db.Remove(run);
            await db.SaveChangesAsync(CancellationToken.None);
        }
    }

    /// <summary>Why the address could not be told; null when it was. It learns the month and the sentence on the screen, which names nobody.</summary>
    private async Task<string?> PostAsync(Uri address, ExchangeAlarm alarm, CancellationToken cancellation)
    {
        try
        {
            using var road = new SocketsHttpHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(road) { Timeout = settings.WebhookLimit };
            using var answer = await client.PostAsJsonAsync(address, new { month = alarm.Month.ToString(), overdue = alarm.Overdue, text = alarm.Sentence.ToString() }, cancellation);
            return answer.IsSuccessStatusCode ? null : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception fault)
        {
            // Whatever it was, also that the program is being stopped: the alarm was not told, and is told in another round.
            return fault.GetType().Name;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The exchange's watch was interrupted: {Fault}")]
    private partial void Broke(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exchange {Month}: the alarm could not be told: {Fault}")]
    private partial void NotTold(string month, string fault);
}

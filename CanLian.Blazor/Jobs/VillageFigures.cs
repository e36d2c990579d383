using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Jobs;

/// <summary>
/// Computes of every village what figures ask of the register (每日村指标), for a new day before anybody asks. Where all of it is there already, it is a look and
/// no more; days that are over go, but for the last ones of years.
/// </summary>
public sealed class VillageFigures(CanLianDbFactory databases, OfficeClock clock)
{
    public const string Job = "village-figures";

    [DisableConcurrentExecution(timeoutInSeconds: 600)]
    public async Task RunAsync()
    {
        var today = clock.Today;
        foreach (var figure in Catalogue.Figures)
        {
            await Task.Run(() =>
            {
                using var db = databases.Open(Actor.System);
                figure.Evaluate(db, new FigureScope(today.Year, "", today));
                db.KeepVillages(waits: true);
            });
        }
        await using var old = databases.Open(Actor.System);
        await using var write = await old.BeginWriteAsync();
        await old.VillageCells.Where(c => c.Day < today && (c.Day.Month != 12 || c.Day.Day != 31)).ExecuteDeleteAsync();
        await write.CommitAsync();
    }
}

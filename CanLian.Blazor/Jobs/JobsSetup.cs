using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Dashboard;
using Hangfire.InMemory;
using Hangfire.Logging;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;

namespace CanLian.Blazor.Jobs;

/// <summary>
/// Sets up the alarm clock (定时任务的装配). Its storage is in memory and forgets, or lies beside the records on PostgreSQL, where the nodes share it; the
/// timetable is written anew at each start.
/// </summary>
public static class JobsSetup
{
    public const string DashboardPath = "/hangfire";

    // A job that a node took with it is given to another when its lease ends; a long one renews its lease.
    private static readonly PostgreSqlStorageOptions _shared = new() { UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = TimeSpan.FromMinutes(5), QueuePollInterval = TimeSpan.FromSeconds(5) };

    // Storage and activator are given by hand: Hangfire's own way keeps both in statics, which several hosts in one process would share.
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<MonthlyExchange>()
        .AddSingleton<FetchLists>()
        .AddSingleton<VillageFigures>()
        .AddSingleton<JobStorage>(provider => provider.GetRequiredService<DataFolder>().Postgres is { } postgres
            ? new PostgreSqlStorage(new NpgsqlConnectionFactory(postgres, _shared), _shared)
            : new InMemoryStorage())
        .AddHangfire((provider, hangfire) =>
        {
            // The log, too, is a static: a host that closes takes its own out, or the next one would write to what is gone.
            provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(() => LogProvider.SetCurrentLogProvider(null!));
            hangfire
                .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
                .UseSimpleAssemblyNameTypeSerializer()
                .UseRecommendedSerializerSettings()
                .UseStorage(provider.GetRequiredService<JobStorage>());
        })
        .AddHangfireServer((provider, server) =>
        {
            server.WorkerCount = 2;
            server.Activator = new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>());
        });

    /// <summary>Writes the timetable and catches up once on what was missed while nothing ran.</summary>
    public static void StartTimetable(this IServiceProvider services)
    {
        var recurring = services.GetRequiredService<IRecurringJobManager>();
        foreach (var entry in Timetable.Entries)
        {
            recurring.AddOrUpdate(entry.Id, entry.Job, entry.Cron, new RecurringJobOptions { TimeZone = TimetableEntry.Zone });
        }
        services.GetRequiredService<IBackgroundJobClient>().Enqueue<MonthlyExchange>(job => job.CatchUpAsync());
    }

    public static IEndpointConventionBuilder MapJobsDashboard(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHangfireDashboard(DashboardPath, new DashboardOptions
        {
            Authorization = [new AdministratorsOnly()],
            DashboardTitle = "定时任务",
            // To be looked at: what is to be done again is asked for on its own page, and the timetable is code.
            IsReadOnlyFunc = _ => true,
            DisplayStorageConnectionString = false,
        });

    // Hangfire's default lets every local request in, and behind a proxy all requests are local.
    private sealed class AdministratorsOnly : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) =>
            ActorClaims.ActorOf(context.GetHttpContext().User) is { Role: Role.Administrator };
    }
}

using CanLian.Blazor.App;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Postgres;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Blazor.Features;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Features.Exports;
using CanLian.Blazor.Features.Figures;
using CanLian.Blazor.Features.Import;
using CanLian.Blazor.Features.Reports;
using CanLian.Blazor.Features.Surveys;
using CanLian.Blazor.Features.Upkeep;
using CanLian.Blazor.Jobs;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;

namespace CanLian.Blazor;

/// <summary>Puts the program together (装配), the same for serving and for every verb.</summary>
internal static class Composition
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Settings and pages lie beside the program; only the data folder depends on where it is started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = EnvironmentUnlessSaid(args),
        });
        Startup.QuietStart(builder.Logging);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddData().AddSecurity().AddFeatures().AddJobs().AddShell();
        return builder;
    }

    /// <summary>What stands between a request and its page, outermost first.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseShell();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapSessions();
        app.MapAttachments();
        app.MapExchange();
        app.MapFigureExport();
        app.MapExports();
        app.MapTemplates();
        app.MapReport();
        app.MapSurveyWorkbook();
        app.MapImport();
        app.MapJobsDashboard().RequireAuthorization(Access.Administers);
        app.MapRazorComponents<App.App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
    }

    // A debug build is a developer's: unless told otherwise it shows the demonstration. (A launch profile would say so too, but announces
    // itself on standard output, before a verb's JSON.)
    private static string? EnvironmentUnlessSaid(string[] args)
    {
#if DEBUG
        string[] names = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];
        var said = names.Any(name => Environment.GetEnvironmentVariable(name) is not null)
            || args.Any(arg => arg.StartsWith("--environment", StringComparison.OrdinalIgnoreCase));
        return said ? null : Environments.Development;
#else
        return null;
#endif
    }

    private static IServiceCollection AddData(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => DataFolder.From(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<OfficeClock>()
        .AddSingleton<SearchHash>()
        .AddSingleton<CanLianDbFactory>()
        .AddSingleton<KeyRotation>()
        .AddSingleton<InstanceLock>()
        .AddSingleton<District>()
        .AddSingleton<DemonstrationDistrict>()
        .AddSingleton<NodeMessages>()
        .AddHostedService(provider => provider.GetRequiredService<NodeMessages>())
        .AddSingleton<LiveUpdates>();
}

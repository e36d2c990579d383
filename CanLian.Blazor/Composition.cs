using CanLian.Blazor.App;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Features;
using CanLian.Blazor.Ui;

namespace CanLian.Blazor;

/// <summary>Puts the program together (装配), the same for serving and for every verb.</summary>
internal static class Composition
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddData().AddFeatures().AddShell();
        return builder;
    }

    private static IServiceCollection AddData(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => DataFolder.From(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<OfficeClock>()
        .AddSingleton<SearchHash>()
        .AddSingleton<CanLianDbFactory>()
        .AddSingleton<DemonstrationDistrict>()
        .AddSingleton<LiveUpdates>();
}

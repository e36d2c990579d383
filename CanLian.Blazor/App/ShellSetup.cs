using System.Globalization;
using CanLian.Blazor.Ui;
using MudBlazor;
using MudBlazor.Services;

namespace CanLian.Blazor.App;

/// <summary>Sets up everything that a page needs around it (页面框架的装配): components, languages, error pages.</summary>
public static class ShellSetup
{
    private static readonly string[] _cultures = ["zh-CN", "en"];

    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddLocalization();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 100;
            mud.SnackbarConfiguration.HideTransitionDuration = 100;
            mud.SnackbarConfiguration.PreventDuplicates = false;
        });
        services.AddTransient<MudLocalizer, MudTexts>();
        services.AddScoped<Shell>().AddScoped<Menu>().AddScoped<Announcer>().AddScoped<Confirmation>();
        return services;
    }

    /// <summary>Answers every fault with a page of ours, in the language of the reader's cookie, Chinese unless chosen otherwise.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture(_cultures[0]).AddSupportedCultures(_cultures).AddSupportedUICultures(_cultures);
            options.RequestCultureProviders = [new Microsoft.AspNetCore.Localization.CookieRequestCultureProvider()];
        });
        return app;
    }

    /// <summary>The code of the page's language for <c>lang</c>.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "zh-CN";
}

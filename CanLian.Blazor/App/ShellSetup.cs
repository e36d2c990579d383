using System.Globalization;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Ui;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;
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
        services.AddSingleton<IStringLocalizer<Texts>, ReaderTexts>();
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
        // What is sent is not run a second time for the sake of a page: a form refused for its missing token would be refused again, by an exception.
        app.UseWhen(context => !Reads(context), sending => sending.UseStatusCodePages(SayAsync));
        return app;
    }

    private static bool Reads(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static Task SayAsync(StatusCodeContext refused)
    {
        var response = refused.HttpContext.Response;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(refused.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Texts>>()[response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => "这一步没有做：页面开得太久，或者不是从系统的页面上点的。请回到原来的页面，刷新以后再做一次",
            StatusCodes.Status404NotFound => "找不到这一页",
            _ => "这一步没做成",
        }]);
    }

    /// <summary>The code of the page's language for <c>lang</c>.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "zh-CN";
}

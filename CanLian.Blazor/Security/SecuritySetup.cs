using CanLian.Blazor.Data;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CanLian.Blazor.Security;

/// <summary>Sets up who may come in (登录和权限的装配): accounts, cookie, policies, keys.</summary>
internal static class SecuritySetup
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = SignInThrottle.Tries;
            options.Lockout.DefaultLockoutTimeSpan = SignInDesk.LockedFor;
            options.Password = new PasswordOptions
            {
                RequiredLength = PasswordRules.Shortest,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
            };
        }).AddUserStore<AccountStore>().AddSignInManager();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordRules.HashRounds);
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountPrincipal>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, SessionCookie.Configure);
        services.AddAuthorization(Access.AddPolicies);
        services.AddAntiforgery(options => options.Cookie.Name = SessionCookie.Name + ".form");
        services.AddDataProtection().SetApplicationName("CanLian");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = provider.GetRequiredService<DataFolder>() is { Postgres: null } folder
                ? new FileSystemXmlRepository(new DirectoryInfo(folder.Keys), provider.GetRequiredService<ILoggerFactory>())
                : new SharedKeys(provider.GetRequiredService<CanLianDbFactory>())));
        return services
            .AddSingleton<Sessions>()
            .AddSingleton<SignInThrottle>()
            .AddSingleton<SetUpCode>()
            .AddSingleton<Workplaces>()
            .AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>()
            .AddScoped<SignInDesk>()
            .AddScoped<AuthenticationStateProvider, CircuitSession>()
            .AddScoped<CurrentActor>();
    }

    /// <summary>Leaving, and the sign of life that an active page sends because its cookie cannot be renewed over the open connection.</summary>
    public static void MapSessions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/session", () => TypedResults.NoContent());
        endpoints.MapPost("/sign-out", async (HttpContext context, IAntiforgery antiforgery, SignInDesk desk) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return Results.BadRequest();
            }

            await desk.SignOutAsync(context);
            return Results.Redirect(SessionCookie.SignInPath);
        }).RequireAuthorization(Access.ChangesOwnPassword);
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace CanLian.Blazor.Security;

/// <summary>The cookie that carries a session (会话 Cookie), and what a request without the right one is answered.</summary>
internal static class SessionCookie
{
    public const string Name = "canlian";
    public const string SignInPath = "/sign-in";
    public const string PasswordPath = "/password";

    /// <summary>Query parameter of the sign-in page: where the person wanted to go.</summary>
    public const string ReturnTo = "to";

    private static readonly TimeSpan _renewAfter = TimeSpan.FromMinutes(1);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CookieManager = new HostPrefixedCookies();
        options.ExpireTimeSpan = Sessions.Idle;
        // Renewed below by what the person does, not by what the page does on its own.
        options.SlidingExpiration = false;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = ReturnTo;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ValidateAsync,
            OnRedirectToLogin = context => Answer(context, IsForAPerson(context.Request) ? null : StatusCodes.Status401Unauthorized),
            OnRedirectToAccessDenied = Refuse,
        };
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (context.Principal is not { } principal || !await sessions.IsOpenAsync(principal, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        if (!IsActivity(context.HttpContext))
        {
            return;
        }

        sessions.Touch(principal);
        var now = context.Options.TimeProvider!.GetUtcNow();
        context.ShouldRenew = !Sessions.IsKept(principal) && now - context.Properties.IssuedUtc > _renewAfter;
    }

    // A page that reconnects, a dashboard that polls and files of the application itself are no sign of a person; and a style sheet with
    // a cookie would not be cached.
    private static bool IsActivity(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
        && !context.Request.Path.StartsWithSegments("/_blazor")
        && !context.Request.Path.StartsWithSegments("/hangfire/stats");

    private static bool IsForAPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/_blazor") && request.Headers.XRequestedWith != "XMLHttpRequest";

    // What one may not open is answered like what does not exist.
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!ActorClaims.MustChangePassword(context.HttpContext.User))
        {
            return Answer(context, StatusCodes.Status404NotFound);
        }

        context.RedirectUri = PasswordPath;
        return Answer(context, null);
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int? status)
    {
        if (status is { } code)
        {
            context.Response.StatusCode = code;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    /// <summary>Over https the name begins with __Host-, which the browser accepts for this host, the whole of it and no other alone.</summary>
    private sealed class HostPrefixedCookies : ICookieManager
    {
        private readonly ChunkingCookieManager _cookies = new();

        public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, In(context, key));

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
            _cookies.AppendResponseCookie(context, In(context, key), value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, In(context, key), options);

        private static string In(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
    }
}

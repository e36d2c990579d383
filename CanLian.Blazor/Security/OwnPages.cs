namespace CanLian.Blazor.Security;

/// <summary>Addresses that answer to links of our own pages alone (仅限本站), because every call is recorded under the caller's name.</summary>
internal static class OwnPages
{
    public static RouteHandlerBuilder FromOwnPagesOnly(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (call, next) =>
        call.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" ? Results.StatusCode(StatusCodes.Status403Forbidden) : await next(call));
}

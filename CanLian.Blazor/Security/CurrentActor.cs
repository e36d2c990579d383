using System.Security.Claims;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Components.Authorization;

namespace CanLian.Blazor.Security;

/// <summary>The claims a signed-in account carries, and the actor they stand for. They are renewed whenever the account changes.</summary>
public static class ActorClaims
{
    public const string Role = "canlian.role";
    public const string Region = "canlian.region";
    public const string Programmes = "canlian.programmes";
    public const string DisplayName = "canlian.name";
    private const string OwnPassword = "canlian.own-password";

    public static IEnumerable<Claim> Of(Account account) =>
    [
        new(DisplayName, account.DisplayName),
        new(Role, account.Role.ToString()),
        new(Region, account.RegionCode),
        new(Programmes, string.Join(',', account.Programmes)),
        new(OwnPassword, account.MustChangePassword ? "no" : "yes"),
    ];

    /// <summary>The password was given out by somebody else: nothing opens but the page where one's own is chosen.</summary>
    public static bool MustChangePassword(ClaimsPrincipal principal) => !principal.HasClaim(OwnPassword, "yes");

    /// <summary>The actor of a signed-in principal; null for anybody else.</summary>
    public static Actor? ActorOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && Enum.TryParse<Role>(principal.FindFirstValue(Role), out var role)
            ? new Actor(
                id,
                principal.FindFirstValue(DisplayName) ?? "",
                role,
                principal.FindFirstValue(Region) ?? "none",
                (principal.FindFirstValue(Programmes) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet())
            : null;
}

/// <summary>Who is signed in on this page: the edge where a click becomes an <see cref="Actor"/>.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in; pages that ask are closed to anonymous visitors.</exception>
    public async Task<Actor> GetAsync() =>
        ActorClaims.ActorOf((await authentication.GetAuthenticationStateAsync()).User)
        ?? throw new InvalidOperationException("No actor: the page must require a signed-in user.");
}

using System.Security.Claims;
using CanLian.Blazor.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CanLian.Blazor.Security;

/// <summary>Makes the principal of an account at sign-in (登录身份): who it is, what the account may do, and the stamp that ends it when the account changes.</summary>
internal sealed class AccountPrincipal(IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var types = options.Value.ClaimsIdentity;
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, types.UserNameClaimType, types.RoleClaimType);
        identity.AddClaim(new Claim(types.UserIdClaimType, user.Id));
        identity.AddClaim(new Claim(types.UserNameClaimType, user.UserName ?? ""));
        identity.AddClaim(new Claim(types.SecurityStampClaimType, user.SecurityStamp ?? ""));
        identity.AddClaims(ActorClaims.Of(user));
        return Task.FromResult(new ClaimsPrincipal(identity));
    }
}

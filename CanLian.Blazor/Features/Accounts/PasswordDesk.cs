using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>Where somebody changes their own password (改密码): the present one is asked for, every other session ends.</summary>
public sealed class PasswordDesk(
    CanLianDbFactory databases, IPasswordHasher<Account> hasher, SignInThrottle throttle, OfficeClock clock, District district)
{
    public async Task<Outcome> ChangeAsync(Actor actor, string? current, string? next, string? again)
    {
        await using var db = databases.Open(actor);
        if (await db.Users.FindAsync(actor.Id) is not { PasswordHash: { } hash } account)
        {
            return Outcome.Refused("找不到这个账号");
        }

        if (!throttle.TryTake(nameof(PasswordDesk), account.Id))
        {
            return Outcome.Refused("连着几次都不对，先停一停：{0} 分钟后再试，或请管理员给一个新密码", SignInDesk.LockedFor.TotalMinutes);
        }

        if (hasher.VerifyHashedPassword(account, hash, current ?? "") == PasswordVerificationResult.Failed)
        {
            return Outcome.Refused(new Reason(new Text("现在的密码不对"), "current"));
        }

        throttle.GiveBack(nameof(PasswordDesk), account.Id);
        var problem = next == current && !string.IsNullOrEmpty(next)
            ? new Text("新密码和现在的一样，换一个")
            : PasswordRules.ProblemOf(next, account.UserName, account.DisplayName, district.Name);
        if (problem is { } wrong)
        {
            return Outcome.Refused(new Reason(wrong, "next"));
        }

        if (next != again)
        {
            return Outcome.Refused(new Reason(new Text("两次写的不一样"), "again"));
        }

        account.PasswordHash = hasher.HashPassword(account, next!);
        account.MustChangePassword = false;
        account.OneTimeUntil = null;
        account.SecurityStamp = Guid.NewGuid().ToString();
        db.ChangeLog.Add(new ChangeLogEntry
        {
            At = clock.UtcNow,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Entity = nameof(Account),
            EntityId = actor.Id,
            Action = "改密码",
            RegionCode = actor.Region,
        });
        await db.SaveChangesAsync();
        return Outcome.Done;
    }
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>What became of a change of accounts (账号变更结果), and the one-time password, which is shown once and kept nowhere.</summary>
public sealed record AccountResult(Outcome Outcome, string? AccountId = null, string? OneTimePassword = null);

/// <summary>
/// Where the administrator keeps accounts (账号管理). Every change of what somebody may do ends that person's sessions; the sign-in is asked for
/// again within a minute.
/// </summary>
public sealed class AccountDesk(CanLianDbFactory databases, IPasswordHasher<Account> hasher, OfficeClock clock, District district)
{
    private static readonly Outcome _notYours = Outcome.Refused("账号由管理员管，请找管理员");
    private static readonly Outcome _unknown = Outcome.Refused("找不到这个账号");

    public async Task<AccountResult> AddAsync(Actor actor, AccountForm form)
    {
        if (!MayKeep(actor))
        {
            return new AccountResult(_notYours);
        }

        await using var db = databases.Open(actor);
        var problems = await form.ProblemsAsync(db, district.Code, self: null);
        if (problems.Count > 0)
        {
            return new AccountResult(Outcome.Refused(problems));
        }

        var account = new Account { DisplayName = "", RegionCode = "", LockoutEnabled = true };
        Fill(account, form);
        var password = GiveOneTimePassword(account);
        db.Add(account);
        await db.SaveChangesAsync();
        return new AccountResult(Outcome.Done, account.Id, password);
    }

    public async Task<AccountResult> ChangeAsync(Actor actor, string id, AccountForm form)
    {
        await using var db = databases.Open(actor);
        if (await FindAsync(db, actor, id) is not { } account)
        {
            return new AccountResult(MayKeep(actor) ? _unknown : _notYours);
        }

        var problems = await form.ProblemsAsync(db, district.Code, account.Id);
        if (form.Role != Role.Administrator && await IsLastAdministratorAsync(db, account))
        {
            problems.Add(new Reason(new Text("这是唯一的管理员。先给另一个人管理员角色，再改这个"), "role"));
        }

        if (problems.Count > 0)
        {
            return new AccountResult(Outcome.Refused(problems));
        }

        Fill(account, form);
        EndSessions(account);
        await db.SaveChangesAsync();
        return new AccountResult(Outcome.Done, account.Id);
    }

    public async Task<Outcome> DisableAsync(Actor actor, string id)
    {
        await using var db = databases.Open(actor);
        if (await FindAsync(db, actor, id) is not { } account)
        {
            return MayKeep(actor) ? _unknown : _notYours;
        }

        if (account.Id == actor.Id)
        {
            return Outcome.Refused("不能停用自己的账号，请另一位管理员来停");
        }

        if (await IsLastAdministratorAsync(db, account))
        {
            return Outcome.Refused("这是唯一的管理员，停了就没人管账号了");
        }

        account.DisabledAt ??= clock.UtcNow;
        EndSessions(account);
        await db.SaveChangesAsync();
        return Outcome.Done;
    }

    public async Task<Outcome> EnableAsync(Actor actor, string id)
    {
        await using var db = databases.Open(actor);
        if (await FindAsync(db, actor, id) is not { } account)
        {
            return MayKeep(actor) ? _unknown : _notYours;
        }

        account.DisabledAt = null;
        await db.SaveChangesAsync();
        return Outcome.Done;
    }

    /// <summary>Gives a new one-time password and lifts a lock.</summary>
    public async Task<AccountResult> ResetPasswordAsync(Actor actor, string id)
    {
        await using var db = databases.Open(actor);
        if (await FindAsync(db, actor, id) is not { } account)
        {
            return new AccountResult(MayKeep(actor) ? _unknown : _notYours);
        }

        var password = GiveOneTimePassword(account);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await db.SaveChangesAsync();
        return new AccountResult(Outcome.Done, account.Id, password);
    }

    private static bool MayKeep(Actor actor) => actor.IsSystem || Access.Allows(actor.Role, Access.Administers);

    private static async Task<Account?> FindAsync(CanLianDb db, Actor actor, string id) => MayKeep(actor) ? await db.Users.FindAsync(id) : null;

    private static Task<bool> IsLastAdministratorAsync(CanLianDb db, Account account) => account.Role != Role.Administrator || account.DisabledAt is not null
        ? Task.FromResult(false)
        : db.Users.AllAsync(a => a.Id == account.Id || a.Role != Role.Administrator || a.DisabledAt != null);

    private static void Fill(Account account, AccountForm form)
    {
        account.UserName = form.UserName.Trim();
        account.NormalizedUserName = AccountForm.Normalized(form.UserName);
        account.DisplayName = form.DisplayName.Trim();
        account.Role = form.Role;
        account.RegionCode = form.RegionCode;
        account.Programmes = form.Role == Role.DistrictOfficer ? [.. form.Programmes] : [];
    }

    private static void EndSessions(Account account) => account.SecurityStamp = Guid.NewGuid().ToString();

    private string GiveOneTimePassword(Account account)
    {
        var password = PasswordRules.CreateOneTime();
        account.PasswordHash = hasher.HashPassword(account, password);
        account.MustChangePassword = true;
        account.OneTimeUntil = clock.UtcNow + PasswordRules.OneTimeFor;
        EndSessions(account);
        return password;
    }
}

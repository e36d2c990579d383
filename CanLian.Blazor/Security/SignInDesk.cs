using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CanLian.Blazor.Security;

/// <summary>What became of a sign-in (登录结果): why not, or that the person is in.</summary>
/// <param name="Problem">What is wrong and what to do; null when the person is in.</param>
/// <param name="MustChangePassword">The next thing to do is to choose a password of one's own.</param>
public sealed record SignInAnswer(Text? Problem, bool MustChangePassword = false);

/// <summary>
/// The door (登录、退出). Whoever guesses learns nothing: a name nobody has costs the same time and gets the same answer as a wrong password,
/// and one answer says that there were too many tries, whichever limit was reached.
/// </summary>
public sealed class SignInDesk(
    SignInManager<Account> identity, IPasswordHasher<Account> hasher, SignInThrottle throttle, Sessions sessions, CanLianDbFactory databases,
    OfficeClock clock)
{
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    private static readonly Text _wrong = new("账号或密码不对。密码分大小写，也看看输入法是不是英文");
    private static readonly Text _tooMany = new("连着几次都不对，先停一停：{0} 分钟后再试，或请管理员给一个新密码", LockedFor.TotalMinutes);
    private static readonly Text _outdated = new("这个一次性密码已经过期，请管理员再给一个");

    private static readonly Account _nobody = new() { DisplayName = "", RegionCode = "" };
    private static readonly Lock _nobodyLock = new();

    public async Task<SignInAnswer> SignInAsync(HttpContext context, string? name, string? password, bool ownComputer)
    {
        var address = AddressOf(context);
        name = name?.Trim() ?? "";
        if (name.Length == 0 || string.IsNullOrEmpty(password) || password.Length > PasswordRules.Longest)
        {
            return new SignInAnswer(_wrong);
        }

        if (!throttle.TryTake(address, name))
        {
            return new SignInAnswer(_tooMany);
        }

        var account = await CheckAsync(name, password, context.RequestAborted);
        if (account.Found is not { } found)
        {
            if (account.Known is { } known)
            {
                await NoteAsync(known, "登录没成", address);
            }

            return new SignInAnswer(account.Locked || !throttle.HasTries(address, name) ? _tooMany : _wrong);
        }

        throttle.GiveBack(address, name);
        if (found.MustChangePassword && found.OneTimeUntil < clock.UtcNow)
        {
            return new SignInAnswer(_outdated);
        }

        await BeginAsync(context, found, ownComputer);
        await NoteAsync(found, "登录", address);
        return new SignInAnswer(null, found.MustChangePassword);
    }

    /// <summary>Opens a session for an account that has proved itself otherwise: the first administrator, or a person who just chose a new password.</summary>
    public async Task BeginAsync(HttpContext context, string accountId)
    {
        if (await identity.UserManager.FindByIdAsync(accountId) is { } account)
        {
            await BeginAsync(context, account, Sessions.IsKept(context.User));
        }
    }

    public async Task SignOutAsync(HttpContext context)
    {
        if (ActorClaims.ActorOf(context.User) is { } actor)
        {
            sessions.End(context.User);
            await NoteAsync(actor, "退出", AddressOf(context));
        }

        await identity.SignOutAsync();
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private async Task BeginAsync(HttpContext context, Account account, bool ownComputer)
    {
        var (claims, until) = sessions.Begin(ownComputer);
        var properties = new AuthenticationProperties { IsPersistent = ownComputer, ExpiresUtc = ownComputer ? until : null };
        await identity.SignInWithClaimsAsync(account, properties, claims);
    }

    private async Task<(Account? Found, Account? Known, bool Locked)> CheckAsync(string name, string password, CancellationToken cancellation)
    {
        await throttle.Hashing.WaitAsync(cancellation);
        try
        {
            var account = await identity.UserManager.FindByNameAsync(name);
            if (account is null or { DisabledAt: not null } or { PasswordHash: null })
            {
                hasher.VerifyHashedPassword(_nobody, HashOfNobody(), password);
                return (null, account, false);
            }

            var result = await identity.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
            return result.Succeeded ? (account, account, false) : (null, account, result.IsLockedOut);
        }
        finally
        {
            throttle.Hashing.Release();
        }
    }

    private string HashOfNobody()
    {
        lock (_nobodyLock)
        {
            return _nobody.PasswordHash ??= hasher.HashPassword(_nobody, Guid.NewGuid().ToString());
        }
    }

    private Task NoteAsync(Account account, string action, string address) => NoteAsync(account.ToActor(), action, address);

    private async Task NoteAsync(Actor actor, string action, string address)
    {
        await using var db = databases.Open(Actor.System);
        if (action == "登录" && await db.Users.FindAsync(actor.Id) is { } account)
        {
            account.LastSignInAt = clock.UtcNow;
        }

        db.ChangeLog.Add(new ChangeLogEntry
        {
            At = clock.UtcNow,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Entity = nameof(Account),
            EntityId = actor.Id,
            Action = action,
            RegionCode = actor.Region,
            Changes = JsonSerializer.Serialize(new Dictionary<string, string?[]> { ["Address"] = [null, address] }),
        });
        await db.SaveChangesAsync();
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Postgres;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CanLian.Blazor.Security;

/// <summary>
/// Which sign-ins still hold (会话). Asked at every request and every half minute by every open page: a session ends by signing out, by time,
/// by idleness on a shared computer, and at once when its account is disabled or changed. When somebody was last seen is kept in memory; after
/// a restart the cookie's own time counts. Nodes tell each other of it.
/// </summary>
public sealed class Sessions
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan OnOwnComputer = TimeSpan.FromHours(8);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string IdClaim = "canlian.session";
    private const string UntilClaim = "canlian.until";
    private const string KeptClaim = "canlian.kept";

    private const string SeenTopic = "session.seen";
    private const string EndedTopic = "session.ended";
    private static readonly TimeSpan _toldAfter = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new();
    private readonly CanLianDbFactory _databases;
    private readonly TimeProvider _time;
    private readonly IOptions<IdentityOptions> _identity;
    private readonly NodeMessages _messages;

    public Sessions(CanLianDbFactory databases, TimeProvider time, IOptions<IdentityOptions> identity, NodeMessages messages)
    {
        (_databases, _time, _identity, _messages) = (databases, time, identity, messages);
        messages.Listen(SeenTopic, id => _seen[id] = time.GetUtcNow());
        messages.Listen(EndedTopic, id => _ended[id] = time.GetUtcNow());
    }

    /// <summary>The claims of a new session.</summary>
    /// <param name="ownComputer">The person said that nobody else uses this computer: no idle limit, eight hours in all.</param>
    public (IReadOnlyList<Claim> Claims, DateTimeOffset Until) Begin(bool ownComputer)
    {
        Forget();
        var until = _time.GetUtcNow() + (ownComputer ? OnOwnComputer : Longest);
        var claims = new List<Claim>
        {
            new(IdClaim, Guid.NewGuid().ToString("N")),
            new(UntilClaim, until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        };
        if (ownComputer)
        {
            claims.Add(new Claim(KeptClaim, "yes"));
        }

        return (claims, until);
    }

    /// <summary>Whether the session outlives the browser and knows no idleness.</summary>
    public static bool IsKept(ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == KeptClaim);

    /// <summary>Notes that the person is at work.</summary>
    public void Touch(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(IdClaim) is { } id)
        {
            var now = _time.GetUtcNow();
            if (!_seen.TryGetValue(id, out var before) || now - before > _toldAfter)
            {
                _messages.Send(SeenTopic, id);
            }
            _seen[id] = now;
        }
    }

    public void End(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(IdClaim) is { } id)
        {
            _ended[id] = _time.GetUtcNow();
            _messages.Send(EndedTopic, id);
        }
    }

    /// <summary>Whether the session holds and its account is still what it was at sign-in.</summary>
    public async Task<bool> IsOpenAsync(ClaimsPrincipal principal, CancellationToken cancellation = default)
    {
        var now = _time.GetUtcNow();
        if (principal.FindFirstValue(IdClaim) is not { } session || _ended.ContainsKey(session) || Until(principal) <= now
            || (!IsKept(principal) && _seen.TryGetValue(session, out var seen) && now - seen > Idle))
        {
            return false;
        }

        var types = _identity.Value.ClaimsIdentity;
        var (id, stamp) = (principal.FindFirstValue(types.UserIdClaimType), principal.FindFirstValue(types.SecurityStampClaimType));
        await using var db = _databases.Open(Actor.System);
        return await db.Users.AnyAsync(account => account.Id == id && (account.SecurityStamp ?? "") == stamp && account.DisabledAt == null, cancellation);
    }

    private static DateTimeOffset Until(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(UntilClaim), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;

    private void Forget()
    {
        var old = _time.GetUtcNow() - Longest;
        foreach (var known in (ConcurrentDictionary<string, DateTimeOffset>[])[_seen, _ended])
        {
            foreach (var (id, _) in known.Where(entry => entry.Value < old))
            {
                known.TryRemove(id, out _);
            }
        }
    }
}

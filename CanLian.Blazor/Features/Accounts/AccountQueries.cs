using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>How an account stands (账号状态).</summary>
public enum AccountState
{
    [Label("在用")] Active,
    [Label("等换密码")] Waiting,
    [Label("已锁")] Locked,
    [Label("已停用")] Disabled,
}

/// <summary>An account in the list (账号行).</summary>
public sealed record AccountRow(
    string Id, string UserName, string DisplayName, Role Role, Text Workplace, IReadOnlyList<string> Programmes, AccountState State, DateTime? LastSignInAt);

/// <summary>One page of the list, and how many there are in all (账号列表).</summary>
public sealed record AccountList(IReadOnlyList<AccountRow> Rows, int Total);

/// <summary>Reads accounts for the administrator; to anybody else there are none (账号查询).</summary>
public sealed class AccountQueries(CanLianDbFactory databases, TimeProvider time, District district)
{
    public const int PageSize = 15;

    public async Task<AccountList> ListAsync(Actor actor, string? search, Role? role, bool? disabled, int page)
    {
        await using var db = databases.Open(actor);
        var accounts = Visible(db, actor);
        if (search?.Trim() is { Length: > 0 } text)
        {
            var upper = text.ToUpperInvariant();
            accounts = accounts.Where(a => a.DisplayName.Contains(text) || a.NormalizedUserName!.Contains(upper));
        }

        if (role is { } wanted)
        {
            accounts = accounts.Where(a => a.Role == wanted);
        }

        if (disabled is { } gone)
        {
            accounts = accounts.Where(a => a.DisabledAt != null == gone);
        }

        var found = await accounts.OrderBy(a => a.RegionCode).ThenBy(a => a.UserName).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var codes = found.Select(a => a.RegionCode).Distinct().ToList();
        var places = await db.Regions.Where(r => codes.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name);
        return new AccountList([.. found.Select(a => Row(a, places))], await accounts.CountAsync());
    }

    public async Task<AccountRow?> FindAsync(Actor actor, string id)
    {
        await using var db = databases.Open(actor);
        if (await Visible(db, actor).SingleOrDefaultAsync(a => a.Id == id) is not { } account)
        {
            return null;
        }

        var places = await db.Regions.Where(r => r.Code == account.RegionCode).ToDictionaryAsync(r => r.Code, r => r.Name);
        return Row(account, places);
    }

    /// <summary>What the form starts with.</summary>
    public async Task<AccountForm?> FormAsync(Actor actor, string id)
    {
        await using var db = databases.Open(actor);
        return await Visible(db, actor).SingleOrDefaultAsync(a => a.Id == id) is { } account
            ? new AccountForm
            {
                UserName = account.UserName ?? "",
                DisplayName = account.DisplayName,
                Role = account.Role,
                RegionCode = account.RegionCode,
                Programmes = [.. account.Programmes],
            }
            : null;
    }

    private static IQueryable<Account> Visible(CanLianDb db, Actor actor)
    {
        var may = Access.Allows(actor.Role, Access.Administers);
        return db.Users.AsNoTracking().Where(_ => may);
    }

    private AccountRow Row(Account account, Dictionary<string, string> places) => new(
        account.Id, account.UserName ?? "", account.DisplayName, account.Role,
        Workplaces.Of(account.Role, account.RegionCode.Length <= Region.DistrictLength ? district.ShortName : places.GetValueOrDefault(account.RegionCode, account.RegionCode)),
        account.Programmes,
        account switch
        {
            { DisabledAt: not null } => AccountState.Disabled,
            { LockoutEnd: { } end } when end > time.GetUtcNow() => AccountState.Locked,
            { MustChangePassword: true } => AccountState.Waiting,
            _ => AccountState.Active,
        },
        account.LastSignInAt);
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>What the first run asks for (首次设置): the code from the console, the district, the first administrator.</summary>
public sealed class SetUpForm
{
    public string? Code { get; set; }
    public string? DistrictName { get; set; }
    public string? DistrictCode { get; set; }
    public string? DisplayName { get; set; }
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? Again { get; set; }
}

/// <summary>Sets up an empty installation once (首次设置): the district and its first administrator, in one transaction.</summary>
public sealed class SetUpDesk(
    CanLianDbFactory databases, IPasswordHasher<Account> hasher, SetUpCode code, SignInThrottle throttle, District district)
{
    /// <summary>Whether this installation waits to be set up.</summary>
    public bool IsOpen => code.Value is not null;

    /// <param name="form">What was entered.</param>
    /// <param name="address">From where, to slow guessing at the code.</param>
    /// <returns>What is wrong, or the account of the administrator.</returns>
    public async Task<AccountResult> SetUpAsync(SetUpForm form, string address)
    {
        if (!throttle.TryTake(address, nameof(SetUpDesk)))
        {
            return new AccountResult(Outcome.Refused(new Reason(new Text("设置码连着几次都不对，{0} 分钟后再试", SignInThrottle.Return.TotalMinutes), "code")));
        }

        if (!code.Is(form.Code))
        {
            return new AccountResult(Outcome.Refused(new Reason(new Text("设置码不对，请看启动程序的窗口里打印的那一行"), "code")));
        }

        throttle.GiveBack(address, nameof(SetUpDesk));
        await using var db = databases.Open(Actor.System);
        var account = new AccountForm
        {
            UserName = form.UserName ?? "",
            DisplayName = form.DisplayName ?? "",
            Role = Role.Administrator,
            RegionCode = form.DistrictCode?.Trim() ?? "",
        };
        if (await ProblemsAsync(db, form, account) is { Count: > 0 } problems)
        {
            return new AccountResult(Outcome.Refused(problems));
        }

        var administrator = new Account
        {
            UserName = account.UserName.Trim(),
            NormalizedUserName = AccountForm.Normalized(account.UserName),
            DisplayName = account.DisplayName.Trim(),
            Role = Role.Administrator,
            RegionCode = account.RegionCode,
            LockoutEnabled = true,
        };
        administrator.PasswordHash = hasher.HashPassword(administrator, form.Password!);
        // A register that was imported first has brought its district, without a name.
        var place = await db.Regions.FindAsync(account.RegionCode);
        if (place is null)
        {
            place = new Region { Code = account.RegionCode, Name = "", Kind = RegionKind.District };
            db.Add(place);
        }
        place.Name = form.DistrictName!.Trim();
        db.AddRange(
            new Setting { Key = Setting.District, Value = form.DistrictName.Trim() },
            administrator);
        await db.SaveChangesAsync();
        code.Withdraw();
        district.Load(db);
        return new AccountResult(Outcome.Done, administrator.Id);
    }

    private static async Task<List<Reason>> ProblemsAsync(CanLianDb db, SetUpForm form, AccountForm account)
    {
        var problems = new List<Reason>();
        if (string.IsNullOrWhiteSpace(form.DistrictName))
        {
            problems.Add(new Reason(new Text("写上区（县）的名称，如：相山区"), "district-name"));
        }

        if (account.RegionCode.Length != Region.DistrictLength || !account.RegionCode.All(char.IsAsciiDigit))
        {
            problems.Add(new Reason(new Text("区划代码是 6 位数字，身份证号的前 6 位多半就是它"), "district-code"));
        }

        if (await db.Regions.Where(r => r.Kind == RegionKind.District).Select(r => r.Code).FirstOrDefaultAsync() is { } imported && imported != account.RegionCode)
        {
            problems.Add(new Reason(new Text("已导入的区划是 {0} 的，代码要和它一样", imported), "district-code"));
        }

        // The place is about to be created, so it cannot be looked up yet.
        problems.AddRange((await account.ProblemsAsync(db, account.RegionCode, self: null)).Where(problem => problem.Anchor != "region"));
        if (PasswordRules.ProblemOf(form.Password, form.UserName, form.DisplayName, form.DistrictName) is { } weak)
        {
            problems.Add(new Reason(weak, "password"));
        }
        else if (form.Password != form.Again)
        {
            problems.Add(new Reason(new Text("两次写的不一样"), "again"));
        }

        return problems;
    }
}

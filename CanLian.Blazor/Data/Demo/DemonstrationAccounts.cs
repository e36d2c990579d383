using CanLian.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace CanLian.Blazor.Data.Demo;

/// <summary>A sign-in of the demonstration as it is told to whoever starts it (演示账号).</summary>
public sealed record DemonstrationSignIn(string UserName, string DisplayName, Role Role, string RegionCode, string Scope);

/// <summary>The sign-ins of the demonstration: one of every role, and two more village workers to see that villages are kept apart.</summary>
public static class DemonstrationAccounts
{
    /// <summary>The same for all; a demonstration holds nobody's data.</summary>
    public const string Password = "Canlian-Demo-2023";

    public static IReadOnlyList<DemonstrationSignIn> All { get; } =
    [
        new("wangxiulan", "王秀兰", Role.VillageWorker, Places.Nanshilou, "石桥镇南石楼村"),
        new("haojianping", "郝建平", Role.VillageWorker, "340699003208", "石桥镇下郝桥村"),
        new("sunguoqiang", "孙国强", Role.VillageWorker, "340699005203", "段湖镇大钟桥村"),
        new("chenjianguo", "陈建国", Role.TownOfficer, Places.Shiqiao, "石桥镇"),
        new("liming", "李明", Role.DistrictOfficer, Places.District, Places.DistrictName),
        new("zhoujianping", "周建平", Role.Supervisor, Places.District, Places.DistrictName),
        new("zhaoli", "赵丽", Role.Finance, Places.District, Places.DistrictName),
        new("zhaoqian", "赵倩", Role.ExchangeClerk, Places.District, Places.DistrictName),
        new("shenji", "孙审", Role.Auditor, Places.District, Places.DistrictName),
        new("admin", "管理员", Role.Administrator, Places.District, Places.DistrictName),
    ];

    /// <summary>The sign-ins as the console shows them, one a line.</summary>
    public static IEnumerable<Text> Lines() => All
        .Select(s => new Text("  {0}  {1}，{2}，{3}", s.UserName.PadRight(12), s.DisplayName, new Text(s.Role.Label()), s.Scope))
        .Prepend(new Text("演示账号（密码都是 {0}）：", Password));

    /// <summary>One password, hashed once: the hash is slow on purpose, and equal hashes give away nothing that is not printed.</summary>
    internal static void Fill(DistrictRecords records, IPasswordHasher<Account> hasher)
    {
        string? hash = null;
        foreach (var signIn in All)
        {
            var account = new Account
            {
                Id = records.Chance.NextId().ToString(),
                UserName = signIn.UserName,
                NormalizedUserName = signIn.UserName.ToUpperInvariant(),
                DisplayName = signIn.DisplayName,
                Role = signIn.Role,
                RegionCode = signIn.RegionCode,
                LockoutEnabled = true,
            };
            account.PasswordHash = hash ??= hasher.HashPassword(account, Password);
            records.Accounts.Add(account);
        }
    }
}

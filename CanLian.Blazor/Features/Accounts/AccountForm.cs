using System.Text.RegularExpressions;
using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>What an administrator enters of an account (账号资料).</summary>
public sealed partial record AccountForm
{
    public string UserName { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public Role Role { get; set; }
    public string RegionCode { get; set; } = "";
    public List<string> Programmes { get; set; } = [];

    /// <summary>How long the code of the role's place is: a village has twelve digits, a town nine, the district six.</summary>
    public static int CodeLength(Role role) => role switch
    {
        Role.VillageWorker => Region.VillageLength,
        Role.TownOfficer => Region.TownLength,
        Role.DistrictOfficer or Role.Supervisor or Role.Finance or Role.ExchangeClerk or Role.Auditor or Role.Administrator => Region.DistrictLength,
    };

    /// <summary>Everything that is wrong, each with the field to go to.</summary>
    /// <param name="db">Where other sign-ins and the places are.</param>
    /// <param name="district">Code of the district; empty before it is known.</param>
    /// <param name="self">The account being changed; null for a new one.</param>
    internal async Task<List<Reason>> ProblemsAsync(CanLianDb db, string district, string? self)
    {
        var problems = new List<Reason>();
        if (string.IsNullOrWhiteSpace(DisplayName))
        {
            problems.Add(new Reason(new Text("写上姓名，办过的事都记这个名字"), "display-name"));
        }

        if (!SignInName().IsMatch(UserName.Trim()))
        {
            problems.Add(new Reason(new Text("账号用 3 到 32 个字母、数字或 . _ -，比如工号或手机号"), "user-name"));
        }
        else if (await db.Users.AnyAsync(a => a.NormalizedUserName == Normalized(UserName) && a.Id != self))
        {
            problems.Add(new Reason(new Text("账号 {0} 已经有人用。一人一个账号，不能合用", UserName.Trim()), "user-name"));
        }

        if (await ProblemOfPlaceAsync(db, district) is { } place)
        {
            problems.Add(new Reason(place, "region"));
        }

        if (Programmes.Find(code => Catalogue.Find(code) is null) is { } unknown)
        {
            problems.Add(new Reason(new Text("没有代码为 {0} 的项目", unknown), "programmes"));
        }

        return problems;
    }

    internal static string Normalized(string userName) => userName.Trim().ToUpperInvariant();

    private async Task<Text?> ProblemOfPlaceAsync(CanLianDb db, string district)
    {
        var code = RegionCode;
        if (code.Length != CodeLength(Role) || !code.All(char.IsAsciiDigit) || !Region.Contains(district, code))
        {
            return Role switch
            {
                Role.VillageWorker => new Text("选一个村（社区），代码 12 位"),
                Role.TownOfficer => new Text("选一个镇（街道），代码 9 位"),
                _ => new Text("这个角色管全区，区划代码应为 {0}", district.Length > 0 ? district : new Text("区的 6 位代码")),
            };
        }

        return await db.Regions.AnyAsync(r => r.Code == code) ? null : new Text("区划里没有 {0}，请先导入区划", code);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{3,32}\z")]
    private static partial Regex SignInName();
}

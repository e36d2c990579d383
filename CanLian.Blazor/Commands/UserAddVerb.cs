using System.CommandLine;
using CanLian.Blazor.Features.Accounts;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Commands;

/// <summary>Adds a sign-in and prints its one-time password (加账号).</summary>
internal sealed class UserAddVerb : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "账号：登录时用的工号、手机号或拼音" };
    private readonly Option<string> _role = new("--role") { Description = "角色：中文名，或 TownOfficer 这样的英文名", Required = true };
    private readonly Option<string> _region = new("--region") { Description = "管哪里：区划代码，村 12 位、镇 9 位、区 6 位", Required = true };
    private readonly Option<string?> _displayName = new("--display-name") { Description = "姓名；不写时与账号相同" };
    private readonly Option<string[]> _programmes = new("--programme") { Description = "区残联经办分管的项目代码，可写几个；不写就是全部", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _json = JsonOption();

    public UserAddVerb() : base("add", "加一个账号，打印一次性密码")
    {
        Add(_name);
        Add(_role);
        Add(_region);
        Add(_displayName);
        Add(_programmes);
        Add(_json);
    }

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        if (RoleOf(run.Get(_role)) is not { } role)
        {
            run.Error.WriteLine(run.L["没有“{0}”这个角色。有：{1}", run.Get(_role), string.Join("、", Enum.GetValues<Role>().Select(r => $"{r} {run.L[r.Label()]}"))]);
            return Misused;
        }

        var name = run.Get(_name);
        var result = await run.Service<AccountDesk>().AddAsync(run.Actor, new AccountForm
        {
            UserName = name,
            DisplayName = run.Get(_displayName) ?? name,
            Role = role,
            RegionCode = run.Get(_region),
            Programmes = [.. run.Get(_programmes) ?? []],
        });
        if (result.OneTimePassword is { } password)
        {
            if (run.Get(_json))
            {
                run.WriteJson(new { user = name, role = role.ToString(), region = run.Get(_region), oneTimePassword = password });
            }
            else
            {
                run.Out.WriteLine(run.L["账号 {0} 已加。一次性密码 {1}，3 天内有效，登录后先换成自己的", name, password]);
            }
        }

        return run.Conclude(result.Outcome);
    }

    private static Role? RoleOf(string text) =>
        Labels.Parse<Role>(text) ?? (Enum.GetNames<Role>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<Role>(name) : null);
}

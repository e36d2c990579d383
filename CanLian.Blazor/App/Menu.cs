using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;

namespace CanLian.Blazor.App;

/// <summary>One line of the menu (菜单项). A count is shown only for work that waits.</summary>
public sealed record MenuEntry(string Group, string Label, string Href, Glyph Icon, int? Count = null);

/// <summary>The menu of the signed-in person (菜单): what one may not open is absent, not grey, and a label never changes with the page.</summary>
public sealed class Menu
{
    // More programmes than these would push the rest out of sight; all of them are behind 全部项目.
    private const int MostPinned = 4;

    private static readonly IReadOnlyList<(string Policy, MenuEntry Entry)> _table =
    [
        (Access.SignedIn, new("每天", "我的工作", "", Glyph.Inbox)),
        (Access.SeesPersons, new("每天", "残疾人名册", "people", Glyph.People)),
        (Access.SeesPersons, new("每天", "走访清单", "visits", Glyph.Home)),
        (Access.SeesPersons, new("每天", "逾期与卡住", "late", Glyph.Clock)),
        (Access.SeesProgrammes, new("项目", "全部项目", "programmes", Glyph.Grid)),
        .. Catalogue.Programmes.Select(p => (Access.SeesPersons, new MenuEntry("项目", p.Name, CasesHref(p.Code), Glyph.Clipboard))),
        (Access.SeesOrganisations, new("项目", "服务机构", "organisations", Glyph.Home)),
        (Access.SeesPersons, new("项目", "求职和招聘", "jobs", Glyph.Send)),
        (Access.SeesPersons, new("项目", "基本状况调查", "surveys", Glyph.Table)),
        (Access.SeesOrganisations, new("项目", "宣传稿件", "publicity", Glyph.Doc)),
        (Access.SeesFigures, new("看数", "完成情况", "dashboard", Glyph.Chart)),
        (Access.SeesFigures, new("看数", "自助查询", "questions", Glyph.Search)),
        (Access.SeesPersons, new("看数", "应补尽补", "coverage", Glyph.Target)),
        (Access.SeesPersons, new("看数", "疑点", "findings", Glyph.Alert)),
        (Access.SeesReport, new("看数", "年度总结", "annual-report", Glyph.Doc)),
        (Access.SeesPlans, new("看数", "任务和标准", "plans", Glyph.Table)),
        (Access.Exchange, new("往来", "数据交换", "exchange", Glyph.Swap)),
        (Access.Imports, new("往来", "导入", "import", Glyph.Upload)),
        (Access.Imports, new("往来", "疑似重复", "duplicates", Glyph.People)),
        (Access.SeesPersons, new("往来", "公示", "notices", Glyph.Doc)),
        (Access.Finance, new("往来", "资金发放", "payments", Glyph.Yen)),
        (Access.SeesProgrammes, new("往来", "空白模板", "templates", Glyph.Table)),
        (Access.SeesPersons, new("往来", "导出记录", "exports", Glyph.Download)),
        (Access.Administers, new("管理", "账号", "accounts", Glyph.Key)),
        (Access.ReadsTrail, new("管理", "操作记录", "changes", Glyph.History)),
        (Access.Administers, new("管理", "系统状况", "upkeep", Glyph.Gear)),
    ];

    /// <summary>Entries in order; entries of one group stand together.</summary>
    public IReadOnlyList<MenuEntry> Entries { get; private set; } = [];

    public event Action? Changed;

    /// <summary>What somebody may open; of the programmes, the first few that they handle.</summary>
    public static IReadOnlyList<MenuEntry> Of(Actor actor)
    {
        var pinned = Catalogue.ProgrammesFor(actor).Where(p => actor.Handles(p.Code)).Take(MostPinned).Select(p => CasesHref(p.Code)).ToHashSet();
        return [.. _table.Where(row => Access.Allows(actor.Role, row.Policy)).Select(row => row.Entry)
            .Where(entry => entry.Icon != Glyph.Clipboard || pinned.Contains(entry.Href))];
    }

    /// <summary>Puts another menu in place, for instance when a count has changed.</summary>
    public void Show(IReadOnlyList<MenuEntry> entries)
    {
        Entries = entries;
        Changed?.Invoke();
    }

    private static string CasesHref(string programme) => "cases/" + programme;
}

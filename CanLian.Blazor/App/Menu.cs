using CanLian.Blazor.Ui;

namespace CanLian.Blazor.App;

/// <summary>One line of the menu (菜单项). A count is shown only for work that waits.</summary>
public sealed record MenuEntry(string Group, string Label, string Href, Glyph Icon, int? Count = null);

/// <summary>The menu of the signed-in person (菜单): what one may not open is absent, not grey, and a label never changes with the page.</summary>
public sealed class Menu
{
    /// <summary>Entries in order; entries of one group stand together.</summary>
    public IReadOnlyList<MenuEntry> Entries { get; private set; } =
    [
        new("每天", "我的工作", "", Glyph.Inbox),
        new("每天", "残疾人名册", "people", Glyph.People),
        new("项目", "全部项目", "programmes", Glyph.Grid),
        new("看数", "完成情况", "completion", Glyph.Chart),
        new("往来", "数据交换", "exchange", Glyph.Swap),
    ];

    public event Action? Changed;

    /// <summary>Puts another menu in place, for instance when a count has changed.</summary>
    public void Show(IReadOnlyList<MenuEntry> entries)
    {
        Entries = entries;
        Changed?.Invoke();
    }
}

using System.Globalization;

namespace CanLian.Blazor.App;

/// <summary>
/// How this reader wants pages to look (显示设置). Kept in two cookies, so that static pages honour it too and no page flashes.
/// </summary>
public sealed record Appearance(string Theme, int TextPercent)
{
    public const string ThemeCookie = "cl-theme", TextCookie = "cl-text";

    /// <summary>The sizes of 大字, as the root font size in per cent.</summary>
    public static readonly IReadOnlyList<int> TextSizes = [100, 125, 150, 200];

    /// <summary>Reads the cookies; anything unknown counts as not set.</summary>
    public static Appearance From(IRequestCookieCollection cookies) => new(
        cookies[ThemeCookie] is { } theme && Themes.All.Contains(theme) ? theme : Themes.Light,
        int.TryParse(cookies[TextCookie], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && TextSizes.Contains(size) ? size : 100);
}

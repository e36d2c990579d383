using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace CanLian.Blazor.App;

/// <summary>
/// The colours of one theme (配色), each given once: MudBlazor's palette and the css variables <c>--cl-…</c> are both made from here.
/// A tint is the ground under its meaning's own text; <c>On…</c> is what is written on that colour.
/// </summary>
public sealed partial record ThemeTokens(
    string Bg, string Surface, string Sunken, string Line, string LineStrong,
    string Text, string Text2, string Disabled,
    string Primary, string OnPrimary, string PrimaryTint, string Teal, string TealTint,
    string Ok, string OkTint, string Warn, string WarnTint, string Err, string ErrTint, string Info, string InfoTint,
    string Ink, string OnInk, string OnInk2, string Bar, string Hatch, string Over, string Mark, string Focus, string FocusOnInk)
{
    /// <summary>The theme's css variables, one for each colour: LineStrong becomes <c>--cl-line-strong</c>.</summary>
    public string ToCss()
    {
        var css = new StringBuilder();
        foreach (var property in typeof(ThemeTokens).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            css.Append("--cl-").Append(Hump().Replace(property.Name, "-").ToLowerInvariant()).Append(':').Append(property.GetValue(this)).Append(';');
        }

        return css.ToString();
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();
}

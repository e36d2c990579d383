using System.Globalization;
using CanLian.Blazor.App;
using Xunit;

namespace CanLian.Tests.App;

/// <summary>Every pair of colours that meets on the screen can be told apart, in each theme (配色对比度).</summary>
public class ThemesTests
{
    private static readonly (string Front, string Ground)[] _text =
    [
        ("Text", "Bg"), ("Text", "Surface"), ("Text", "Sunken"), ("Text2", "Bg"), ("Text2", "Surface"), ("Text2", "Sunken"), ("Disabled", "Sunken"),
        ("Disabled", "Surface"), ("Primary", "Surface"), ("Primary", "Bg"), ("Primary", "PrimaryTint"), ("Text", "PrimaryTint"), ("OnPrimary", "Primary"),
        ("Primary", "Mark"), ("Text", "Mark"), ("Primary", "WarnTint"), ("Primary", "ErrTint"),
        ("Teal", "Surface"), ("Teal", "TealTint"), ("Ok", "Surface"), ("Ok", "OkTint"), ("Warn", "Surface"), ("Warn", "WarnTint"),
        ("Err", "Surface"), ("Err", "ErrTint"), ("Info", "Surface"), ("Info", "InfoTint"), ("OnInk", "Ink"), ("OnInk2", "Ink"),
        ("OnPrimary", "Ok"), ("OnPrimary", "Warn"), ("OnPrimary", "Err"), ("OnPrimary", "Info"), ("OnPrimary", "Teal"),
    ];

    private static readonly (string Front, string Ground)[] _controls =
    [
        ("LineStrong", "Surface"), ("LineStrong", "Bg"), ("Focus", "Surface"), ("Focus", "Bg"), ("FocusOnInk", "Ink"),
        ("Bar", "Surface"), ("Hatch", "Surface"), ("Over", "Surface"), ("Ok", "Bg"),
    ];

    public static TheoryData<string> Names => [.. Themes.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_can_be_read_on_every_ground_it_stands_on(string theme)
    {
        var least = theme == Themes.Contrast ? 7.0 : 4.5;
        Assert.All(_text, pair => Assert.True(Contrast(theme, pair) >= least, $"{theme}: {pair} {Contrast(theme, pair):0.00}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Controls_focus_and_bars_stand_out_from_their_ground(string theme) =>
        Assert.All(_controls, pair => Assert.True(Contrast(theme, pair) >= 3, $"{theme}: {pair} {Contrast(theme, pair):0.00}"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_colour_reaches_the_style_sheet(string theme) =>
        Assert.Contains($"--cl-line-strong:{Themes.Tokens[theme].LineStrong};", Themes.Css, StringComparison.Ordinal);

    private static double Contrast(string theme, (string Front, string Ground) pair)
    {
        var (front, ground) = (Luminance(Colour(theme, pair.Front)), Luminance(Colour(theme, pair.Ground)));
        return (Math.Max(front, ground) + 0.05) / (Math.Min(front, ground) + 0.05);
    }

    private static string Colour(string theme, string token) => (string)typeof(ThemeTokens).GetProperty(token)!.GetValue(Themes.Tokens[theme])!;

    /// <summary>Relative luminance as WCAG 2 defines it.</summary>
    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var share = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}

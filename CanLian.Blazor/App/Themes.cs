using MudBlazor;

namespace CanLian.Blazor.App;

/// <summary>
/// The three themes (浅色、深色、高对比). High contrast is a MudTheme of its own, because one MudTheme holds only a light and a dark palette.
/// Text keeps 4.5:1 on its ground and controls 3:1, in high contrast text keeps 7:1.
/// </summary>
public static class Themes
{
    public const string Light = "light", Dark = "dark", Contrast = "contrast";

    /// <summary>The order in which the bar's button goes through the themes.</summary>
    public static readonly IReadOnlyList<string> All = [Light, Dark, Contrast];

    public static readonly IReadOnlyDictionary<string, ThemeTokens> Tokens = new Dictionary<string, ThemeTokens>
    {
        [Light] = new(
            Bg: "#F4F3EE", Surface: "#FFFFFF", Sunken: "#ECEAE2", Line: "#DAD7CD", LineStrong: "#7B8087",
            Text: "#1B2430", Text2: "#48525F", Disabled: "#5F6368",
            Primary: "#1F4E8C", OnPrimary: "#FFFFFF", PrimaryTint: "#E7EEF7", Teal: "#0B6258", TealTint: "#DFF0EC",
            Ok: "#1B6E20", OkTint: "#E5F2E4", Warn: "#8A4B00", WarnTint: "#FBEFD9", Err: "#B3261E", ErrTint: "#FCE9E7",
            Info: "#0B5CAD", InfoTint: "#E4EFF9", Ink: "#16324F", OnInk: "#FFFFFF", OnInk2: "#C9D6E5",
            Bar: "#2F66A8", Hatch: "#6590C2", Over: "#0B6258", Mark: "#FFE9A8", Focus: "#C24A00", FocusOnInk: "#FFB15C"),
        [Dark] = new(
            Bg: "#11171E", Surface: "#19212B", Sunken: "#222C38", Line: "#344050", LineStrong: "#8592A3",
            Text: "#E8EDF2", Text2: "#B6C1CD", Disabled: "#98A3B0",
            Primary: "#90BBF2", OnPrimary: "#0A1C33", PrimaryTint: "#20344F", Teal: "#72D1C2", TealTint: "#173732",
            Ok: "#84D189", OkTint: "#1A3623", Warn: "#F3B968", WarnTint: "#3C2D16", Err: "#FF9E94", ErrTint: "#46221F",
            Info: "#86BFF7", InfoTint: "#17314B", Ink: "#0D1620", OnInk: "#E9EEF4", OnInk2: "#A9B8C8",
            Bar: "#6BA0E0", Hatch: "#5A85BA", Over: "#57BFAE", Mark: "#4D3F12", Focus: "#FFB15C", FocusOnInk: "#FFB15C"),
        [Contrast] = new(
            Bg: "#000000", Surface: "#000000", Sunken: "#000000", Line: "#FFFFFF", LineStrong: "#FFFFFF",
            Text: "#FFFFFF", Text2: "#FFFFFF", Disabled: "#FFFFFF",
            Primary: "#FFE600", OnPrimary: "#000000", PrimaryTint: "#000000", Teal: "#7FFFD4", TealTint: "#000000",
            Ok: "#7CFF8A", OkTint: "#000000", Warn: "#FFB84D", WarnTint: "#000000", Err: "#FF9E9E", ErrTint: "#000000",
            Info: "#7FDBFF", InfoTint: "#000000", Ink: "#000000", OnInk: "#FFFFFF", OnInk2: "#FFFFFF",
            Bar: "#FFE600", Hatch: "#FFFFFF", Over: "#7FDBFF", Mark: "#000000", Focus: "#00E5FF", FocusOnInk: "#00E5FF"),
    };

    /// <summary>The css variables of all themes, for the head of every page, so that a change of theme needs no round trip. Paper is always light.</summary>
    public static readonly string Css = string.Concat(
        All.Select(name => name == Light ? $":root{{{Tokens[name].ToCss()}}}" : $"@media screen{{:root[data-theme={name}]{{{Tokens[name].ToCss()}}}}}"));

    private static readonly MudTheme _ordinary = Create(Light, Dark);
    private static readonly MudTheme _contrast = Create(Contrast, Contrast);

    public static MudTheme Mud(string name) => name == Contrast ? _contrast : _ordinary;

    public static bool IsDark(string name) => name != Light;

    private static MudTheme Create(string light, string dark) => new()
    {
        PaletteLight = Paint<PaletteLight>(Tokens[light]),
        PaletteDark = Paint<PaletteDark>(Tokens[dark]),
        LayoutProperties = new() { DefaultBorderRadius = "6px", DrawerWidthLeft = "200px", AppbarHeight = "56px" },
        Typography = Type(),
    };

    private static T Paint<T>(ThemeTokens t)
        where T : Palette, new() => new()
        {
            Background = t.Bg,
            DrawerBackground = t.Bg,
            Surface = t.Surface,
            BackgroundGray = t.Sunken,
            ActionDisabledBackground = t.Sunken,
            TableStriped = t.Sunken,
            Skeleton = t.Sunken,
            Divider = t.Line,
            DividerLight = t.Line,
            TableLines = t.Line,
            LinesDefault = t.Line,
            LinesInputs = t.LineStrong,
            TextPrimary = t.Text,
            DrawerText = t.Text,
            ActionDefault = t.Text,
            TextSecondary = t.Text2,
            DrawerIcon = t.Text2,
            TextDisabled = t.Disabled,
            ActionDisabled = t.Disabled,
            Primary = t.Primary,
            PrimaryContrastText = t.OnPrimary,
            PrimaryDarken = t.Primary,
            PrimaryLighten = t.Primary,
            Secondary = t.Teal,
            SecondaryContrastText = t.OnPrimary,
            SecondaryDarken = t.Teal,
            SecondaryLighten = t.Teal,
            Tertiary = t.Teal,
            TertiaryContrastText = t.OnPrimary,
            TertiaryDarken = t.Teal,
            TertiaryLighten = t.Teal,
            Success = t.Ok,
            SuccessContrastText = t.OnPrimary,
            SuccessDarken = t.Ok,
            SuccessLighten = t.Ok,
            Warning = t.Warn,
            WarningContrastText = t.OnPrimary,
            WarningDarken = t.Warn,
            WarningLighten = t.Warn,
            Error = t.Err,
            ErrorContrastText = t.OnPrimary,
            ErrorDarken = t.Err,
            ErrorLighten = t.Err,
            Info = t.Info,
            InfoContrastText = t.OnPrimary,
            InfoDarken = t.Info,
            InfoLighten = t.Info,
            Dark = t.Text,
            DarkContrastText = t.Surface,
            DarkDarken = t.Text,
            DarkLighten = t.Text,
            AppbarBackground = t.Ink,
            AppbarText = t.OnInk,
            TableHover = t.PrimaryTint,
            GrayDefault = t.LineStrong,
            GrayLight = t.LineStrong,
            GrayLighter = t.Line,
            GrayDark = t.Text2,
            GrayDarker = t.Text2,
            HoverOpacity = 0.06,
            RippleOpacity = 0,
            RippleOpacitySecondary = 0,
            BorderOpacity = 1,
        };

    private static Typography Type() => new()
    {
        Default = new DefaultTypography
        {
            FontFamily = ["cl-dots", "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif"],
            FontSize = "1rem",
            FontWeight = "400",
            LineHeight = "1.5",
            LetterSpacing = "normal",
        },
        H1 = new H1Typography { FontSize = "1.875rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "normal" },
        H2 = new H2Typography { FontSize = "1.875rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "normal" },
        H3 = new H3Typography { FontSize = "1.875rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "normal" },
        H4 = new H4Typography { FontSize = "1.625rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "normal" },
        H5 = new H5Typography { FontSize = "1.125rem", FontWeight = "700", LineHeight = "1.5", LetterSpacing = "normal" },
        H6 = new H6Typography { FontSize = "1.125rem", FontWeight = "700", LineHeight = "1.5", LetterSpacing = "normal" },
        Subtitle1 = new Subtitle1Typography { FontSize = "1rem", FontWeight = "700", LineHeight = "1.5", LetterSpacing = "normal" },
        Subtitle2 = new Subtitle2Typography { FontSize = ".9375rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        Body1 = new Body1Typography { FontSize = "1rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontSize = "1rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        Button = new ButtonTypography
        {
            FontSize = "1rem",
            FontWeight = "400",
            LineHeight = "1.5",
            LetterSpacing = "normal",
            TextTransform = "none",
        },
        Caption = new CaptionTypography { FontSize = ".9375rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        Overline = new OverlineTypography
        {
            FontSize = ".9375rem",
            FontWeight = "400",
            LineHeight = "1.5",
            LetterSpacing = "normal",
            TextTransform = "none",
        },
    };
}

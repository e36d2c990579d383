namespace CanLian.Blazor.Resources;

/// <summary>
/// Names the resource file of everything a person reads (界面文字). The key of a text is its Chinese wording, so Chinese needs no file
/// and a text without translation shows in Chinese.
/// </summary>
public sealed class Texts;

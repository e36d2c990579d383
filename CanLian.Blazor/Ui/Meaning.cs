namespace CanLian.Blazor.Ui;

/// <summary>What a state means for the reader (含义): its colour, and its sign where none is given. The word is always beside it.</summary>
public enum Meaning
{
    /// <summary>Done, valid, agrees.</summary>
    Ok,

    /// <summary>Today, new, for information.</summary>
    Info,

    /// <summary>Sent back, soon due, missing.</summary>
    Warn,

    /// <summary>Overdue, refused, wrong.</summary>
    Error,

    /// <summary>Nothing to see to: on hold, not entitled, waiting.</summary>
    Quiet,
}

/// <summary>The css class and the usual sign of a meaning (含义的样式).</summary>
public static class MeaningStyle
{
    public static string CssClass(this Meaning meaning) => meaning switch
    {
        Meaning.Ok => "cl-ok",
        Meaning.Info => "cl-info",
        Meaning.Warn => "cl-warn",
        Meaning.Error => "cl-err",
        Meaning.Quiet => "cl-quiet",
    };

    public static Glyph Sign(this Meaning meaning) => meaning switch
    {
        Meaning.Ok => Glyph.Check,
        Meaning.Info => Glyph.Info,
        Meaning.Warn => Glyph.Triangle,
        Meaning.Error => Glyph.Alert,
        Meaning.Quiet => Glyph.None,
    };
}

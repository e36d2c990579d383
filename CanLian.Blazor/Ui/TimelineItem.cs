namespace CanLian.Blazor.Ui;

/// <summary>What kind of thing happened (经过类别): each has its own shape.</summary>
public enum TimelineMark
{
    /// <summary>A step of a case: circle.</summary>
    Step,

    /// <summary>Somebody went there: square.</summary>
    Visit,

    /// <summary>A fact about the person changed: diamond.</summary>
    Fact,
}

/// <summary>One row of a timeline (经过).</summary>
/// <param name="Date">The day as written here.</param>
/// <param name="What">Programme or kind of fact.</param>
/// <param name="Href">Where <paramref name="What"/> leads.</param>
/// <param name="Text">What happened.</param>
/// <param name="Beside">Amount or person, at the end of the row.</param>
/// <param name="Mark">The shape.</param>
public sealed record TimelineItem(
    string Date, string? What, string? Href, string Text, string? Beside = null, TimelineMark Mark = TimelineMark.Step);

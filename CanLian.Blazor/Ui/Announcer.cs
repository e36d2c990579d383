namespace CanLian.Blazor.Ui;

/// <summary>
/// Says in words what a sighted reader sees happen (播报), through the one polite live region of the layout: results, counts, progress.
/// </summary>
public sealed class Announcer
{
    /// <summary>Raised with the sentence to say; the layout listens.</summary>
    public event Action<string>? Spoken;

    public void Say(string sentence) => Spoken?.Invoke(sentence);
}

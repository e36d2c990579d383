namespace CanLian.Domain.Reports;

/// <summary>The wording somebody gave a paragraph of a year's summary (改写); without one the outline's own holds.</summary>
public class ParagraphWording
{
    public int Year { get; init; }

    /// <summary>The paragraph's name in the outline.</summary>
    public required string Key { get; init; }

    /// <summary>Words and open numbers as <see cref="Wording"/> reads them; empty where the paragraph is not to stand in the document.</summary>
    public required string Text { get; set; }
    public long Version { get; set; }
}

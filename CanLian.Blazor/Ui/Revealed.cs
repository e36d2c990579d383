namespace CanLian.Blazor.Ui;

/// <summary>What came of asking for a masked number (显示结果): the number, grouped for reading, or the sentence that says why not.</summary>
public sealed record Revealed(string? Number, string? Refusal = null);

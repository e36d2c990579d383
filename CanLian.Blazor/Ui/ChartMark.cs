namespace CanLian.Blazor.Ui;

/// <summary>A point of a line that leads to its records (图上的点).</summary>
/// <param name="Day">The day.</param>
/// <param name="Number">The number.</param>
/// <param name="Shown">The number as people read it.</param>
/// <param name="Said">Its name for those who hear it: 11月，112 人.</param>
/// <param name="Href">The records behind it.</param>
public sealed record ChartMark(DateOnly Day, decimal Number, string Shown, string Said, string Href);

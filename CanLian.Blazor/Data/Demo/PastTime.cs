namespace CanLian.Blazor.Data.Demo;

/// <summary>A clock that shows the hour it is told, in China (演示的过去), so that the demonstration's past is made by the same desks as its present.</summary>
internal sealed class PastTime : TimeProvider
{
    public DateTime Local { get; set; }

    public override DateTimeOffset GetUtcNow() => new(Local, TimeSpan.FromHours(8));
}

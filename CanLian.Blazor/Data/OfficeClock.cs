namespace CanLian.Blazor.Data;

/// <summary>
/// The office's day: China's calendar over the machine's clock. A demonstration stays on its own day, so that its year does not grow old.
/// </summary>
public sealed class OfficeClock(TimeProvider time)
{
    private static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The day a demonstration stays on; null where the real day counts.</summary>
    public DateOnly? Pinned { get; set; }

    public DateTime Local
    {
        get
        {
            // To the microsecond, which every database keeps.
            var now = time.GetUtcNow();
            var local = TimeZoneInfo.ConvertTime(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), China).DateTime;
            return Pinned is { } day ? day.ToDateTime(TimeOnly.FromDateTime(local)) : local;
        }
    }

    public DateOnly Today => DateOnly.FromDateTime(Local);

    public DateTime UtcNow => TimeZoneInfo.ConvertTimeToUtc(Local, China);

    public static DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), China);

    /// <summary>The moment that a time of China's calendar is.</summary>
    public static DateTime ToUtc(DateTime local) => TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), China);
}

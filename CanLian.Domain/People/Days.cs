using System.Globalization;

namespace CanLian.Domain.People;

/// <summary>How a day stands in a sentence about a record (日期写法).</summary>
internal static class Days
{
    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

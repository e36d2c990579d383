using System.Globalization;
using CanLian.Domain;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>That tallies are kept and hold (汇总状态); where it does not stand, figures are computed from the records.</summary>
/// <param name="Day">
/// The latest day on which a case was written. Days that had not come by then are on record, so that the count on that day or a later one is known.
/// </param>
internal sealed record TallyState(DateOnly Day)
{
    private const string Key = "tallies";

    /// <summary>Null when there are no tallies, or only those of other definitions.</summary>
    public static TallyState? Read(CanLianDb db) =>
        db.Settings.AsNoTracking().Where(s => s.Key == Key).Select(s => s.Value).FirstOrDefault()?.Split(' ') is [var version, var day] && version == Catalogue.Tallied.Version
            ? new TallyState(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            : null;

    public void Write(CanLianDb db)
    {
        using var command = db.Command(
            "INSERT INTO \"Settings\" (\"Key\", \"Value\") VALUES (@key, @value) ON CONFLICT (\"Key\") DO UPDATE SET \"Value\" = @value",
            ("@key", Key),
            ("@value", string.Create(CultureInfo.InvariantCulture, $"{Catalogue.Tallied.Version} {Day:yyyy-MM-dd}")));
        command.ExecuteNonQuery();
    }

    /// <summary>Says that tallies do not hold any more: cases or tasks were written past them. They are made anew by <see cref="TallyRebuild"/>.</summary>
    public static void Forget(CanLianDb db)
    {
        using var command = db.Command("DELETE FROM \"Settings\" WHERE \"Key\" = @key", ("@key", Key));
        command.ExecuteNonQuery();
    }
}

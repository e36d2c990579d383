using System.Globalization;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>Says of villages that what was computed of them holds no more (村的版本).</summary>
internal static class VillageStamps
{
    /// <summary>Stands for every village.</summary>
    public const string All = "";

    private const int InOneStatement = 200;

    public static void Raise(CanLianDb db, IEnumerable<string> villages)
    {
        foreach (var some in villages.Order(StringComparer.Ordinal).Chunk(InOneStatement))
        {
            var places = some.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"(@p{i}, 1)"));
            using var command = db.Command(
                $"INSERT INTO \"VillageStamps\" (\"RegionCode\", \"Stamp\") VALUES {string.Join(", ", places)} ON CONFLICT (\"RegionCode\") DO UPDATE SET \"Stamp\" = \"VillageStamps\".\"Stamp\" + 1",
                some.Select((code, i) => (string.Create(CultureInfo.InvariantCulture, $"@p{i}"), (object)code)));
            command.ExecuteNonQuery();
        }
    }

    /// <summary>After a load that went past the change tracker, in its transaction: every village there is has a stamp, and nothing computed before holds.</summary>
    public static void RaiseAll(CanLianDb db)
    {
        // The condition keeps SQLite from reading ON as part of the join.
        using var command = db.Command(
            "INSERT INTO \"VillageStamps\" (\"RegionCode\", \"Stamp\") SELECT \"RegionCode\", 1 FROM (SELECT \"RegionCode\" FROM \"Persons\" UNION SELECT \"RegionCode\" FROM \"Cases\") AS places "
            + "WHERE true ON CONFLICT (\"RegionCode\") DO NOTHING");
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
        Raise(db, [All]);
    }
}

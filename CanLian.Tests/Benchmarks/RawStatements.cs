using System.Data.Common;
using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;

namespace CanLian.Tests.Benchmarks;

/// <summary>What the pages ask, written by hand and prepared once: the floor beside which they are measured.</summary>
internal sealed class RawStatements(CanLianDb db) : IDisposable
{
    private const string Shown = """
        p."Id", p."Name", p."Sex", p."BirthDate", p."IdNumberSealed", c."Kind", c."Grade", r."Name" AS "Place"
        """;

    private const string WithCard = """
        LEFT JOIN "Certificates" c ON c."PersonId" = p."Id" AND c."Current" LEFT JOIN "Regions" r ON r."Code" = p."RegionCode"
        """;

    private const string Within = """
        "RegionCode" >= @low AND "RegionCode" <= @high
        """;

    private static readonly string _programmes = string.Join(", ", Catalogue.Programmes.Select(p => $"'{p.Code}'"));

    private readonly Dictionary<string, DbCommand> _prepared = [];

    public void Dispose() => _prepared.Values.ToList().ForEach(c => c.Dispose());

    public int ByKey(string region, string key) => Run($"""
        SELECT {Shown} FROM "SearchKeys" k JOIN "Persons" p ON p."Id" = k."PersonId" {WithCard}
        WHERE k."Key" = @key AND k.{Within.Replace("AND ", "AND k.", StringComparison.Ordinal)} ORDER BY k."Rank", k."PersonId" LIMIT 8
        """, region, ("@key", key));

    public int ByBeginning(string region, string key) => Run($"""
        SELECT {Shown} FROM "SearchKeys" k JOIN "Persons" p ON p."Id" = k."PersonId" {WithCard}
        WHERE k."Key" >= @key AND k."Key" < @end AND k.{Within.Replace("AND ", "AND k.", StringComparison.Ordinal)} ORDER BY k."Key", k."Rank", k."PersonId" LIMIT 8
        """, region, ("@key", key), ("@end", key + "{"));

    /// <summary>How many there are, and fifteen of them with what a row shows.</summary>
    public int Persons(string region, string order, int skip, string? kinds = null)
    {
        var narrowed = kinds is null ? "" : $"""
            AND EXISTS (SELECT 1 FROM "Certificates" x WHERE x."PersonId" = "Persons"."Id" AND x."Current" AND {kinds})
            """;
        return Run($"""SELECT COUNT(*) FROM "Persons" WHERE {Within} {narrowed}""", region)
            + Run($"""
                SELECT {Shown}, h."Kind", s."Programme" FROM (SELECT "Id" FROM "Persons" WHERE {Within} {narrowed} ORDER BY {order} LIMIT 15 OFFSET @skip) page
                JOIN "Persons" p ON p."Id" = page."Id" {WithCard} LEFT JOIN "Hardships" h ON h."PersonId" = p."Id"
                LEFT JOIN "Cases" s ON s."PersonId" = p."Id" AND s."Year" = 2023 AND s."StageKind" = 'Done'
                """, region, ("@skip", skip));
    }

    /// <inheritdoc cref="Persons"/>
    public int Cases(string region, string programme, int skip, string and = "") =>
        Run($"""SELECT "Stage", COUNT(*) FROM "Cases" WHERE "Programme" = @programme AND "Year" = 2023 AND {Within} {and} GROUP BY "Stage" """, region, ("@programme", programme))
            + Run($"""
                SELECT c.*, r."Name" AS "Place" FROM (SELECT "Id" FROM "Cases" WHERE "Programme" = @programme AND "Year" = 2023 AND {Within} {and}
                    ORDER BY "DueOn" IS NULL, "DueOn", "Number" LIMIT 15 OFFSET @skip) page
                JOIN "Cases" c ON c."Id" = page."Id" LEFT JOIN "Regions" r ON r."Code" = c."RegionCode"
                """, region, ("@programme", programme), ("@skip", skip));

    /// <summary>
    /// A year's cases by programme, kind of stage and town: of several districts from the index that holds all of it, in its order; of one place where it lies.
    /// </summary>
    public int Year(string region) => Run(region.Length < Region.DistrictLength
        ? $"""
            SELECT "Programme", "StageKind", SUBSTR("RegionCode", 1, 9), SUM("Files"), SUM("Fen") FROM (
                SELECT "Programme", "StageKind", "RegionCode", COUNT(*) AS "Files", SUM("AmountFen") AS "Fen" FROM "Cases" WHERE "Programme" IN ({_programmes}) AND "Year" = 2023
                GROUP BY 1, 2, 3) AS villages
            WHERE SUBSTR("RegionCode", 1, 12) >= @low AND SUBSTR("RegionCode", 1, 12) <= @high GROUP BY 1, 2, 3
            """
        : $"""
            SELECT "Programme", "StageKind", SUBSTR("RegionCode", 1, 9), COUNT(*), SUM("AmountFen") FROM "Cases"
            WHERE "Programme" IN ({_programmes}) AND "Year" = 2023 AND {Within} GROUP BY 1, 2, 3
            """, region);

    /// <summary>Four rows, on the disk.</summary>
    public void FourRows(int i)
    {
        using var transaction = db.Database.BeginTransaction();
        for (var row = 0; row < 4; row++)
        {
            using var command = db.Command(
                """INSERT INTO "Drafts" ("AccountId", "Key", "Content", "Fields", "SavedAt") VALUES ('bench', @key, @content, 0, @at)""",
                ("@key", $"{i}-{row}-{Guid.NewGuid()}"), ("@content", new string('x', 300)), ("@at", new DateTime(2023, 12, 29, 0, 0, 0, DateTimeKind.Utc)));
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>Takes away what <see cref="FourRows"/> wrote.</summary>
    public void CleanUp()
    {
        using var command = db.Command("""DELETE FROM "Drafts" WHERE "AccountId" = 'bench'""");
        command.ExecuteNonQuery();
    }

    /// <summary>Rows of a statement that is asked once.</summary>
    public List<object?[]> Rows(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = db.Command(sql, parameters);
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }
        return rows;
    }

    private int Run(string sql, string region, params (string Name, object Value)[] parameters)
    {
        var (low, high) = RegionRange.Of(region);
        (string Name, object Value)[] all = [("@low", low), ("@high", high), .. parameters];
        if (!_prepared.TryGetValue(sql, out var command))
        {
            _prepared[sql] = command = db.Command(sql, all);
            command.CommandTimeout = 0;
            command.Prepare();
        }
        foreach (var (name, value) in all)
        {
            command.Parameters[name].Value = value;
        }
        using var reader = command.ExecuteReader();
        var rows = 0;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                reader.GetValue(i);
            }
            rows++;
        }
        return rows;
    }
}

using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Tests.Benchmarks;

/// <summary>
/// Questions of one's own over a filled data folder beside the same GROUP BY written by hand (<c>bench questions --data DIR [--year Y]</c>): the best of
/// five of each, by turns.
/// </summary>
internal static class InquiryBenchmark
{
    private const int Times = 5;
    private const string Done = """ FROM "Cases" c WHERE c."Programme" = 'medication' AND c."Year" = {0} AND c."StageKind" = 'Done' AND c."DoneOn" <= '{0}-12-31' """;

    private static readonly (string What, Inquiry Inquiry, string Sql)[] _asked =
    [
        ("cases by town", Of(Domain.Figures.Measure.Cases, InquiryGroups.Town), "SELECT substr(c.\"RegionCode\", 1, 9), count(*)" + Done + "GROUP BY 1"),
        ("money by kind and town", Of(Domain.Figures.Measure.Amount, InquiryGroups.Kind, InquiryGroups.Town), "SELECT c.\"Kind\", substr(c.\"RegionCode\", 1, 9), count(*), sum(c.\"AmountFen\")" + Done + "GROUP BY 1, 2"),
        ("persons by town", Of(Domain.Figures.Measure.Persons, InquiryGroups.Town), "SELECT substr(c.\"RegionCode\", 1, 9), count(*), count(DISTINCT c.\"PersonId\")" + Done + "GROUP BY 1"),
        ("persons by level and sex", Of(Domain.Figures.Measure.Persons, InquiryGroups.Level, InquiryGroups.Sex), "SELECT x.\"Grade\", p.\"Sex\", count(*), count(DISTINCT c.\"PersonId\")"
            + Done.Replace("WHERE", "LEFT JOIN \"Persons\" p ON p.\"Id\" = c.\"PersonId\" LEFT JOIN \"Certificates\" x ON x.\"PersonId\" = p.\"Id\" AND x.\"Current\" WHERE", StringComparison.Ordinal) + "GROUP BY 1, 2"),
    ];

    public static Task<int> RunAsync(string[] args)
    {
        var asked = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        if (!asked.TryGetValue("--data", out var root))
        {
            Console.Error.WriteLine("bench questions --data DIR [--year Y]");
            return Task.FromResult(2);
        }
        var folder = new DataFolder(root);
        var year = asked.TryGetValue("--year", out var given) ? int.Parse(given, CultureInfo.InvariantCulture) : DemonstrationDistrict.Year;
        using var db = new CanLianDbFactory(folder, new OfficeClock(TimeProvider.System), new SearchHash(folder)).Open(Actor.System);
        db.Database.OpenConnection();
        var scope = InquiryFigure.Scope(year, "", new DateOnly(year, 12, 31));
        foreach (var (what, inquiry, sql) in _asked)
        {
            var figure = new InquiryFigure(inquiry) { Programmes = [.. Catalogue.Programmes.Select(p => p.Code)] };
            var (ours, byHand, cells) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0);
            for (var i = 0; i < Times; i++)
            {
                ours = Shorter(ours, () => cells = figure.Cells(db, scope).Count);
                byHand = Shorter(byHand, () => Rows(db.Database.GetDbConnection(), string.Format(CultureInfo.InvariantCulture, sql, year)));
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-26} {cells,4} cells  {ours.TotalMilliseconds,6:N0} ms, by hand {byHand.TotalMilliseconds,6:N0} ms, {ours / byHand:N2} times"));
        }
        return Task.FromResult(0);
    }

    private static Inquiry Of(Domain.Figures.Measure measure, params IReadOnlyList<InquiryGroup> groups) => new Inquiry { Measure = measure, Groups = groups }.With(InquiryGroups.Programme, "medication");

    private static TimeSpan Shorter(TimeSpan best, Action run)
    {
        var clock = Stopwatch.StartNew();
        run();
        return clock.Elapsed < best ? clock.Elapsed : best;
    }

    private static void Rows(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
        }
    }
}

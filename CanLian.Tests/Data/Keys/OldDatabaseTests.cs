using System.Text;
using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Certification;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace CanLian.Tests.Data.Keys;

/// <summary>A database from before numbers were sealed is brought up to date: everything reads as before, and nothing is left in clear.</summary>
public sealed class OldDatabaseTests : IDisposable
{
    private const string Id = "34052419800101001X";
    private const string Card = Id + "42";
    private const string Certification = "certification";
    private const string Phone = "15440712738";
    private const string GuardianPhone = "13955501234";
    private const string GuardianId = "440524188001010014";
    private const string AccountNumber = "6222020200112233445";

    private readonly DataFolder _folder = new(Path.Combine(Path.GetTempPath(), "canlian-old-" + Guid.NewGuid().ToString("N")));
    private readonly OfficeClock _clock = new(TimeProvider.System);

    [Fact]
    public void Numbers_that_lay_in_clear_are_sealed_and_gone_from_the_file()
    {
        var databases = new CanLianDbFactory(_folder, _clock, new SearchHash(_folder));
        var (person, file) = (Guid.NewGuid(), Guid.NewGuid());
        using (var db = databases.Open(Actor.System))
        {
            db.GetService<IMigrator>().Migrate("SurveysAndPublicity");
            Insert(db, "Persons", new()
            {
                ["Id"] = Text(person),
                ["Name"] = "雷金海",
                ["IdNumber"] = Id,
                ["RegionCode"] = "340699003007",
                ["BirthDate"] = "1980-01-01",
                ["Phone"] = Phone,
                ["Guardian_Name"] = "雷大",
                ["Guardian_Relation"] = "父子",
                ["Guardian_Phone"] = GuardianPhone,
                ["Guardian_IdNumber"] = GuardianId,
                ["Account_Bank"] = "农商行",
                ["Account_Holder"] = "雷金海",
                ["Account_Number"] = AccountNumber,
            });
            Insert(db, "Certificates", new() { ["Id"] = Text(Guid.NewGuid()), ["PersonId"] = Text(person), ["Number"] = Card, ["Current"] = 1, ["Kind"] = "Physical", ["Grade"] = "Two" });
            Insert(db, "Cases", new()
            {
                ["Id"] = Text(file),
                ["Number"] = "2023-办证-0001",
                ["Programme"] = Certification,
                ["Year"] = 2023,
                ["PersonId"] = Text(person),
                ["RegionCode"] = "340699003007",
                ["Form"] = $$"""{"PermitNumber":"{{Id}}"}""",
                ["AppliedOn"] = "2023-01-01",
                ["StageSince"] = "2023-01-01",
            });
            Insert(db, "Drafts", new() { ["AccountId"] = "w", ["Key"] = "person:new", ["Content"] = $$"""{"IdNumber":"{{Id}}"}""", ["SavedAt"] = "2023-01-01 00:00:00" });
            Insert(db, "ChangeLog", new() { ["Id"] = 7, ["At"] = "2023-01-01 00:00:00", ["Changes"] = "{}" });
        }
        Assert.NotEmpty(InClear());

        using (var db = databases.Open(Actor.System))
        {
            DatabaseSetup.BringUpToDate(db);
        }
        using (var db = databases.Open(Actor.System))
        {
            var read = db.Persons.Include(p => p.Certificates).Single();
            Assert.Equal(
                (Id, Phone, GuardianPhone, GuardianId, AccountNumber, Card),
                (read.IdNumber.Value, read.Phone, read.Guardian!.Phone, read.Guardian.IdNumber!.Value.Value, read.Account!.Number, read.Certificates.Single().Number.Value));
            Assert.Equal(Id, ((CertificationForm)Catalogue.Of(Certification).ReadForm(db.Cases.Single().Form)).PermitNumber);
            Assert.Empty(db.Drafts);
            Assert.Equal((1L, null), ChangeChain.Walk(db));
        }
        Assert.Empty(InClear());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder.Root, recursive: true);
    }

    private static string Text(Guid id) => id.ToString().ToUpperInvariant();

    // What a column must have and the test does not care about is empty.
    private static void Insert(CanLianDb db, string table, Dictionary<string, object> values)
    {
        var needed = db.Database.SqlQueryRaw<string>(
            "SELECT name || ' ' || type AS Value FROM pragma_table_info({0}) WHERE \"notnull\" = 1 AND dflt_value IS NULL", table).ToList();
        foreach (var column in needed.Select(c => c.Split(' ')).Where(c => !values.ContainsKey(c[0])))
        {
            values[column[0]] = column[0].EndsWith("On", StringComparison.Ordinal) || column[0].EndsWith("Since", StringComparison.Ordinal) ? "2020-01-01" : column[1] == "TEXT" ? "" : 0;
        }
        using var connection = new SqliteConnection($"Data Source={db.Database.GetDbConnection().DataSource};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", values.Keys)}) VALUES ({string.Join(", ", values.Keys.Select(k => "@" + k))})";
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue("@" + name, value);
        }
        command.ExecuteNonQuery();
    }

    private List<string> InClear()
    {
        SqliteConnection.ClearAllPools();
        var all = string.Concat(Directory.EnumerateFiles(_folder.Root).Select(f => Encoding.Latin1.GetString(File.ReadAllBytes(f))));
        return [.. ((string[])[Id, Phone, GuardianPhone, GuardianId, AccountNumber]).Where(n => all.Contains(n, StringComparison.Ordinal))];
    }
}

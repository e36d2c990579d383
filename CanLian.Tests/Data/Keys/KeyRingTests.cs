using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data.Keys;

/// <summary>What is sealed opens in its own row and column alone, with its own keys alone, and lasts through a rotation.</summary>
public class KeyRingTests : IDisposable
{
    private readonly Database _database = new();

    [Fact]
    public void A_value_opens_in_its_row_and_column_alone()
    {
        var ring = KeyRing.Open(_database.Folder);
        var (row, other) = (Guid.NewGuid().ToByteArray(), Guid.NewGuid().ToByteArray());
        var cell = ring.Seal("Persons.Phone", row, "15440712738");
        Assert.Equal("15440712738", ring.OpenText("Persons.Phone", row, cell));
        Assert.Throws<KeysException>(() => ring.OpenText("Persons.Phone", other, cell));
        Assert.Throws<KeysException>(() => ring.OpenText("Persons.Guardian.Phone", row, cell));
        for (var i = 0; i < cell.Length; i++)
        {
            var bent = (byte[])cell.Clone();
            bent[i] ^= 1;
            Assert.Throws<KeysException>(() => ring.OpenText("Persons.Phone", row, bent));
        }
        Assert.NotEqual(cell, ring.Seal("Persons.Phone", row, "15440712738"));
    }

    [Fact]
    public async Task A_rotation_seals_everything_anew_and_old_and_new_open()
    {
        var person = Person("34052419800101001X");
        using (var db = _database.Open())
        {
            db.Add(person);
            var draft = new Draft { AccountId = "w", Key = "case:1" };
            _database.Factory.Ring.SealContent(draft, "{}");
            db.Add(draft);
            db.SaveChanges();
        }
        var old = KeyRing.Open(_database.Folder).Seal("Backup", [], "old");
        var (version, values) = await new KeyRotation(_database.Factory).RotateAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, 7), (version, values));
        Assert.Equal("old", KeyRing.Open(_database.Folder).OpenText("Backup", [], old));
        using var after = _database.Open();
        var read = after.Persons.Include(p => p.Certificates).Single();
        Assert.Equal(
            ("34052419800101001X", "15440712738", "13955501234", "440524188001010014", "6222020200112233445", person.Certificate!.Number),
            (read.IdNumber.Value, read.Phone, read.Guardian!.Phone, read.Guardian.IdNumber!.Value.Value, read.Account!.Number, read.Certificate!.Number));
        Assert.All(
            after.Database.SqlQuery<byte[]>($"""SELECT "IdNumberSealed" AS "Value" FROM "Persons" UNION ALL SELECT "NumberSealed" FROM "Certificates" """).ToList(),
            cell => Assert.Equal(2, KeyRing.VersionOf(cell)));
    }

    [Fact]
    public void Another_process_that_reads_what_a_newer_version_sealed_finds_the_version()
    {
        var (mine, theirs) = (KeyRing.Open(_database.Folder), KeyRing.Open(_database.Folder));
        theirs.AddVersion();
        Assert.Equal("x", mine.OpenText("c", [], theirs.Seal("c", [], "x")));
    }

    [Theory]
    [InlineData("data-keys.json")]
    [InlineData("search.key")]
    public void Without_its_keys_a_database_is_not_opened_and_no_new_keys_are_made(string name)
    {
        File.Delete(Path.Combine(_database.Folder.Keys, name));
        var refused = Assert.Throws<KeysException>(() => new CanLianDbFactory(_database.Folder, _database.Clock, new SearchHash(_database.Folder)));
        Assert.Contains("keys 文件夹", refused.Reason.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_database.Folder.Keys, name)));
    }

    [Fact]
    public void Keys_that_others_may_read_are_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights.");
            return;
        }
        var path = Path.Combine(_database.Folder.Keys, "data-keys.json");
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<KeysException>(() => KeyRing.Open(_database.Folder)).Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_another_installation_open_nothing()
    {
        using (var db = _database.Open())
        {
            db.Add(Person("34052419800101001X"));
            db.SaveChanges();
        }
        using var other = new Database();
        File.Copy(Path.Combine(other.Folder.Keys, "data-keys.json"), Path.Combine(_database.Folder.Keys, "data-keys.json"), overwrite: true);
        using var reading = new CanLianDbFactory(_database.Folder, _database.Clock, _database.Hash).Open(Actor.System);
        Assert.Throws<KeysException>(() => reading.Persons.ToList());
    }

    [Fact]
    public void Every_number_of_the_model_that_identifies_somebody_is_sealed()
    {
        using var db = _database.Open();
        var inClear = from entity in db.Model.GetEntityTypes()
                      from property in entity.GetProperties()
                      let member = property.PropertyInfo
                      where member is not null
                          && (member.IsDefined(typeof(SensitiveAttribute), false) || (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType) is var type
                              && (type == typeof(IdNumber) || type == typeof(CertificateNumber)))
                      select $"{entity.ClrType.Name}.{property.Name}";
        Assert.Empty(inClear);
        var marked = from type in typeof(Person).Assembly.GetTypes()
                     where db.Model.GetEntityTypes().Any(e => e.ClrType == type)
                     from member in type.GetProperties()
                     where member.CanWrite && (member.IsDefined(typeof(SensitiveAttribute), false)
                         || (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType) is var t && (t == typeof(IdNumber) || t == typeof(CertificateNumber)))
                     select $"{type.Name}.{member.Name}";
        Assert.Equal(marked.Order(), SealedColumn.All.Select(c => $"{c.Entity.Name}.{c.Property}").Order());
    }

    public void Dispose() => _database.Dispose();

    private static Person Person(string id)
    {
        var number = IdNumber.Parse(id);
        var person = new Person
        {
            Name = "雷金海",
            IdNumber = number,
            RegionCode = "340699003007",
            BirthDate = number.BirthDate,
            Phone = "15440712738",
            Guardian = new Guardian { Name = "雷大", Phone = "13955501234", IdNumber = IdNumber.Parse("440524188001010014") },
            Account = new BankAccount { Bank = "农商行", Holder = "雷金海", Number = "6222020200112233445" },
        };
        person.Issue(new Certificate
        {
            Number = CertificateNumber.Of(number, DisabilityKind.Physical, DisabilityGrade.Two),
            Kind = DisabilityKind.Physical,
            Grade = DisabilityGrade.Two,
        });
        return person;
    }
}

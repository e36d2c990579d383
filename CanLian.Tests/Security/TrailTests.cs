using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Accounts;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Security;

public class TrailTests : IDisposable
{
    private static readonly TrailFilter _everything = new(null, null, null, null, 1);
    private static readonly Actor _auditor = Database.Someone(Role.Auditor);
    private static readonly Actor _administrator = Database.Someone(Role.Administrator);
    private readonly Database _database = new();
    private readonly ChangeQueries _queries;
    private readonly Guid _person;

    public TrailTests()
    {
        _queries = new ChangeQueries(_database.Factory);
        var id = IdNumber.Parse("34052419800101001X");
        var person = new Person { Name = "雷金海", IdNumber = id, BirthDate = id.BirthDate, RegionCode = "340699003007" };
        _person = person.Id;
        using (var db = _database.Open(Database.Someone(Role.VillageWorker, "340699003007", "王秀兰")))
        {
            db.Add(person);
            db.SaveChanges();
            person.Address = "南石楼村181号";
            person.PublicEmployee = true;
            db.SaveChanges();
        }

        using var system = _database.Open();
        system.Add(new Account { UserName = "town", DisplayName = "陈建国", RegionCode = "340699003" });
        system.Add(new Disclosure { At = _database.Clock.UtcNow, ActorId = "a", ActorName = "陈建国", PersonId = person.Id, What = "身份证号", Reason = "核对身份", RegionCode = "340699003007" });
        system.SaveChanges();
    }

    [Fact]
    public async Task The_auditor_reads_who_changed_what_before_and_after()
    {
        var row = (await _queries.ChangesAsync(_auditor, _everything)).Rows.Single(r => r.Action == "修改");
        Assert.Equal(("残疾人", "雷金海", $"people/{_person}"), (row.Entity, row.Subject, row.Href));
        Assert.Contains(new FieldChange("地址", null, "南石楼村181号"), row.Changes);
        Assert.Contains(new FieldChange("公职人员", "否", "是"), row.Changes);
    }

    [Fact]
    public async Task The_administrator_reads_of_accounts_and_settings_and_nothing_of_persons()
    {
        var trail = await _queries.ChangesAsync(_administrator, _everything);
        Assert.Equal(["账号"], trail.Rows.Select(r => r.Entity).Distinct());
        Assert.Empty((await _queries.ChangesAsync(_administrator, _everything with { Entity = "Person" })).Rows);
        Assert.Empty((await _queries.DisclosuresAsync(_administrator, _everything)).Rows);
    }

    [Theory]
    [InlineData(Role.VillageWorker)]
    [InlineData(Role.TownOfficer)]
    [InlineData(Role.DistrictOfficer)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Finance)]
    [InlineData(Role.ExchangeClerk)]
    public async Task Nobody_else_reads_the_trail(Role role)
    {
        Assert.Equal(0, (await _queries.ChangesAsync(Database.Someone(role), _everything)).Total);
        Assert.Equal(0, (await _queries.DisclosuresAsync(Database.Someone(role), _everything)).Total);
    }

    [Fact]
    public async Task It_is_asked_by_person_kind_and_day()
    {
        var day = _database.Clock.Today;
        Assert.NotEmpty((await _queries.ChangesAsync(_auditor, _everything with { From = day, To = day })).Rows);
        Assert.Empty((await _queries.ChangesAsync(_auditor, _everything with { To = day.AddDays(-1) })).Rows);
        Assert.Empty((await _queries.ChangesAsync(_auditor, _everything with { From = day.AddDays(1) })).Rows);
        Assert.All((await _queries.ChangesAsync(_auditor, _everything with { Entity = "Person" })).Rows, r => Assert.Equal("残疾人", r.Entity));
        Assert.Empty((await _queries.ChangesAsync(_auditor, _everything with { Who = "没有这个人" })).Rows);
    }

    [Fact]
    public async Task Looks_at_numbers_stand_with_their_reason()
    {
        var look = Assert.Single((await _queries.DisclosuresAsync(_auditor, _everything)).Rows);
        Assert.Equal(("陈建国", "身份证号", "核对身份", "雷金海"), (look.Who, look.Entity, look.Action, look.Subject));
        Assert.Empty((await _queries.DisclosuresAsync(_auditor, _everything with { Who = "王秀兰" })).Rows);
    }

    [Fact]
    public void Everything_the_log_names_has_its_word()
    {
        using var db = _database.Open();
        string[] own = ["Draft", "SearchKey", "CaseCounter", "JobRun", "ProtectionKey", "Disclosure", "ExportRecord", "ChangeLogEntry", "ClosedFigure", "ClosedRecord",
            "ImportRecord", "ImportRow", "ImportTrace", "HiddenRange"];
        string[] hidden =
        [
            "Version", "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "AccessFailedCount", "LockoutEnd", "LockoutEnabled", "LastSignInAt",
            "NormalizedUserName", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled",
        ];
        var missing = from entity in db.Model.GetEntityTypes()
                      where !own.Contains(entity.ClrType.Name) && entity.ClrType.Namespace!.StartsWith("CanLian", StringComparison.Ordinal)
                          && entity.ClrType.Namespace != typeof(CanLian.Blazor.Data.Tallies.Tally).Namespace
                      from property in entity.GetProperties()
                      where !property.IsPrimaryKey() && !property.IsShadowProperty() && !hidden.Contains(property.Name)
                          && !ChangeWords.Knows(entity.ClrType.Name, property.Name)
                      select $"{entity.ClrType.Name}.{property.Name}";
        Assert.Empty(missing.Order());
    }

    public void Dispose() => _database.Dispose();
}

using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Cases.Notices;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes;
using CanLian.Tests.Data;
using CanLian.Tests.Programmes;
using Xunit;

namespace CanLian.Tests.Cases;

/// <summary>Public notices: what stands on the paper and what never does, and that nobody has to take them down.</summary>
public class NoticeTests : IDisposable
{
    private static readonly DateOnly _opened = new(2023, 12, 18);
    private static readonly Actor _officer = Database.Someone(Role.DistrictOfficer);

    private readonly Database _database = new();
    private readonly NoticeQueries _queries;

    public NoticeTests() => _queries = new NoticeQueries(_database.Factory, _database.Clock);

    [Fact]
    public async Task It_shows_masked_name_village_and_amount_and_minors_are_counted()
    {
        _database.Clock.Pinned = new DateOnly(2023, 12, 20);
        var notice = Hang("medication", ("雷金海", "34052419800101001X"), ("欧阳明月", "110105201503070021"));
        var view = (await _queries.FindAsync(_officer, notice))!;
        Assert.Equal((NoticeState.Shown, new DateOnly(2023, 12, 19), new DateOnly(2023, 12, 25)), (view.State, view.FirstDay, view.LastDay));
        var sheet = Assert.Single(view.Sheets);
        Assert.Equal(1, sheet.Minors);
        var line = Assert.Single(sheet.Lines);
        Assert.Equal((1, "雷*海", null, 100_000L), (line.Number, line.Name, line.Detail, line.Fen));
    }

    [Fact]
    public async Task It_is_gone_by_itself_when_its_days_are_over_and_objections_stay()
    {
        _database.Clock.Pinned = new DateOnly(2023, 12, 25);
        var notice = Hang("medication", ("雷金海", "34052419800101001X"));
        var line = (await _queries.FindAsync(_officer, notice))!.Sheets[0].Lines[0];
        var records = new CaseRecordsDesk(_database.Factory, new CaseFactsLoader(_database.Clock));
        Assert.True((await records.ObjectAsync(_officer, line.CaseId, _database.Clock.Today, "村民反映已不住在村里")).Succeeded);

        _database.Clock.Pinned = new DateOnly(2023, 12, 26);
        var over = (await _queries.FindAsync(_officer, notice))!;
        Assert.Equal((NoticeState.TakenDown, 0, 1, 1), (over.State, over.Sheets.Count, over.Cases, over.Objections.Count));
        Assert.Empty((await _queries.ListAsync(_officer, 2023, onlyShown: true, 1)).Rows);
        Assert.Equal(1, (await _queries.ListAsync(_officer, 2023, onlyShown: false, 1)).Rows.Single().OpenObjections);
    }

    [Fact]
    public async Task A_village_reads_the_towns_notice_with_its_own_lines_and_another_town_none()
    {
        _database.Clock.Pinned = new DateOnly(2023, 12, 20);
        var notice = Hang("medication", ("雷金海", "34052419800101001X"));
        Assert.Single((await _queries.FindAsync(Database.Someone(Role.VillageWorker, CaseWalk.Village), notice))!.Sheets);
        Assert.Empty((await _queries.FindAsync(Database.Someone(Role.VillageWorker, "340699003008"), notice))!.Sheets);
        Assert.Null(await _queries.FindAsync(Database.Someone(Role.TownOfficer, "340699004"), notice));
        Assert.Null(await _queries.FindAsync(Database.Someone(Role.Administrator), notice));
    }

    [Fact]
    public void No_notice_names_an_illness_and_those_of_pupils_name_nobody()
    {
        var published = Catalogue.Programmes.Where(p => p.Flow.Stages.Any(s => s.Name.Contains("公示", StringComparison.Ordinal))).ToList();
        Assert.All(published, p => Assert.DoesNotContain(p.Notice.DetailLabel ?? "", (string[])["残疾类别", "残疾等级", "病情", "地址"]));
        Assert.Equal((false, true), (Catalogue.Of("education").Notice.Names, Catalogue.Of("education").Notice.Minors));
        Assert.Equal(["home_modification", "assistive_devices", "home_care", "boarding_care", "certification"], published.Where(p => !p.Notice.Amount).Select(p => p.Code).OrderBy(c => Catalogue.Programmes.ToList().FindIndex(p => p.Code == c) is var i && c == "home_modification" ? -1 : i));
    }

    public void Dispose() => _database.Dispose();

    private Guid Hang(string code, params (string Name, string Number)[] people)
    {
        using var db = _database.Open();
        var programme = Catalogue.Of(code);
        var notice = new Notice { Programme = code, Year = 2023, RegionCode = "340699003", Title = "困难救助补助公示", OpenedOn = _opened, WorkingDays = 5, OpenedBy = "李明" };
        db.AddRange(new Region { Code = "340699003", Name = "石桥镇", Kind = RegionKind.Town }, new Region { Code = CaseWalk.Village, Name = "南石楼村", Kind = RegionKind.Village }, notice);
        foreach (var ((name, number), index) in people.Select((p, i) => (p, i)))
        {
            var person = CaseWalk.Someone(name, number).WithCertificate(DisabilityKind.Psychiatric, DisabilityGrade.Two);
            var file = CaseFile.Open($"2023-测-{index:0000}", code, 2023, person, programme.Subject == Subject.Household, programme.Flow, new DateOnly(2023, 11, 6), Actor.System, default);
            (file.AmountFen, file.Notice, file.NoticeId) = (100_000, notice, notice.Id);
            db.AddRange(person, file);
        }
        db.SaveChanges();
        return notice.Id;
    }
}

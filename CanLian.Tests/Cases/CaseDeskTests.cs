using System.Text;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Files;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.HomeModification;
using CanLian.Tests.Data;
using CanLian.Tests.Programmes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Cases;

/// <summary>The case counter over a real database: what is refused changes nothing, what is done leaves its event, nobody's change is lost.</summary>
public class CaseDeskTests : IDisposable
{
    private const string Programme = "home_modification";
    private static readonly DateOnly Applied = new(2023, 12, 1);

    private readonly Database _database = new();
    private readonly LiveUpdates _live = new();
    private readonly CaseDesk _desk;
    private readonly CaseQueries _queries;
    private readonly CaseRecordsDesk _records;
    private readonly Actor _worker = CaseWalk.By(Role.VillageWorker);
    private readonly Actor _neighbour = Database.Someone(Role.VillageWorker, "340699003008", "neighbour");
    private readonly Person _person;

    public CaseDeskTests()
    {
        var loader = new CaseFactsLoader(_database.Clock);
        _desk = new CaseDesk(_database.Factory, loader, _database.Clock, _live);
        _queries = new CaseQueries(_database.Factory, loader, _database.Clock);
        _records = new CaseRecordsDesk(_database.Factory, loader);
        _person = CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two).With(HardshipKind.MinimumLiving);
        _person.Household = new Household { Number = "005687", RegionCode = CaseWalk.Village, HeadName = _person.Name };
        _person.HouseholdId = _person.Household.Id;
        using var db = _database.Open();
        db.Add(new Region { Code = CaseWalk.Village, Name = "南石楼村", Kind = RegionKind.Village });
        db.Add(_person);
        db.SaveChanges();
    }

    [Fact]
    public async Task A_refused_step_says_every_reason_and_changes_nothing()
    {
        var id = await OpenedAsync();
        var outcome = await _desk.TakeAsync(_worker, id, "H1", StepInput.Empty);

        Assert.Equal(["上传本人（监护人）签字的申请表", "登记知情同意：日期、方式、签字人"], outcome.Reasons.Select(r => r.Sentence.ToString()));
        await using var db = _database.Open();
        var file = await db.Cases.Include(c => c.Events).SingleAsync();
        Assert.Equal("draft", file.Stage);
        Assert.Single(file.Events);
    }

    [Fact]
    public async Task A_step_moves_the_case_leaves_its_event_and_tells_whoever_watches()
    {
        var id = await ReadyAsync();
        var told = new List<LiveUpdate>();
        using var watching = _live.Subscribe(told.Add);

        Assert.True((await _desk.TakeAsync(_worker, id, "H1", StepInput.Empty)).Succeeded);
        await using var db = _database.Open();
        var file = await db.Cases.Include(c => c.Events).SingleAsync();
        var step = file.Events.MaxBy(e => e.Sequence)!;
        Assert.Equal(("verify", "H1", "draft", _worker.Name), (file.Stage, step.StepCode, step.FromStage, step.ActorName));
        Assert.Equal(WorkingCalendar.China.AddWorkingDays(_database.Clock.Today, 15), file.DueOn);
        Assert.Equal(id, Assert.Single(told).CaseId);
    }

    [Fact]
    public async Task Another_village_finds_no_such_case_by_any_road()
    {
        var id = await ReadyAsync();
        Assert.Null(await _queries.FindAsync(_neighbour, id));
        Assert.Empty((await _queries.ListAsync(_neighbour, new CaseFilter(Programme, 2023))).Rows);
        Assert.Equal("找不到这件案件", (await _desk.TakeAsync(_neighbour, id, "H1", StepInput.Empty)).Reasons[0].Sentence.Key);
        Assert.Equal("找不到这件案件", (await _records.RemarkAsync(_neighbour, id, "看看")).Reasons[0].Sentence.Key);
        Assert.Empty(await _desk.TakeManyAsync(_neighbour, [id], "H1", StepInput.Empty));
        var attachments = new AttachmentDesk(_database.Factory, new AttachmentStore(_database.Folder), _database.Clock);
        await using var db = _database.Open();
        Assert.Null(await attachments.OpenAsync(_neighbour, db.Cases.SelectMany(c => c.Attachments).First().Id));
        Assert.NotNull(await attachments.OpenAsync(_worker, db.Cases.SelectMany(c => c.Attachments).First().Id));
    }

    [Fact]
    public async Task Whoever_saves_second_sees_both_values_and_loses_neither()
    {
        var id = await OpenedAsync();
        var programme = Catalogue.Of(Programme);
        var (mine, theirs) = (await EditAsync(id), await EditAsync(id));
        theirs.Edit.FundingSource = "省级";
        ((HomeModificationForm)theirs.Edit.Form).Description = "门口坡道";
        mine.Edit.Kind = "集中";
        ((HomeModificationForm)mine.Edit.Form).Description = "卫生间扶手";

        Assert.True((await _desk.SaveAsync(CaseWalk.By(Role.TownOfficer) with { Region = "340699003" }, id, theirs.Version, theirs.Opened, theirs.Edit)).Outcome.Succeeded);
        var refused = await _desk.SaveAsync(_worker, id, mine.Version, mine.Opened, mine.Edit);

        Assert.Equal(Role.TownOfficer.Label(), refused.SavedBy);
        Assert.Equal(
            [("Kind", true, false), ("FundingSource", false, true), ("Description", true, true)],
            refused.Differences.Select(d => (d.Name, d.MineChanged, d.TheirsChanged)));

        var chosen = CaseMerge.Choose(programme, refused.Differences, new HashSet<string> { "Kind", "Description" }, mine.Edit);
        Assert.True((await _desk.SaveAsync(_worker, id, refused.Version, chosen, chosen)).Outcome.Succeeded);
        var saved = await EditAsync(id);
        Assert.Equal(("集中", "省级", "卫生间扶手"), (saved.Edit.Kind, saved.Edit.FundingSource, ((HomeModificationForm)saved.Edit.Form).Description));
    }

    [Fact]
    public async Task A_step_for_many_gives_each_its_own_outcome()
    {
        var ready = await ReadyAsync();
        Assert.True((await _desk.TakeAsync(_worker, ready, "H1", StepInput.Empty)).Succeeded);
        var town = CaseWalk.By(Role.TownOfficer) with { Region = "340699003" };

        var outcomes = await _desk.TakeManyAsync(town, [ready, Guid.NewGuid()], "H15", new StepInput("申请表没有签字"));
        Assert.True(Assert.Single(outcomes).Outcome.Succeeded);
        await using var db = _database.Open();
        Assert.Equal("申请表没有签字", (await db.Cases.SingleAsync()).SentBackReason);
    }

    [Fact]
    public async Task One_live_case_a_year_and_its_number_is_said()
    {
        var first = await OpenedAsync();
        var (outcome, other) = await _desk.OpenAsync(_worker, Programme, _person.Id, Applied);
        Assert.Equal("2023年已有本项目（2023-家改-0001）", Assert.Single(outcome.Reasons).Sentence.ToString());
        Assert.Equal(first, other);
    }

    [Fact]
    public async Task A_wrong_field_is_named_and_nothing_is_saved()
    {
        var id = await OpenedAsync();
        var edit = await EditAsync(id);
        ((HomeModificationForm)edit.Edit.Form).PlatformNumber = "34069920231";
        edit.Edit.Kind = "集中";
        var result = await _desk.SaveAsync(_worker, id, edit.Version, edit.Opened, edit.Edit);
        Assert.Equal(("field-PlatformNumber", "应是 12 位数字，现在 11 位"), (result.Outcome.Reasons[0].Anchor, result.Outcome.Reasons[0].Sentence.ToString()));
        Assert.Null((await EditAsync(id)).Edit.Kind);
    }

    [Fact]
    public async Task A_file_is_what_its_first_bytes_say()
    {
        var id = await OpenedAsync();
        var desk = new AttachmentDesk(_database.Factory, new AttachmentStore(_database.Folder), _database.Clock);
        var outcome = await desk.AddAsync(_worker, id, "申请表", "申请表.pdf", "", new MemoryStream(Encoding.UTF8.GetBytes("<script>")));
        Assert.Equal("只收照片（JPG、PNG）和 PDF，这个文件不是", Assert.Single(outcome.Reasons).Sentence.Key);
        Assert.Empty(Directory.EnumerateFiles(_database.Folder.Attachments));
    }

    [Fact]
    public async Task A_draft_is_kept_for_its_writer_alone()
    {
        var drafts = new DraftDesk(_database.Factory, _database.Clock);
        await drafts.KeepAsync(_worker, "case:1", "{}", 5);
        Assert.Equal(5, (await drafts.FindAsync(_worker, "case:1"))!.Fields);
        Assert.Null(await drafts.FindAsync(_neighbour, "case:1"));
        await drafts.DiscardAsync(_worker, "case:1");
        Assert.Null(await drafts.FindAsync(_worker, "case:1"));
    }

    public void Dispose() => _database.Dispose();

    private async Task<Guid> OpenedAsync()
    {
        var (outcome, id) = await _desk.OpenAsync(_worker, Programme, _person.Id, Applied);
        Assert.True(outcome.Succeeded, string.Join('\n', outcome.Reasons.Select(r => r.Sentence)));
        return id!.Value;
    }

    /// <summary>A case that has all that handing it in needs.</summary>
    private async Task<Guid> ReadyAsync()
    {
        var id = await OpenedAsync();
        var attachments = new AttachmentDesk(_database.Factory, new AttachmentStore(_database.Folder), _database.Clock);
        Assert.True((await attachments.AddAsync(_worker, id, "申请表", "申请表.pdf", "", new MemoryStream("%PDF-1.7"u8.ToArray()))).Succeeded);
        await using var db = _database.Open();
        var person = await db.Persons.Include(p => p.Consents).SingleAsync();
        person.Consents.Add(new Consent { PersonId = person.Id, Purpose = "办理残疾人服务", SignedOn = Applied, Way = "书面", SignedBy = person.Name });
        await db.SaveChangesAsync();
        return id;
    }

    private async Task<(long Version, CaseEdit Opened, CaseEdit Edit)> EditAsync(Guid id)
    {
        await using var db = _database.Open();
        var file = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id);
        var programme = Catalogue.Of(Programme);
        return (file.Version, CaseEdit.Of(file, programme), CaseEdit.Of(file, programme));
    }
}

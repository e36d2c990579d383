using CanLian.Blazor.Features.Plans;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Plans;

/// <summary>The year's tasks: who sets them, what is refused with which sentence, and what becomes of a draft.</summary>
public class PlanDeskTests : IDisposable
{
    private static readonly Actor Supervisor = Database.Someone(Role.Supervisor);

    private readonly Database _database = new();
    private readonly LiveUpdates _live = new();
    private readonly PlanDesk _desk;
    private readonly PlanQueries _queries;

    public PlanDeskTests()
    {
        using var db = _database.Open();
        db.AddRange(
            new Region { Code = "340699", Name = "X区", Kind = RegionKind.District },
            new Region { Code = "340699001", Name = "城东街道", Kind = RegionKind.Subdistrict },
            new Region { Code = "340699003", Name = "石桥镇", Kind = RegionKind.Town });
        db.SaveChanges();
        _desk = new PlanDesk(_database.Factory, _live, _database.Clock);
        _queries = new PlanQueries(_database.Factory, _database.Clock);
    }

    [Fact]
    public async Task Rows_are_added_changed_and_taken_out_together_and_the_log_says_so()
    {
        var told = new List<LiveUpdate>();
        using var listening = _live.Subscribe(told.Add);
        var sheet = await SheetAsync(2023);
        sheet.Rows.AddRange([Row("340699", 100, 40_000, "省级"), Row("340699001", 60, 24_000.5m, "省级"), Row("340699003", 30, null, "省级")]);
        Assert.True((await _desk.SaveAsync(Supervisor, sheet)).Succeeded);

        sheet = await SheetAsync(2023);
        sheet.Rows.Single(r => r.RegionCode == "340699").Amount = 90;
        sheet.Rows.RemoveAll(r => r.RegionCode == "340699003");
        Assert.True((await _desk.SaveAsync(Supervisor, sheet)).Succeeded);

        using var db = _database.Open();
        Assert.Equal([("340699", 90m, 4_000_000L), ("340699001", 60m, 2_400_050L)],
            db.Targets.OrderBy(t => t.RegionCode).AsEnumerable().Select(t => (t.RegionCode, t.Amount, t.FundsFen!.Value)));
        Assert.Equal(["修改", "删除", "新增", "新增", "新增"], db.ChangeLog.Where(c => c.Entity == nameof(Target)).Select(c => c.Action).ToList().Order());
        Assert.All(told, u => Assert.Equal(("training", "340699"), (u.Programme, u.RegionCode)));
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public async Task A_split_that_does_not_add_up_is_said_and_not_refused()
    {
        var sheet = await SheetAsync(2023);
        sheet.Rows.AddRange([Row("340699", 100, 1_000, ""), Row("340699001", 60, 400, ""), Row("340699003", 30, 400, "")]);
        Assert.True((await _desk.SaveAsync(Supervisor, sheet)).Succeeded);
        var split = (await _queries.YearAsync(Supervisor, 2023)).Programmes.Single(p => p.Programme.Code == "training").Split;
        Assert.Equal((-10m, -20_000L), (split.Difference, split.FundsDifferenceFen));
    }

    [Fact]
    public async Task Every_fault_has_its_sentence_and_its_field_and_nothing_is_saved()
    {
        var sheet = await SheetAsync(2023);
        sheet.Rows.AddRange([Row("", null, -1, ""), Row("340699", 1.5m, 0.005m, "省级"), Row("340699", 3, null, " 省级"), Row("110101", 1, null, "")]);
        var outcome = await _desk.SaveAsync(Supervisor, sheet);
        var reasons = outcome.Reasons.Select(r => (r.Anchor, r.Sentence.ToString())).ToList();
        Assert.Contains(("field-Rows-0-RegionCode", "没有选给哪里。任务下到区，或分到镇（街道）"), reasons);
        Assert.Contains(("field-Rows-0-Amount", "没有写任务数；只给钱不给任务就写 0"), reasons);
        Assert.Contains(("field-Rows-0-Funds", "资金不能小于 0；文件没写钱就空着"), reasons);
        Assert.Contains(("field-Rows-1-Amount", "任务数要是整数"), reasons);
        Assert.Contains(("field-Rows-1-Funds", "资金写到分，最多两位小数"), reasons);
        Assert.Contains(("field-Rows-2-RegionCode", "同一个地方、同一个资金来源写了两行，请合成一行"), reasons);
        Assert.Contains(("field-Rows-3-RegionCode", "只能下到本区和本区的镇（街道）"), reasons);
        using var db = _database.Open();
        Assert.Empty(db.Targets);
    }

    [Theory]
    [InlineData(Role.Supervisor, true)]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.DistrictOfficer, false)]
    [InlineData(Role.Finance, false)]
    [InlineData(Role.TownOfficer, false)]
    [InlineData(Role.Auditor, false)]
    public async Task Tasks_are_set_by_supervisor_and_administrator(Role role, bool may)
    {
        var sheet = await SheetAsync(2023);
        sheet.Rows.Add(Row("340699", 1, null, ""));
        Assert.Equal(may, (await _desk.SaveAsync(Database.Someone(role), sheet)).Succeeded);
        Assert.Equal(may, (await _desk.CopyYearAsync(Database.Someone(role), 2023, 2024)).Outcome.Succeeded);
    }

    [Fact]
    public async Task Whoever_saves_second_overwrites_nothing()
    {
        var sheet = await SheetAsync(2023);
        sheet.Rows.Add(Row("340699", 100, null, ""));
        await _desk.SaveAsync(Supervisor, sheet);
        var (mine, theirs) = (await SheetAsync(2023), await SheetAsync(2023));
        theirs.Rows[0].Amount = 80;
        Assert.True((await _desk.SaveAsync(Supervisor, theirs)).Succeeded);
        mine.Rows[0].Amount = 70;
        Assert.Contains("别人改过", (await _desk.SaveAsync(Supervisor, mine)).Reasons.Single().Sentence.ToString());

        var late = await SheetAsync(2023);
        var other = await SheetAsync(2023);
        other.Rows.Add(Row("340699001", 5, null, ""));
        await _desk.SaveAsync(Supervisor, other);
        Assert.False((await _desk.SaveAsync(Supervisor, late)).Succeeded);
        using var db = _database.Open();
        Assert.Equal([80m, 5m], db.Targets.OrderBy(t => t.RegionCode).Select(t => t.Amount));
    }

    [Fact]
    public async Task Last_years_tasks_become_a_draft_that_counts_when_it_is_confirmed()
    {
        var sheet = await SheetAsync(2023);
        sheet.Rows.AddRange([Row("340699", 100, 40_000, "省级", "皖残联〔2023〕32号"), Row("340699001", 100, null, "省级")]);
        await _desk.SaveAsync(Supervisor, sheet);

        Assert.Equal(2, (await _desk.CopyYearAsync(Supervisor, 2023, 2024)).Copied);
        Assert.False((await _desk.CopyYearAsync(Supervisor, 2023, 2024)).Outcome.Succeeded);
        var draft = await _queries.YearAsync(Supervisor, 2024);
        Assert.Equal(2, draft.Drafts);
        Assert.All(draft.Programmes.SelectMany(p => p.Rows), r => Assert.Equal("", r.Target.DocumentNumber));
        Assert.Null(Task2024());

        Assert.True((await _desk.ConfirmAsync(Supervisor, 2024)).Succeeded);
        Assert.Equal(100, Task2024());
        Assert.False((await _desk.DiscardAsync(Supervisor, 2024)).Succeeded);
        Assert.Equal(100, Task2024());

        decimal? Task2024()
        {
            using var db = _database.Open();
            return Catalogue.FindFigure("training.task")!.Evaluate(db, new(2024, "340699", new DateOnly(2024, 1, 1))).Number;
        }
    }

    [Fact]
    public async Task A_draft_nobody_wants_goes_and_what_was_set_stays()
    {
        var sheet = await SheetAsync(2023);
        sheet.Rows.Add(Row("340699", 100, null, ""));
        await _desk.SaveAsync(Supervisor, sheet);
        await _desk.CopyYearAsync(Supervisor, 2023, 2024);
        Assert.True((await _desk.DiscardAsync(Supervisor, 2024)).Succeeded);
        using var db = _database.Open();
        Assert.Equal([2023], db.Targets.Select(t => t.Year));
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_task_already_given_out_is_changed_by_a_document_and_says_what_it_was()
    {
        var sheet = await SheetAsync(2023, "");
        sheet.Rows.AddRange([Row("340699", 9, 45_000, "省级", "皖残联〔2023〕27号")]);
        Assert.True((await _desk.SaveAsync(Supervisor, sheet)).Succeeded);

        sheet = await SheetAsync(2023, "");
        sheet.Rows.Add(Row("340699001", 4, null, "省级"));
        Assert.True((await _desk.SaveAsync(Supervisor, sheet)).Succeeded);
        sheet = await SheetAsync(2023, "");
        sheet.Rows.Single(r => r.RegionCode == "340699").Amount = 19;
        var refused = Assert.Single((await _desk.SaveAsync(Supervisor, sheet)).Reasons);
        Assert.Equal(("field-RevisionDocument", "改已下达的任务要写依据：哪份文件改的，或者为什么改"), (refused.Anchor, refused.Sentence.ToString()));

        sheet.RevisionDocument = "皖残联〔2023〕52号";
        sheet.RevisionReason = "省里追加";
        Assert.True((await _desk.SaveAsync(Supervisor, sheet)).Succeeded);
        sheet = await SheetAsync(2023, "不再单列");
        sheet.Rows.RemoveAll(r => r.RegionCode == "340699001");
        Assert.True((await _desk.SaveAsync(Supervisor, sheet)).Succeeded);

        using var db = _database.Open();
        Assert.Equal(
            [("340699", (decimal?)9, (decimal?)19, "皖残联〔2023〕52号", "省里追加"), ("340699001", 4, null, "", "不再单列")],
            db.TargetRevisions.OrderBy(r => r.RegionCode).AsEnumerable().Select(r => (r.RegionCode, r.AmountBefore, r.AmountAfter, r.DocumentNumber, r.Reason)));
        Assert.Equal(2, (await _queries.YearAsync(Supervisor, 2023)).Programmes.Single(p => p.Programme.Code == "training").Revisions);
    }

    private async Task<TargetSheet> SheetAsync(int year, string reason = "核对后更正")
    {
        var sheet = (await _queries.SheetAsync(Supervisor, year, "training"))!.Value.Sheet;
        sheet.RevisionReason = reason;
        return sheet;
    }

    private static TargetEdit Row(string region, decimal? amount, decimal? funds, string source, string document = "") =>
        new() { RegionCode = region, Amount = amount, Funds = funds, FundingSource = source, DocumentNumber = document };
}

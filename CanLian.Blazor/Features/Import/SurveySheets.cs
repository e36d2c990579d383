using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Publicity;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>Published articles (宣传).</summary>
internal sealed class ArticleSheet() : SheetKind("宣传", 90)
{
    private Dictionary<(string, Channel, DateOnly), Article> _articles = [];

    public override IReadOnlyList<Column> Columns { get; } = [new("标题", true), new("渠道", true), new("媒体"), new("刊发日期", true), new("链接")];

    public override async Task PrepareAsync(ImportRun run) => _articles = (await run.Db.Articles.ToListAsync())
        .GroupBy(a => (a.Title, a.Channel, a.PublishedOn)).ToDictionary(g => g.Key, g => g.First());

    public override string? KeyOf(Row row) => row.Key("标题", "渠道", "刊发日期");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var (title, channel, on) = (row.Text("标题"), row.OneOf<Channel>("渠道"), row.Date("刊发日期"));
        if (row.Refusals.Count > 0 || channel is null || on is null)
        {
            return RowOutcome.Unchanged;
        }
        var isNew = !_articles.TryGetValue((title, channel.Value, on.Value), out var article);
        if (article is null)
        {
            article = new Article { Title = title, Channel = channel.Value, PublishedOn = on.Value, State = ArticleState.Published };
            _articles.Add((title, channel.Value, on.Value), article);
            run.Db.Add(article);
        }
        var changes = run.Changes;
        changes.PutText("媒体", article.Media, row.TextOrNull("媒体"), v => article.Media = v);
        changes.PutText("链接", article.Link, row.TextOrNull("链接"), v => article.Link = v);
        return isNew ? RowOutcome.Added : changes.Outcome;
    }
}

/// <summary>Surveys that were held (调查方案).</summary>
internal sealed class SurveySheet() : SheetKind("调查方案", 85)
{
    public override IReadOnlyList<Column> Columns { get; } =
        [new("名称", true), new("年度", true), new("方案日期"), new("培训日期"), new("开始日期"), new("结束日期")];

    public override Task PrepareAsync(ImportRun run) => run.LoadSurveysAsync();

    public override string? KeyOf(Row row) => row.Key("名称");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var (name, year) = (row.Text("名称"), row.Year());
        var (planned, trained, started, ended) = (row.Date("方案日期"), row.Date("培训日期"), row.Date("开始日期"), row.Date("结束日期"));
        if (ended < started)
        {
            row.Refuse("结束日期", new Text("结束日期早于开始日期"));
        }
        if (row.Refusals.Count > 0 || year is null)
        {
            return RowOutcome.Unchanged;
        }
        var isNew = !run.Surveys.TryGetValue(name, out var survey);
        if (survey is null)
        {
            survey = new Survey { Name = name, Year = year.Value, Definition = Questionnaire.Standard };
            survey.TakeOver(started ?? planned ?? run.Today, closed: ended < run.Today);
            run.Surveys.Add(name, survey);
            run.Db.Add(survey);
        }
        var changes = run.Changes;
        changes.PutValue("方案日期", survey.PlannedOn, planned, v => survey.PlannedOn = v);
        changes.PutValue("培训日期", survey.TrainedOn, trained, v => survey.TrainedOn = v);
        changes.PutValue("开始日期", survey.StartedOn, started, v => survey.StartedOn = v);
        changes.PutValue("结束日期", survey.EndedOn, ended, v => survey.EndedOn = v);
        return isNew ? RowOutcome.Added : changes.Outcome;
    }
}

/// <summary>Answers to a survey (调查): one person each; how the person was reached and what came of it.</summary>
internal sealed class AnswerSheet() : SheetKind("调查", 86)
{
    private readonly Dictionary<(Guid Survey, Guid Person), SurveyEntry> _entries = [];

    public override IReadOnlyList<Column> Columns { get; } = [new("名称", true), new("身份证号", true), new("方式", true), new("结果"), new("调查日期"), new("调查员")];

    public override Task PrepareAsync(ImportRun run) => run.LoadSurveysAsync();

    public override async Task LoadAsync(ImportRun run, IReadOnlyList<Row> rows)
    {
        await base.LoadAsync(run, rows);
        var persons = rows.Select(r => r.Id()).OfType<IdNumber>().Select(run.PersonWith).OfType<Person>().Select(p => p.Id).Distinct();
        foreach (var some in persons.Chunk(500))
        {
            foreach (var entry in await run.Db.SurveyEntries.Where(e => some.Contains(e.PersonId)).ToListAsync())
            {
                _entries.TryAdd((entry.SurveyId, entry.PersonId), entry);
            }
        }
    }

    public override string? KeyOf(Row row) => row.Key("身份证号", "名称");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var (person, way, outcome, on) = (run.PersonOf(row), row.OneOf<SurveyWay>("方式"), row.OneOf<SurveyOutcome>("结果"), row.Date("调查日期"));
        if (!run.Surveys.TryGetValue(row.Text("名称"), out var survey) && row.TextOrNull("名称") is not null)
        {
            row.Refuse("名称", new Text("没有叫“{0}”的调查，先登记或先导入调查方案", row.Text("名称")));
        }
        if (row.Refusals.Count > 0 || person is null || survey is null)
        {
            return RowOutcome.Unchanged;
        }
        var isNew = !_entries.TryGetValue((survey.Id, person.Id), out var entry);
        if (entry is null)
        {
            entry = new SurveyEntry { SurveyId = survey.Id, PersonId = person.Id, Name = person.Name, RegionCode = person.RegionCode };
            _entries.Add((survey.Id, person.Id), entry);
            run.Db.Add(entry);
        }
        var changes = run.Changes;
        changes.PutValue("方式", entry.Way, way, v => entry.Way = v);
        changes.PutValue("结果", entry.Outcome, outcome ?? (entry.Outcome is null ? SurveyOutcome.Normal : null), v => entry.Outcome = v);
        changes.PutValue("调查日期", entry.On, on, v => entry.On = v);
        changes.PutText("调查员", entry.Investigator, row.TextOrNull("调查员"), v => entry.Investigator = v);
        return isNew ? RowOutcome.Added : changes.Outcome;
    }
}

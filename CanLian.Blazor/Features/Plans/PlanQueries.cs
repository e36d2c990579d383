using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Plans;

/// <summary>A row of a programme's task with the name of its place.</summary>
public sealed record PlanRow(Target Target, string Place)
{
    public bool IsSplit => Target.RegionCode.Length > Region.DistrictLength;
}

/// <summary>One programme's task of a year (项目任务): its rows, and whether the split adds up.</summary>
public sealed record ProgrammePlan(Programme Programme, IReadOnlyList<PlanRow> Rows, TargetSplit Split, int Revisions)
{
    public bool IsDraft => Rows.Any(r => r.Target.Draft);

    /// <summary>A task set in another unit than the programme counts in has no completion rate.</summary>
    public bool OtherUnit => Rows.Any(r => r.Target.Unit != Programme.MeasureFigure.Unit);
}

/// <summary>The tasks of a year, programme by programme (年度任务).</summary>
/// <param name="Year">The year.</param>
/// <param name="Years">Years that have tasks, and the one after them, latest first.</param>
/// <param name="Programmes">In the order of the annual summary.</param>
/// <param name="LastYearRows">Confirmed rows of the year before that a draft could begin from.</param>
public sealed record PlanYear(int Year, IReadOnlyList<int> Years, IReadOnlyList<ProgrammePlan> Programmes, int LastYearRows)
{
    public int Drafts => Programmes.Sum(p => p.Rows.Count(r => r.Target.Draft));
}

/// <summary>One policy number of a programme: the default, what holds today, and what was set (政策数).</summary>
public sealed record PolicyView(Programme Programme, Policy Policy, PolicySetting? Today, IReadOnlyList<PolicySetting> History)
{
    public string Key => $"{Programme.Code}.{Policy.Name}";
}

/// <summary>Reads of tasks, rates and policy numbers.</summary>
public sealed class PlanQueries(CanLianDbFactory databases, OfficeClock clock)
{
    public async Task<PlanYear> YearAsync(Actor actor, int? asked)
    {
        await using var db = databases.Open(actor);
        var years = await db.Targets.Select(t => t.Year).Distinct().OrderDescending().ToListAsync();
        var year = asked ?? (years.Contains(clock.Today.Year) || years.Count == 0 ? clock.Today.Year : years[0]);
        var next = Math.Max(clock.Today.Year, years.Count == 0 ? 0 : years[0]) + 1;
        var names = await db.Regions.Where(r => r.Code.Length <= Region.TownLength).ToDictionaryAsync(r => r.Code, r => r.Name);
        var rows = (await db.Targets.AsNoTracking().Where(t => t.Year == year).ToListAsync())
            .OrderBy(t => t.RegionCode).ThenBy(t => t.FundingSource)
            .ToLookup(t => t.Programme, t => new PlanRow(t, names.GetValueOrDefault(t.RegionCode, t.RegionCode)));
        var revisions = (await db.TargetRevisions.Where(r => r.Year == year).Select(r => r.Programme).ToListAsync()).CountBy(code => code).ToDictionary();
        return new PlanYear(
            year,
            [.. years.Append(next).Append(year).Distinct().OrderDescending()],
            [.. Catalogue.Programmes.Select(p => new ProgrammePlan(p, [.. rows[p.Code]], TargetSplit.Of(rows[p.Code].Select(r => r.Target)), revisions.GetValueOrDefault(p.Code)))],
            await db.Targets.CountAsync(t => t.Year == year - 1 && !t.Draft));
    }

    /// <summary>A programme's rows for editing, and the places a task can go to; null when there is no such programme.</summary>
    public async Task<(TargetSheet Sheet, IReadOnlyList<Region> Places)?> SheetAsync(Actor actor, int year, string code)
    {
        if (Catalogue.Find(code) is not { } programme)
        {
            return null;
        }
        await using var db = databases.Open(actor);
        var stored = await db.Targets.AsNoTracking().Where(t => t.Year == year && t.Programme == code).ToListAsync();
        return (
            new TargetSheet
            {
                Year = year,
                Programme = code,
                Unit = stored.Count == 0 ? programme.MeasureFigure.Unit : stored[0].Unit,
                Rows = [.. stored.OrderBy(t => t.RegionCode).ThenBy(t => t.FundingSource).Select(TargetEdit.Of)],
                Opened = stored.Select(t => t.Id).ToHashSet(),
                Given = stored.Count > 0 && !stored.Any(t => t.Draft),
            },
            await db.Regions.AsNoTracking().Where(r => r.Code.Length <= Region.TownLength).OrderBy(r => r.Code).ToListAsync());
    }

    /// <summary>Every rate, by programme, kind and date, the latest first.</summary>
    public async Task<ILookup<string, Tariff>> TariffsAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        return (await db.Tariffs.AsNoTracking().ToListAsync()).OrderBy(t => t.Kind).ThenByDescending(t => t.From).ToLookup(t => t.Programme);
    }

    public async Task<IReadOnlyList<PolicyView>> PoliciesAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        var today = clock.Today;
        var settings = (await db.PolicySettings.AsNoTracking().ToListAsync()).ToLookup(s => s.Key);
        return [.. Catalogue.Programmes.SelectMany(programme => programme.Policies.Select(policy =>
        {
            var history = settings[$"{programme.Code}.{policy.Name}"].OrderByDescending(s => s.From).ToList();
            return new PolicyView(programme, policy, history.Find(s => s.From <= today && !(s.To < today)), history);
        }))];
    }
}

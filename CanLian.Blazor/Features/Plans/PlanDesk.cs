using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Plans;

/// <summary>Where the year's tasks are set, split and carried over (任务下达). Each call is one transaction; open dashboards are told.</summary>
public sealed class PlanDesk(CanLianDbFactory databases, LiveUpdates live, OfficeClock clock)
{
    /// <summary>
    /// The id of a field, for the reasons of a refusal: Rows[2].Amount becomes field-Rows-2-Amount. What is wrong with a whole row stands at its place.
    /// </summary>
    public static string FieldId(string property) =>
        "field-" + (property.EndsWith(']') ? property + ".RegionCode" : property).Replace('[', '-').Replace("].", "-", StringComparison.Ordinal);

    public static bool MayEdit(Actor actor) => actor.IsSystem || Access.Allows(actor.Role, Access.ManagesPlans);

    /// <summary>Saves a programme's rows of one year: changed ones, new ones, and those taken out.</summary>
    public async Task<Outcome> SaveAsync(Actor actor, TargetSheet sheet)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }
        if (Catalogue.Find(sheet.Programme) is not { } programme)
        {
            return Outcome.Refused("没有这个项目");
        }
        await using var db = databases.Open(actor);
        var places = await db.Regions.Where(r => r.Code.Length <= Region.TownLength).Select(r => r.Code).ToListAsync();
        var reasons = new TargetSheetValidator().Validate(sheet).Errors.Select(e => new Reason((Text)e.CustomState, FieldId(e.PropertyName))).ToList();
        reasons.AddRange(sheet.Rows.Index().Where(r => r.Item.RegionCode.Length > 0 && !places.Contains(r.Item.RegionCode))
            .Select(r => new Reason(new Text("只能下到本区和本区的镇（街道）"), FieldId($"Rows[{r.Index}].RegionCode"))));
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        var stored = await db.Targets.Where(t => t.Year == sheet.Year && t.Programme == sheet.Programme).ToListAsync();
        if (stored.Any(t => !sheet.Opened.Contains(t.Id)) || sheet.Opened.Any(id => stored.TrueForAll(t => t.Id != id)))
        {
            return ChangedMeanwhile();
        }
        var revisions = sheet.Revisions(stored, clock.Today, actor);
        if (revisions.Count > 0 && !sheet.SaysWhy(stored))
        {
            return Outcome.Refused([new Reason(new Text("改已下达的任务要写依据：哪份文件改的，或者为什么改"), FieldId(nameof(sheet.RevisionDocument)))]);
        }
        Write(db, sheet, stored);
        db.AddRange(revisions);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedMeanwhile();
        }
        Tell(programme.Code, places);
        return Outcome.Done;
    }

    /// <summary>Carries a year's tasks over to another as a draft, without the numbers of last year's documents; a programme that has rows there keeps them.</summary>
    public async Task<(Outcome Outcome, int Copied)> CopyYearAsync(Actor actor, int from, int to)
    {
        if (Refusal(actor) is { } refusal)
        {
            return (refusal, 0);
        }
        if (to is < TargetSheetValidator.FirstYear or > TargetSheetValidator.LastYear)
        {
            return (Outcome.Refused("年度写 {0} 到 {1} 之间的四位数", TargetSheetValidator.FirstYear, TargetSheetValidator.LastYear), 0);
        }
        await using var db = databases.Open(actor);
        var taken = await db.Targets.Where(t => t.Year == to).Select(t => t.Programme).Distinct().ToListAsync();
        var last = await db.Targets.AsNoTracking().Where(t => t.Year == from && !t.Draft && !taken.Contains(t.Programme)).ToListAsync();
        db.AddRange(last.Select(t => new Target
        {
            Year = to,
            Programme = t.Programme,
            RegionCode = t.RegionCode,
            Amount = t.Amount,
            Unit = t.Unit,
            FundsFen = t.FundsFen,
            FundingSource = t.FundingSource,
            Draft = true,
        }));
        await db.SaveChangesAsync();
        return last.Count == 0 ? (Outcome.Refused("{0} 年没有可以照抄的任务，或 {1} 年各项目都已有任务", from, to), 0) : (Outcome.Done, last.Count);
    }

    /// <summary>Sets the drafts of a year: from now on figures count them.</summary>
    public Task<Outcome> ConfirmAsync(Actor actor, int year) => OfDraftsAsync(actor, year, (_, drafts) => drafts.ForEach(t => t.Draft = false));

    /// <summary>Takes the drafts of a year out again.</summary>
    public Task<Outcome> DiscardAsync(Actor actor, int year) => OfDraftsAsync(actor, year, (db, drafts) => db.RemoveRange(drafts));

    private async Task<Outcome> OfDraftsAsync(Actor actor, int year, Action<CanLianDb, List<Target>> act)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }
        await using var db = databases.Open(actor);
        var drafts = await db.Targets.Where(t => t.Year == year && t.Draft).ToListAsync();
        if (drafts.Count == 0)
        {
            return Outcome.Refused("{0} 年没有草稿，可能别人刚处理过", year);
        }
        act(db, drafts);
        await db.SaveChangesAsync();
        var places = await db.Regions.Select(r => r.Code).ToListAsync();
        foreach (var programme in drafts.Select(t => t.Programme).Distinct())
        {
            Tell(programme, places);
        }
        return Outcome.Done;
    }

    private static void Write(CanLianDb db, TargetSheet sheet, List<Target> stored)
    {
        foreach (var row in sheet.Rows)
        {
            if (stored.Find(t => t.Id == row.Id) is { } target)
            {
                row.WriteTo(target, sheet.Unit);
                db.Entry(target).Property(t => t.Version).OriginalValue = row.Version;
            }
            else
            {
                target = new Target { Year = sheet.Year, Programme = sheet.Programme, RegionCode = row.RegionCode, Draft = stored.Any(t => t.Draft) };
                row.WriteTo(target, sheet.Unit);
                db.Add(target);
            }
        }
        db.RemoveRange(stored.Where(t => sheet.Rows.TrueForAll(r => r.Id != t.Id)));
    }

    private void Tell(string programme, List<string> places)
    {
        if (places.Find(code => code.Length == Region.DistrictLength) is { } district)
        {
            live.Publish(new LiveUpdate(programme, district, Guid.Empty, new Text("{0}任务有改动", new Text(Catalogue.Of(programme).ShortName))));
        }
    }

    private static Outcome? Refusal(Actor actor) => MayEdit(actor) ? null : Outcome.Refused("年度任务由分管领导或管理员下达");

    private static Outcome ChangedMeanwhile() => Outcome.Refused("您打开以后，别人改过这个项目的任务。没有覆盖：请另开一页看现在的内容，再改这里要改的");
}

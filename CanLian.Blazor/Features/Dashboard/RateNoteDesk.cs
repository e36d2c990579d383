using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>What a leader enters about a rate (填完成率说明).</summary>
public sealed class RateNoteEdit
{
    public RateCause Cause { get; set; }
    public decimal? Amount { get; set; }
    public string DocumentNumber { get; set; } = "";
    public string Text { get; set; } = "";
}

/// <summary>Where leaders write why a task was passed or missed. Each call is one transaction; open dashboards are told.</summary>
public sealed class RateNoteDesk(CanLianDbFactory databases, LiveUpdates live, OfficeClock clock)
{
    /// <summary>Those who give out the tasks and see what became of them.</summary>
    public static bool MayWrite(Actor actor) => Access.Allows(actor.Role, Access.ManagesPlans) && Access.Allows(actor.Role, Access.SeesFigures);

    /// <summary>The id of a field, for the reasons of a refusal.</summary>
    public static string FieldId(string property) => "note-" + property;

    public async Task<Outcome> WriteAsync(Actor actor, string programme, int year, string region, RateNoteEdit edit)
    {
        if (!MayWrite(actor))
        {
            return Outcome.Refused("完成率说明由分管领导写");
        }
        if (Catalogue.Find(programme, actor) is not { } known || !Region.Contains(actor.Region, region) || region.Length > Region.TownLength)
        {
            return Outcome.Refused("没有这个项目或地方");
        }
        var note = new RateNote
        {
            Year = year,
            Programme = programme,
            RegionCode = region,
            Cause = edit.Cause,
            Amount = edit.Amount,
            DocumentNumber = edit.DocumentNumber.Trim(),
            Text = edit.Text.Trim(),
            On = clock.Today,
            ByName = actor.Name,
        };
        var faults = new RateNoteValidator().Validate(note).Errors.Select(e => new Reason((Text)e.CustomState, FieldId(e.PropertyName))).ToList();
        if (faults.Count > 0)
        {
            return Outcome.Refused(faults);
        }
        await using var db = databases.Open(actor);
        db.RateNotes.Add(note);
        await db.SaveChangesAsync();
        Tell(programme, region, known.ShortName);
        return Outcome.Done;
    }

    /// <summary>Takes a note back; the change log keeps what it said.</summary>
    public async Task<Outcome> RemoveAsync(Actor actor, Guid id)
    {
        if (!MayWrite(actor))
        {
            return Outcome.Refused("完成率说明由分管领导写");
        }
        await using var db = databases.Open(actor);
        if (await db.RateNotes.FirstOrDefaultAsync(n => n.Id == id) is not { } note)
        {
            return Outcome.Refused("这条说明已经不在了，可能别人刚删掉");
        }
        db.RateNotes.Remove(note);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("这条说明已经不在了，可能别人刚删掉");
        }
        Tell(note.Programme, note.RegionCode, Catalogue.Of(note.Programme).ShortName);
        return Outcome.Done;
    }

    private void Tell(string programme, string region, string name) =>
        live.Publish(new LiveUpdate(programme, region, Guid.Empty, new Text("{0}写了完成率说明", new Text(name))));
}

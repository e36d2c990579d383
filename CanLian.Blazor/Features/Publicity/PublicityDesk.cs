using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Publicity;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Publicity;

/// <summary>Where articles are entered and kept up (宣传登记).</summary>
public sealed class PublicityDesk(CanLianDbFactory databases, OfficeClock clock)
{
    public static string FieldId(string property) => "field-" + property;

    public static bool MayEdit(Actor actor) => actor.Role is Role.TownOfficer or Role.DistrictOfficer;

    /// <summary>Adds or changes an article; every reason against it comes back at once.</summary>
    public async Task<Outcome> SaveAsync(Actor actor, Article edit, bool added)
    {
        if (!MayEdit(actor))
        {
            return Outcome.Refused("宣传稿件由镇（街道）和区残联登记");
        }
        edit.Title = edit.Title.Trim();
        var reasons = new ArticleValidator(clock.Today).Validate(edit).Errors.Select(e => new Reason((Text)e.CustomState, FieldId(e.PropertyName))).ToList();
        await using var db = databases.Open(actor);
        if (await db.Articles.AnyAsync(a => a.Title == edit.Title && a.Channel == edit.Channel && a.PublishedOn == edit.PublishedOn && a.Id != edit.Id))
        {
            reasons.Add(new Reason(new Text("这篇稿件在这个渠道已经登记过"), FieldId(nameof(Article.Title))));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        if (added)
        {
            db.Add(edit);
        }
        else
        {
            db.Update(edit);
        }
        return await db.SaveOrRefuseAsync("您打开以后，别人改过这篇稿件。请重新打开再改");
    }
}

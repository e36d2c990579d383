using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reports;

/// <summary>Where the words of a year's summary are changed (改总结文字); its numbers are not.</summary>
public sealed class ReportDesk(CanLianDbFactory databases)
{
    public const string TextId = "paragraph-text";
    private const int Longest = 2_000;

    /// <summary>The words are the district's: a town reads them with its own numbers.</summary>
    public static bool MayWrite(Actor actor) => actor.Role is Role.DistrictOfficer or Role.Supervisor && actor.Region.Length <= Region.DistrictLength;

    /// <summary>
    /// Gives a paragraph of a year other words, with figures by their names in 【】; the outline's own words put it back. The version is what the
    /// author began from, null where nobody had changed the words yet.
    /// </summary>
    public async Task<Outcome> WriteAsync(Actor actor, int year, string key, string written, long? version)
    {
        if (!MayWrite(actor) || !AnnualReport.Wordings.TryGetValue(key, out var own))
        {
            return Outcome.Refused("总结的文字由区残联改");
        }
        var text = FieldNames.FromNames(written);
        var reasons = new List<Reason>();
        if (text.Length > Longest)
        {
            reasons.Add(new Reason(new Text("最多写 {0} 个字，现在有 {1} 个", Longest, text.Length), TextId));
        }
        reasons.AddRange(new Wording(text).UnknownFields.Select(name => new Reason(new Text("没有叫“{0}”的数，请从列表里选", name), TextId)));
        await using var db = databases.Open(actor);
        if (await db.YearClosings.AnyAsync(c => c.Year == year))
        {
            reasons.Add(new Reason(new Text("{0} 年已经关账，文字不再改", year), TextId));
        }
        var changed = await db.ParagraphWordings.SingleOrDefaultAsync(w => w.Year == year && w.Key == key);
        if (changed?.Version != version)
        {
            reasons.Add(new Reason(new Text("您打开以后，别人改过这一段。请关上再打开"), TextId));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        if (text == own && changed is not null)
        {
            db.Remove(changed);
        }
        else if (changed is not null)
        {
            changed.Text = text;
        }
        else if (text != own)
        {
            db.Add(new ParagraphWording { Year = year, Key = key, Text = text });
        }
        try
        {
            await db.SaveChangesAsync();
            return Outcome.Done;
        }
        catch (DbUpdateException)
        {
            return Outcome.Refused("您打开以后，别人改过这一段。请关上再打开");
        }
    }
}

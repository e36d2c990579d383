using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Organisations;

/// <summary>Where organisations and sites are entered and kept up (机构登记窗口).</summary>
public sealed class OrganisationDesk(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>The id of a form's field, for the reasons of a refusal.</summary>
    public static string FieldId(string property) => "field-" + property;

    public static bool MayEdit(Actor actor) => actor.IsSystem || actor.Role == Role.DistrictOfficer;

    /// <summary>Adds or changes one; every reason against it comes back at once, each with its field.</summary>
    public async Task<Outcome> SaveAsync(Actor actor, OrganisationEdit edit)
    {
        if (!MayEdit(actor))
        {
            return Outcome.Refused("机构站点由区残联经办登记");
        }
        var reasons = new OrganisationValidator(clock.Today).Validate(edit).Errors
            .Select(e => new Reason((Text)e.CustomState, FieldId(e.PropertyName))).ToList();
        await using var db = databases.Open(actor);
        if (edit.RegionCode.Length > 0 && !(Region.Contains(actor.Region, edit.RegionCode) && await db.Regions.AnyAsync(r => r.Code == edit.RegionCode)))
        {
            reasons.Add(new Reason(new Text("所在地要选本区的镇（街道）或村（社区）"), FieldId(nameof(OrganisationEdit.RegionCode))));
        }
        var name = edit.Name.Trim();
        if (await db.Organisations.AnyAsync(o => o.Name == name && o.Id != edit.Id))
        {
            reasons.Add(new Reason(new Text("已经登记过“{0}”，改那一条，或把名称写得能分开", name), FieldId(nameof(OrganisationEdit.Name))));
        }
        return reasons.Count > 0 ? Outcome.Refused(reasons) : await WriteAsync(db, edit);
    }

    private static async Task<Outcome> WriteAsync(CanLianDb db, OrganisationEdit edit)
    {
        if (edit.Id is not { } id)
        {
            var added = new Organisation { Name = edit.Name, RegionCode = edit.RegionCode };
            edit.WriteTo(added);
            db.Add(added);
            await db.SaveChangesAsync();
            return Outcome.Done;
        }
        if (await db.Organisations.SingleOrDefaultAsync(o => o.Id == id) is not { } stored)
        {
            return Outcome.Refused("这个机构已经不在登记里");
        }
        edit.WriteTo(stored);
        db.Entry(stored).Property(o => o.Version).OriginalValue = edit.Version;
        return await db.SaveOrRefuseAsync("您打开以后，别人改过“{0}”。没有覆盖：请另开一页看现在的内容，再改这里要改的", stored.Name);
    }
}

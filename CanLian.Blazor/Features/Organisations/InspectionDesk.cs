using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Organisations;

/// <summary>Where yearly inspections and second looks are entered (年度检查窗口).</summary>
public sealed class InspectionDesk(CanLianDbFactory databases, OfficeClock clock)
{
    public async Task<Outcome> EnterAsync(Actor actor, Guid organisation, InspectionEntry entry)
    {
        if (!OrganisationDesk.MayEdit(actor))
        {
            return Outcome.Refused("年度检查由区残联经办登记");
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        if (await db.Organisations.Include(o => o.Inspections).SingleOrDefaultAsync(o => o.Id == organisation) is not { } inspected)
        {
            return Outcome.Refused("这个机构已经不在登记里");
        }
        var reasons = entry.Against(inspected, clock.Today).ToList();
        if (inspected.Inspections.Exists(i => i.On == entry.On))
        {
            reasons.Add(new Reason(new Text("这一天的检查已经登记过"), InspectionEntry.FieldId(nameof(entry.On))));
        }
        if (inspected.Inspections.Exists(i => i.Pending))
        {
            reasons.Add(new Reason(new Text("上次检查的整改还没复查，先登记复查"), RecheckEntry.FieldId(nameof(RecheckEntry.On))));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        db.Add(entry.ToInspection(organisation));
        await db.SaveChangesAsync();
        await write.CommitAsync();
        return Outcome.Done;
    }

    public async Task<Outcome> RecheckAsync(Actor actor, Guid inspection, RecheckEntry entry)
    {
        if (!OrganisationDesk.MayEdit(actor))
        {
            return Outcome.Refused("复查由区残联经办登记");
        }
        await using var db = databases.Open(actor);
        if (await db.Inspections.SingleOrDefaultAsync(i => i.Id == inspection) is not { } stored)
        {
            return Outcome.Refused("这个机构已经不在登记里");
        }
        var outcome = stored.Recheck(entry, clock.Today);
        return outcome.Succeeded ? await db.SaveOrRefuseAsync("就在刚才，别人登记了这次复查。请再看一次") : outcome;
    }
}

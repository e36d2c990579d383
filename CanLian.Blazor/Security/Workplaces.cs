using CanLian.Blazor.Data;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Security;

/// <summary>As what and where somebody works (岗位): 南石楼村专职委员. Shown in the bar, because a worker must always see whose scope this is.</summary>
public sealed class Workplaces(CanLianDbFactory databases, District district)
{
    public async Task<Text> OfAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        var place = actor.Region.Length <= Region.DistrictLength ? null : (await db.Regions.FindAsync(actor.Region))?.Name;
        return Of(actor.Role, place ?? (actor.Region.Length <= Region.DistrictLength ? district.ShortName : actor.Region));
    }

    /// <summary>The post of a role at a place.</summary>
    public static Text Of(Role role, string place) => role switch
    {
        Role.VillageWorker => new Text("{0}专职委员", place),
        Role.TownOfficer => new Text("{0}干事", place),
        Role.DistrictOfficer => new Text("{0}经办", place),
        Role.Supervisor => new Text("{0}分管领导", place),
        Role.Finance => new Text("{0}财务", place),
        Role.ExchangeClerk => new Text("{0}交换员", place),
        Role.Auditor => new Text("{0}审计", place),
        Role.Administrator => new Text("{0}管理员", place),
    };
}

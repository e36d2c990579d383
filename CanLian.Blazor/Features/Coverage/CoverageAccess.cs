using CanLian.Domain.Common;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Coverage;

/// <summary>Who sees names and who sends others (应补尽补的权限). Where somebody may do it is the region, kept by the database.</summary>
internal static class CoverageAccess
{
    /// <summary>Names of a programme's lists: a district officer those of the programmes handled.</summary>
    public static bool SeesNames(Actor actor, Programme programme) => actor.SeesPersons && actor.Handles(programme.Code);

    /// <summary>Gives out tasks.</summary>
    public static bool MayAssign(Actor actor, Programme programme) =>
        actor.Role is Role.TownOfficer or Role.DistrictOfficer or Role.Supervisor && SeesNames(actor, programme);

    /// <summary>Whom tasks are given to.</summary>
    public static IReadOnlyList<Role> Assignees { get; } = [Role.VillageWorker, Role.TownOfficer, Role.DistrictOfficer];

    public static Outcome Refusal { get; } = Outcome.Refused("补漏任务由镇（街道）和区里派");
}

using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>Who may do what with the month's package (数据交换的权限). It is the whole district's, so nobody with less than a district takes part.</summary>
public static class ExchangeAccess
{
    /// <summary>Sees the ledger and what is missing.</summary>
    public static bool MayRead(Actor actor) =>
        MayBuild(actor) || (WholeDistrict(actor) && actor.Role is Role.Supervisor or Role.Auditor);

    /// <summary>Builds and takes the file with its full numbers.</summary>
    public static bool MayBuild(Actor actor) =>
        actor.IsSystem || (WholeDistrict(actor) && actor.Role is Role.ExchangeClerk or Role.DistrictOfficer);

    /// <summary>Lets a package out, and enters agreements.</summary>
    public static bool MayRelease(Actor actor) => MayBuild(actor) || (WholeDistrict(actor) && actor.Role is Role.Supervisor);

    private static bool WholeDistrict(Actor actor) => actor.Region.Length <= Region.DistrictLength;
}

using CanLian.Blazor.Security;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>Who may do what with the bureau's lists (名单和差异的权限). They are the whole district's, so nobody with less than a district takes part.</summary>
public static class ReconciliationAccess
{
    /// <summary>Sees lists, differences and measures.</summary>
    public static bool MayRead(Actor actor) => actor.IsSystem || (WholeDistrict(actor) && Access.Allows(actor.Role, Access.Exchange));

    /// <summary>Takes lists in, settles differences, gives out tasks.</summary>
    public static bool MayWrite(Actor actor) => actor.IsSystem || (WholeDistrict(actor) && actor.Role is Role.ExchangeClerk or Role.DistrictOfficer);

    public static Outcome ReadOnly { get; } = Outcome.Refused("名单由区残联的交换员或经办收，差异也由他们处理");

    private static bool WholeDistrict(Actor actor) => actor.Region.Length <= Region.DistrictLength;
}

using CanLian.Domain.Cases;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>
/// What a programme adds to the rows it shares with others (项目自有条件): needs, questions and effects, by the code of the step.
/// </summary>
public sealed record Own
{
    public IReadOnlyDictionary<string, Need[]> Needs { get; init; } = new Dictionary<string, Need[]>();
    public IReadOnlyDictionary<string, Ask[]> Asks { get; init; } = new Dictionary<string, Ask[]>();
    public IReadOnlyDictionary<string, Action<CaseFacts>> Effects { get; init; } = new Dictionary<string, Action<CaseFacts>>();

    /// <summary>The shared rows with what the programme adds; its needs stand after the shared ones, its effect runs after the shared one.</summary>
    /// <exception cref="InvalidOperationException">Something is added to a row that is not there, and would never be asked.</exception>
    public IReadOnlyList<Step> AddTo(IEnumerable<Step> rows)
    {
        List<Step> added = [.. rows.Select(row => row with
        {
            Needs = [.. row.Needs, .. Needs.GetValueOrDefault(row.Code, [])],
            Asks = [.. row.Asks, .. Asks.GetValueOrDefault(row.Code, [])],
            Effect = Effects.TryGetValue(row.Code, out var own) ? row.Effect + own : row.Effect,
        })];
        var lost = Needs.Keys.Concat(Asks.Keys).Concat(Effects.Keys).FirstOrDefault(code => added.TrueForAll(row => row.Code != code));
        return lost is null ? added : throw new InvalidOperationException($"There is no row '{lost}' to add to.");
    }
}

/// <summary>Who takes the shared rows (经办角色).</summary>
internal static class Hands
{
    public static readonly Common.Role[] Village = [Common.Role.VillageWorker, Common.Role.TownOfficer];
    public static readonly Common.Role[] Town = [Common.Role.TownOfficer];
    public static readonly Common.Role[] District = [Common.Role.DistrictOfficer];
    public static readonly Common.Role[] Anyone = [Common.Role.VillageWorker, Common.Role.TownOfficer, Common.Role.DistrictOfficer];
    public static readonly Common.Role[] TownDistrict = [Common.Role.TownOfficer, Common.Role.DistrictOfficer];
    public static readonly Common.Role[] Supervisor = [Common.Role.Supervisor];
    public static readonly Common.Role[] Finance = [Common.Role.Finance];
    public static readonly Common.Role[] FinanceSupervisor = [Common.Role.Finance, Common.Role.Supervisor];
    public static readonly Common.Role[] DistrictFinance = [Common.Role.DistrictOfficer, Common.Role.Finance];
    public static readonly Common.Role[] TownDistrictSupervisor = [Common.Role.TownOfficer, Common.Role.DistrictOfficer, Common.Role.Supervisor];
}

using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes.Greenhouse;

/// <summary>Which greenhouses are supported (大棚条件).</summary>
internal static class GreenhouseRules
{
    public static Policy PlantingArea { get; } = new("planting_area", "种植最小面积", 200, "平方米");
    public static Policy BreedingArea { get; } = new("breeding_area", "养殖最小面积", 1_000, "平方米");

    /// <summary>What was measured decides; until then, what was declared.</summary>
    public static FormRule LargeEnough { get; } = new("area", (form, candidate, context) =>
    {
        var kind = candidate.Cases.FirstOrDefault(c => c.Id == context.Except)?.Kind;
        if (kind is null || form is not GreenhouseForm { } written || (written.MeasuredArea ?? written.DeclaredArea) is not { } area)
        {
            return null;
        }
        var least = context.Policies[kind == GreenhouseProgramme.Breeding ? BreedingArea : PlantingArea];
        return area < least ? new Text("{0} {1} 平方米，须不少于 {2} 平方米", new Text(kind), area, least) : null;
    });

    public static FormRule BuiltThisYear { get; } = new("built", (form, _, context) =>
        form is GreenhouseForm { BuiltOn: { } built } && built.Year != context.Year ? new Text("不是今年新建或扩建") : null)
    { Overridable = true };

    public static FormRule OnOwnLand { get; } = new("land", (form, _, _) =>
        form is GreenhouseForm { HasLandContract: false } ? new Text("没有土地承包或租赁合同") : null);

    /// <summary>One project is supported once, in whichever year.</summary>
    public static FormRule OncePerProject(string programme) => new("project", (form, candidate, context) =>
    {
        var written = (GreenhouseForm)form;
        var before = candidate.Cases.FirstOrDefault(c => c.Programme == programme && c.Id != context.Except
            && c.StageKind is StageKind.Open or StageKind.Done && Catalogue.Of(programme).ReadForm(c.Form) is GreenhouseForm other
            && (Same(other.ContractNumber, written.ContractNumber) || Same(other.Plot, written.Plot)));
        return before is null ? null : new Text("这个项目已报过（{0}）", before.Number);
    });

    private static bool Same(string one, string other) => one.Length > 0 && one.Trim() == other.Trim();
}

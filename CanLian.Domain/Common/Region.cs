namespace CanLian.Domain.Common;

/// <summary>What a place is (区划类型).</summary>
public enum RegionKind
{
    [Label("区")] District,
    [Label("镇")] Town,
    [Label("街道")] Subdistrict,
    [Label("村")] Village,
    [Label("社区")] Community,
}

/// <summary>
/// A place in the tree of statistical division codes (统计用区划代码): a district is 6 digits, a town 9, a village 12,
/// each the prefix of those below it.
/// </summary>
public class Region
{
    public const int DistrictLength = 6;
    public const int TownLength = 9;
    public const int VillageLength = 12;

    public required string Code { get; set; }
    public required string Name { get; set; }
    public RegionKind Kind { get; set; }

    /// <summary>The town (街道) a village code belongs to.</summary>
    public static string TownOf(string code) => code.Length <= TownLength ? code : code[..TownLength];

    /// <summary>The codes that contain a code, without itself.</summary>
    public static List<string> Above(string code) => [.. Enumerable.Range(0, code.Length).Select(length => code[..length])];

    public static bool Contains(string scope, string code) => code.StartsWith(scope, StringComparison.Ordinal);
}

/// <summary>
/// All codes below a prefix, as an inclusive range that an index can answer. Only digits are compared, so every collation agrees.
/// </summary>
public readonly record struct RegionRange(string Low, string High)
{
    /// <summary>The range that holds no code at all.</summary>
    public static RegionRange Nothing { get; } = new("9", "0");

    public static RegionRange Of(string prefix) => new(prefix, prefix.PadRight(Region.VillageLength + 1, '9'));
}

using CanLian.Domain.Common;

namespace CanLian.Domain.Exchange;

/// <summary>The register's places as a list names them in words (名单上的地名): 下史湾 and 下史湾村委会 are both 下史湾村.</summary>
public sealed class ListedPlaces
{
    private static readonly (string Long, string Short)[] _bodies =
        [("村民委员会", "村"), ("居民委员会", ""), ("村委会", "村"), ("居委会", ""), ("人民政府", ""), ("街道办事处", "街道"), ("街道办", "街道")];

    // A name that ends in one of these says which sort of place it is; one that does not may be of any.
    private static readonly string[] _sorts = ["社区", "街道", "村", "镇", "乡"];

    private readonly Dictionary<string, string> _names;
    private readonly ILookup<string, string> _villages;

    public ListedPlaces(IEnumerable<Region> regions)
    {
        _names = regions.ToDictionary(r => r.Code, r => r.Name);
        _villages = _names.Where(r => r.Key.Length == Region.VillageLength).ToLookup(r => Stem(r.Value), r => r.Key);
        District = _names.Keys.FirstOrDefault(c => c.Length >= Region.DistrictLength)?[..Region.DistrictLength] ?? "";
    }

    /// <summary>Code of the district; empty where no place is known.</summary>
    public string District { get; }

    public string NameOf(string code) => _names.GetValueOrDefault(code, "");

    /// <summary>The one village that the words mean; null where none or several are meant.</summary>
    public string? VillageOf(string town, string village)
    {
        if (Plain(village).Length == 0)
        {
            return null;
        }
        var found = _villages[Stem(village)].Where(c => Same(village, NameOf(c)) && Same(town, NameOf(Region.TownOf(c)))).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The village, else the town, else the district that the words mean.</summary>
    public string NearestTo(string town, string village) => VillageOf(town, village)
        ?? (Plain(town).Length == 0 ? null : _names.Where(r => r.Key.Length == Region.TownLength && Same(town, r.Value)).Select(r => r.Key).FirstOrDefault())
        ?? District;

    /// <summary>Whether the words may mean the place; empty words say nothing against it.</summary>
    public static bool Same(string words, string name)
    {
        var (said, known) = (Plain(words), Plain(name));
        return said.Length == 0 || said == known || (Array.TrueForAll(_sorts, sort => !said.EndsWith(sort, StringComparison.Ordinal)) && said == Stem(name));
    }

    private static string Plain(string words)
    {
        var plain = HalfWidth.Compact(words);
        foreach (var (body, instead) in _bodies)
        {
            if (plain.EndsWith(body, StringComparison.Ordinal))
            {
                return plain[..^body.Length] + (plain[..^body.Length].EndsWith(instead, StringComparison.Ordinal) ? "" : instead);
            }
        }
        return plain;
    }

    private static string Stem(string words)
    {
        var plain = Plain(words);
        return Array.Find(_sorts, sort => plain.Length > sort.Length + 1 && plain.EndsWith(sort, StringComparison.Ordinal)) is { } sort ? plain[..^sort.Length] : plain;
    }
}

using CanLian.Blazor.Resources;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.People;

/// <summary>The conditions of a list of the register in words (名册条件的说法), each with the list as it is without it or with one more.</summary>
internal static class PeopleChips
{
    public static IEnumerable<(string Label, PeopleFilter Without)> Active(IStringLocalizer<Texts> l, PeopleFilter filter, IReadOnlyList<Region> places)
    {
        if (filter.Region is { } region)
        {
            yield return (places.FirstOrDefault(p => p.Code == region)?.Name ?? region, filter with { Region = null });
        }
        if (filter.Kinds.Count > 0)
        {
            yield return (l["类别：{0}", Joined(l, filter.Kinds.Select(k => k.Name()))], filter with { Kinds = [] });
        }
        if (filter.Grades.Count > 0)
        {
            yield return (l["等级：{0}", Joined(l, filter.Grades.Select(g => g.Name()))], filter with { Grades = [] });
        }
        if (filter.States.Count > 0)
        {
            yield return (l["证件：{0}", Joined(l, filter.States.Select(s => s.Label()))], filter with { States = [] });
        }
        if (filter.Hardships.Count > 0)
        {
            yield return (l["困难：{0}", IsMonitored(filter) ? l["监测户"].Value : Joined(l, filter.Hardships.Select(h => h.Label()))], filter with { Hardships = [] });
        }
        if (filter.Unserved is { } code)
        {
            yield return (l["{0}：符合还没办", l[Catalogue.Of(code).Name]], filter with { Unserved = null });
        }
    }

    public static IEnumerable<(string Label, IReadOnlyList<(string Label, PeopleFilter With)> Options)> Available(
        IStringLocalizer<Texts> l, PeopleFilter filter, IReadOnlyList<Region> places, IEnumerable<Programme> programmes)
    {
        var (towns, villages) = Places(filter, places);
        if (towns.Count > 1)
        {
            yield return (l["镇（街道）"], [.. towns.Select(t => (t.Name, filter with { Region = t.Code }))]);
        }
        if (villages.Count > 1)
        {
            yield return (l["村（社区）"], [.. villages.Select(v => (v.Name, filter with { Region = v.Code }))]);
        }
        yield return (l["残疾类别"], More(l, filter.Kinds, k => k.Name(), kinds => filter with { Kinds = kinds }));
        yield return (l["等级"], More(l, filter.Grades, g => g.Name(), grades => filter with { Grades = grades }));
        yield return (l["证件状态"], More(l, filter.States, s => s.Label(), states => filter with { States = states }));
        yield return (l["困难情况"],
        [
            .. IsMonitored(filter) ? [] : new[] { (l["监测户（三类）"].Value, filter with { Hardships = [.. Hardship.Monitored] }) },
            .. More(l, filter.Hardships, h => h.Label(), hardships => filter with { Hardships = hardships }),
        ]);
        if (filter.Unserved is null)
        {
            yield return (l["符合还没办"], [.. programmes.Select(p => (l[p.Name].Value, filter with { Unserved = p.Code }))]);
        }
    }

    // Towns while none is chosen, villages once the town is known.
    private static (List<Region> Towns, List<Region> Villages) Places(PeopleFilter filter, IReadOnlyList<Region> places)
    {
        var towns = places.Where(p => p.Code.Length == Region.TownLength).ToList();
        var within = filter.Region ?? (towns.Count == 1 ? towns[0].Code : null);
        return (
            filter.Region is null ? towns : [],
            within is { Length: Region.TownLength } town ? [.. places.Where(p => p.Code.Length == Region.VillageLength && Region.Contains(town, p.Code))] : []);
    }

    private static bool IsMonitored(PeopleFilter filter) => filter.Hardships.ToHashSet().SetEquals(Hardship.Monitored);

    private static string Joined(IStringLocalizer<Texts> l, IEnumerable<string> words) => string.Join('、', words.Select(w => l[w].Value));

    private static IReadOnlyList<(string, PeopleFilter)> More<T>(
        IStringLocalizer<Texts> l, IReadOnlyList<T> chosen, Func<T, string> word, Func<IReadOnlyList<T>, PeopleFilter> with) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Except(chosen).Select(v => (l[word(v)].Value, with([.. chosen, v])))];
}

using CanLian.Domain.Common;

namespace CanLian.Domain.Employment;

/// <summary>One thing that speaks for a match (匹配得分项).</summary>
/// <param name="Words">In words.</param>
/// <param name="Points">What it gives.</param>
/// <param name="Most">What it could give.</param>
public sealed record MatchPart(Text Words, int Points, int Most);

/// <summary>
/// How well a wish and a vacancy fit (匹配): first what rules it out, then a score of 100 with its parts in words. Distance is measured on the tree
/// of regions, for places have no coordinates: the same village, the same town, the same district.
/// </summary>
public sealed record JobMatch(JobWish Wish, Vacancy Vacancy, IReadOnlyList<Text> Barriers, IReadOnlyList<MatchPart> Parts)
{
    public const int YoungestAge = 16;
    public const int OldestAge = 59;

    /// <summary>From this score on a match is suggested.</summary>
    public const int Suggests = 60;

    public int Score => Parts.Sum(p => p.Points);

    public bool Suggested => Barriers.Count == 0 && Score >= Suggests;

    /// <summary>Judges a wish, with its person, against a vacancy on a day.</summary>
    public static JobMatch Of(JobWish wish, Vacancy vacancy, DateOnly on) =>
        new(wish, vacancy, [.. Hard(wish, vacancy, on)], [Trades(wish, vacancy), Near(wish, vacancy), Pay(wish, vacancy), Hours(wish, vacancy), Skilled(wish, vacancy), Supported(wish, vacancy)]);

    /// <summary>The district's own bodies and firms differ in who employs, not in what the person does; the other sorts of work fit themselves alone.</summary>
    public static bool Fits(WorkKind wanted, WorkKind offered) => wanted switch
    {
        WorkKind.Startup or WorkKind.Training => false,
        WorkKind.Quota or WorkKind.Concentrated => offered is WorkKind.Quota or WorkKind.Concentrated,
        _ => wanted == offered,
    };

    /// <summary>The smallest circle of the region tree that holds both; null when they lie in different districts.</summary>
    public static Reach? Distance(string home, string work)
    {
        if (home == work)
        {
            return Reach.Village;
        }
        var town = work.Length >= Region.TownLength && Region.TownOf(home) == Region.TownOf(work);
        return town ? Reach.Town : home[..Region.DistrictLength] == work[..Region.DistrictLength] ? Reach.District : null;
    }

    private static IEnumerable<Text> Hard(JobWish wish, Vacancy vacancy, DateOnly on)
    {
        if (!wish.LooksOn(on))
        {
            yield return new Text("求职意愿{0}", new Text(wish.StateOn(on).Label()));
        }
        if (vacancy.StateOn(on) != VacancyState.Open)
        {
            yield return new Text("岗位{0}", new Text(vacancy.StateOn(on).Label()));
        }
        if (wish.Person is { } person && person.AgeOn(on) is < YoungestAge or > OldestAge)
        {
            yield return new Text("年龄 {0} 岁，须 {1}–{2} 岁", person.AgeOn(on), YoungestAge, OldestAge);
        }
        if (!Fits(wish.Kind, vacancy.Kind))
        {
            yield return new Text("想要{0}，岗位是{1}", new Text(wish.Kind.Label()), new Text(vacancy.Kind.Label()));
        }
        foreach (var ability in vacancy.Requires.Intersect(wish.Cannot))
        {
            yield return new Text("岗位要{0}，本人不能", new Text(ability.Label()));
        }
        if (FromHome(vacancy) || Distance(wish.Place, vacancy.RegionCode) is { } far && far <= wish.Reach)
        {
            yield break;
        }
        yield return new Text("岗位不在{0}，超出范围", new Text(wish.Reach.Label()));
    }

    private static MatchPart Trades(JobWish wish, Vacancy vacancy) =>
        wish.Trade == vacancy.Trade ? new(new Text("工种相同"), 40, 40)
        : Trade.Related(wish.Trade, vacancy.Trade) ? new(new Text("工种相近"), 20, 40)
        : new(new Text("工种不同"), 0, 40);

    private static MatchPart Near(JobWish wish, Vacancy vacancy) =>
        FromHome(vacancy) ? new(new Text("在家做"), 20, 20)
        : Distance(wish.Place, vacancy.RegionCode) switch
        {
            Reach.Village => new(new Text("就在本村（社区）"), 20, 20),
            Reach.Town => new(new Text("在本镇（街道）"), 15, 20),
            Reach.District => new(new Text("在本区别的镇（街道）"), 8, 20),
            null => new(new Text("在外区"), 0, 20),
        };

    private static MatchPart Pay(JobWish wish, Vacancy vacancy) =>
        wish.PayFen is null || vacancy.PayToFen >= wish.PayFen ? new(new Text("薪资够"), 15, 15) : new(new Text("薪资不够"), 0, 15);

    private static MatchPart Hours(JobWish wish, Vacancy vacancy) => wish.Time == vacancy.Time ? new(new Text("时间合适"), 10, 10) : new(new Text("时间不同"), 0, 10);

    private static MatchPart Skilled(JobWish wish, Vacancy vacancy) => vacancy.Skills.Count(wish.Skills.Contains) switch
    {
        _ when vacancy.Skills.Count == 0 => new(new Text("不要求技能"), 10, 10),
        var known when known == vacancy.Skills.Count => new(new Text("技能都有"), 10, 10),
        > 0 => new(new Text("技能有一部分"), 5, 10),
        _ => new(new Text("还要学技能"), 0, 10),
    };

    private static MatchPart Supported(JobWish wish, Vacancy vacancy) => wish.Needs.Except(vacancy.Offers).ToList() switch
    {
        [] => new(wish.Needs.Count == 0 ? new Text("不需要另外支持") : new Text("需要的支持都有"), 5, 5),
        var missing => new(new Text("缺{0}", new Text(missing[0].Label())), 0, 5),
    };

    private static bool FromHome(Vacancy vacancy) => vacancy.Time == WorkTime.AtHome;
}

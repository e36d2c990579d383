using System.Security.Cryptography;
using System.Text;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;

namespace CanLian.Domain.Doubts;

/// <summary>What the rules are asked for (核查口径).</summary>
/// <param name="On">The day.</param>
/// <param name="Since">The first year whose cases are looked at.</param>
public sealed record DoubtAsk(DateOnly On, int Since)
{
    /// <summary>This year and the one before: what is older was looked at in its time.</summary>
    public static DoubtAsk Of(DateOnly today) => new(today, today.Year - 1);
}

/// <summary>What a rule has found (查到的情形).</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sentence">What is wrong, in words.</param>
/// <param name="Facts">What the judgement rests on: as long as these are the same, it is the same doubt.</param>
/// <param name="Evidence">The records.</param>
public sealed record Found(string Subject, string Name, KeptText Sentence, IReadOnlyList<string> Facts, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Records that are kept with a doubt; where there are more, these are enough to begin with.</summary>
    public const int MostEvidence = 60;

    private const int HashLength = 40;

    public string Programme { get; init; } = "";
    public Guid? PersonId { get; init; }
    public string? AboutId { get; init; }

    /// <summary>The district alone sees it.</summary>
    public bool ForDistrict { get; init; }

    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Facts))))[..HashLength];

    /// <summary>The smallest place that holds every record.</summary>
    public string RegionCode
    {
        get
        {
            var shared = Evidence.Select(e => e.RegionCode).Aggregate((a, b) => a[..a.Zip(b).TakeWhile(x => x.First == x.Second).Count()]);
            var length = ForDistrict ? Region.DistrictLength
                : shared.Length >= Region.VillageLength ? Region.VillageLength : shared.Length >= Region.TownLength ? Region.TownLength : Region.DistrictLength;
            return shared[..Math.Min(length, shared.Length)];
        }
    }
}

/// <summary>One row of the table of what looks wrong (疑点规则): what is looked for, why, and what is proposed to whoever looks into it.</summary>
/// <param name="Code">Stable code in the database.</param>
/// <param name="Label">Chinese name.</param>
/// <param name="Severity">How much is at stake.</param>
/// <param name="Find">The query, over the records of the whole district.</param>
public sealed record DoubtRule(string Code, string Label, Gravity Severity, Func<IRecords, DoubtAsk, IEnumerable<Found>> Find)
{
    /// <summary>What is looked for, in words.</summary>
    public required string Why { get; init; }

    /// <summary>What is proposed; nothing is done by itself.</summary>
    public required string Proposal { get; init; }

    /// <summary>It speaks of what happened at a time, which no later change undoes.</summary>
    public bool OfTheMoment { get; init; }
}

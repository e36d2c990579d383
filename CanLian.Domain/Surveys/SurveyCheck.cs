using System.Buffers.Binary;
using System.Security.Cryptography;
using CanLian.Domain.Common;

namespace CanLian.Domain.Surveys;

/// <summary>
/// One drawn sheet that another person asks a second time (质量抽查): the second answers beside the first, and how many of them differ. The first
/// answers stay what they are.
/// </summary>
public class SurveyCheck
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid EntryId { get; init; }
    public SurveyEntry? Entry { get; init; }
    public Guid SurveyId { get; init; }
    public required string RegionCode { get; init; }

    /// <summary>Which draw of the village, from 1; a village that is sent back is drawn again.</summary>
    public int Round { get; init; }
    public DateOnly DrawnOn { get; init; }
    public required string DrawnBy { get; init; }

    /// <summary>Whose sheet is looked at.</summary>
    public required string Investigator { get; init; }
    public string CheckedBy { get; private set; } = "";
    public DateOnly? On { get; private set; }
    public SurveyWay? Way { get; private set; }
    public SurveyOutcome? Outcome { get; private set; }
    public Dictionary<string, string> Answers { get; private set; } = [];

    /// <summary>How many answers were laid side by side, what came of the visit among them.</summary>
    public int Compared { get; private set; }

    /// <summary>Codes of the questions that were answered otherwise.</summary>
    public List<string> Different { get; private set; } = [];
    public int Differences { get; private set; }
    public long Version { get; set; }

    public bool Done => On is not null;

    /// <summary>Stands among the codes where what came of the visit differs.</summary>
    public const string OutcomeCode = "结果";

    /// <summary>Enters the second visit and lays its answers beside the first.</summary>
    public Outcome Answer(SurveyEntry first, SurveyWay way, SurveyOutcome outcome, DateOnly on, IReadOnlyDictionary<string, string> answers, string by)
    {
        if (by == first.Investigator)
        {
            return Common.Outcome.Refused("抽查要由另一个人做，不能自己查自己");
        }
        (Way, Outcome, On, CheckedBy, Answers) = (way, outcome, on, by, new(answers));
        var codes = outcome == SurveyOutcome.Normal && first.Outcome == SurveyOutcome.Normal ? first.Answers.Keys.Union(answers.Keys).Order(StringComparer.Ordinal).ToList() : [];
        Different = [.. first.Outcome == outcome ? [] : (string[])[OutcomeCode], .. codes.Where(code => !Same(first.Answers.GetValueOrDefault(code, ""), answers.GetValueOrDefault(code, "")))];
        (Compared, Differences) = (codes.Count + 1, Different.Count);
        return Common.Outcome.Done;
    }

    // Several answers to one question are the same in any order.
    private static bool Same(string first, string second) => Questionnaire.Parts(first).Order(StringComparer.Ordinal).SequenceEqual(Questionnaire.Parts(second).Order(StringComparer.Ordinal));
}

/// <summary>How the checks of a village or of a worker came out (抽查结果).</summary>
/// <param name="Drawn">Sheets drawn.</param>
/// <param name="Done">Sheets asked a second time.</param>
/// <param name="Compared">Answers laid side by side.</param>
/// <param name="Differences">Answers that differ.</param>
public sealed record CheckScore(int Drawn, int Done, int Compared, int Differences)
{
    /// <summary>Null while nothing was compared.</summary>
    public decimal? Rate => Compared == 0 ? null : (decimal)Differences / Compared;

    public bool Complete => Drawn > 0 && Done == Drawn;

    public bool Passed => Complete && Rate <= SurveySample.MostDifferent;

    public bool Failed => Complete && !Passed;

    public static CheckScore Of(IReadOnlyCollection<SurveyCheck> checks) =>
        new(checks.Count, checks.Count(c => c.Done), checks.Sum(c => c.Compared), checks.Sum(c => c.Differences));
}

/// <summary>Which sheets of a village are asked a second time (抽样).</summary>
public static class SurveySample
{
    /// <summary>The share of a village that is drawn.</summary>
    public const decimal Share = 0.05m;

    /// <summary>More differing answers than this, and the village is asked again.</summary>
    public const decimal MostDifferent = 0.05m;

    /// <summary>
    /// Draws from a village: at least one. Nobody chooses; the order is that of a hash, the same whoever computes it, and another in each round.
    /// </summary>
    public static IReadOnlyList<SurveyEntry> Draw(IReadOnlyCollection<SurveyEntry> village, int round) =>
        [.. village.OrderBy(e => Lot(e.Id, round)).Take((int)Math.Ceiling(village.Count * Share))];

    private static ulong Lot(Guid id, int round)
    {
        Span<byte> bytes = stackalloc byte[20];
        id.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], round);
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes));
    }
}

using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;

namespace CanLian.Domain.Doubts;

/// <summary>What looks wrong about how cases are worked (经办疑点).</summary>
internal static class WorkDoubts
{
    /// <summary>Cases that one person can hardly have looked into within an hour.</summary>
    public const int TooMany = 40;

    // Nights that may be missed without missing what happened in them.
    private const int DaysBack = 7;
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    // What follows sooner than a hand can go on to the next case was taken by one click for many.
    private static readonly TimeSpan _oneClick = TimeSpan.FromSeconds(5);

    /// <summary>Forty cases and more that one person closed one by one within an hour of the last days; a click for many is one.</summary>
    public static IEnumerable<Found> ClosedInAnHour(IRecords records, DoubtAsk ask, IReadOnlyList<Programme> programmes)
    {
        // Midnight in China, so that no evening is cut in two.
        var from = DateTime.SpecifyKind(ask.On.AddDays(-DaysBack).ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc).AddHours(-8);
        List<string> closing = [.. programmes.SelectMany(p => p.Flow.Steps.Where(s => s.Money is null && s.To.Kind == StageKind.Done && s.From.Any(f => f.Kind != StageKind.Done)).Select(s => p.Code + "/" + s.Code))];
        var rows = records.Cases.SelectMany(c => c.Events.Where(e => e.At >= from && e.Kind == CaseEventKind.Step && e.StepCode != null), (c, e) => new
        {
            c.Id,
            c.Number,
            c.SubjectName,
            c.RegionCode,
            c.Programme,
            c.AmountFen,
            e.ActorId,
            e.ActorName,
            e.At,
            e.On,
            e.StepCode,
        }).Where(r => closing.Contains(r.Programme + "/" + r.StepCode));
        foreach (var worker in rows.AsEnumerable().Where(r => r.ActorId != Actor.System.Id).GroupBy(r => r.ActorId))
        {
            var all = worker.OrderBy(r => r.At).ThenBy(r => r.Id).ToList();
            for (var at = 0; at < all.Count;)
            {
                var within = all.Skip(at).TakeWhile(r => r.At < all[at].At + _hour).ToList();
                if (Clicks([.. within.Select(r => r.At)]) < TooMany)
                {
                    at++;
                    continue;
                }
                var began = within[0];
                yield return new Found(
                    $"{worker.Key} {began.At:yyyyMMddHHmm}", began.ActorName, KeptText.Of("{0}起一小时里办结 {1} 件", Days.Written(began.On), $"{within.Count}"),
                    [.. within.Select(r => $"{r.Id}").Order()],
                    [.. within.Select(r => new Evidence(r.Id, EvidenceKind.Case, r.SubjectName, r.RegionCode, r.Number, r.On, r.AmountFen, null))])
                { ForDistrict = true, AboutId = worker.Key };
                at += within.Count;
            }
        }
    }

    private static int Clicks(List<DateTime> times) => times.Count == 0 ? 0 : 1 + times.Zip(times.Skip(1)).Count(pair => pair.Second - pair.First >= _oneClick);
}

using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;

namespace CanLian.Domain.Doubts;

/// <summary>What looks wrong about who is helped (享受疑点).</summary>
internal static class HelpDoubts
{
    private const string HomeCare = "home_care";
    private const string BoardingCare = "boarding_care";
    private const string AgeRule = "age";

    /// <summary>Care at home and in an institution whose times overlap. A service begins with its approval and ends when it is settled.</summary>
    public static IEnumerable<Found> TwoCares(IRecords records, DoubtAsk ask)
    {
        var homes = records.Cases.Where(c => c.Programme == HomeCare && c.Year >= ask.Since && (c.StageKind == StageKind.Open || c.StageKind == StageKind.Done));
        var beds = records.Cases.Where(c => c.Programme == BoardingCare && c.Year >= ask.Since && (c.StageKind == StageKind.Open || c.StageKind == StageKind.Done));
        var rows =
            from h in homes
            join b in beds on new { h.PersonId, h.Year } equals new { b.PersonId, b.Year }
            where (b.DoneOn == null || (h.ApprovedOn ?? h.AppliedOn) <= b.DoneOn) && (h.DoneOn == null || (b.ApprovedOn ?? b.AppliedOn) <= h.DoneOn)
            select new
            {
                h.PersonId,
                h.Year,
                h.SubjectName,
                HomeId = h.Id,
                HomeNumber = h.Number,
                HomeRegion = h.RegionCode,
                HomeFrom = h.ApprovedOn ?? h.AppliedOn,
                HomeFen = h.AmountFen,
                BedId = b.Id,
                BedNumber = b.Number,
                BedRegion = b.RegionCode,
                BedFrom = b.ApprovedOn ?? b.AppliedOn,
                BedFen = b.AmountFen,
            };
        return rows.AsEnumerable().DistinctBy(r => (r.PersonId, r.Year)).Select(r => new Found(
            $"{r.PersonId} {r.Year}", r.SubjectName, KeptText.Of("{0} 年居家托养（{1}）和寄宿制托养（{2}）时间重叠", $"{r.Year}", r.HomeNumber, r.BedNumber), [$"{r.HomeId}", $"{r.BedId}"],
            [
                new Evidence(r.HomeId, EvidenceKind.Case, r.SubjectName, r.HomeRegion, r.HomeNumber, r.HomeFrom, r.HomeFen, "居家托养"),
                new Evidence(r.BedId, EvidenceKind.Case, r.SubjectName, r.BedRegion, r.BedNumber, r.BedFrom, r.BedFen, "寄宿制托养"),
            ])
        { PersonId = r.PersonId });
    }

    /// <summary>Several cases of one household in one year, of a programme that is there for it once a year.</summary>
    public static IEnumerable<Found> HouseholdTwice(IRecords records, DoubtAsk ask, IReadOnlyList<Programme> programmes)
    {
        List<string> once = [.. programmes.Where(p => p.Rules.Any(r => r.IsOncePerYear)).Select(p => p.Code)];
        var rows =
            from c in records.Cases
            where c.HouseholdId != null && c.Year >= ask.Since && once.Contains(c.Programme) && (c.StageKind == StageKind.Open || c.StageKind == StageKind.Done)
                && records.Cases.Any(o => o.HouseholdId == c.HouseholdId && o.Programme == c.Programme && o.Year == c.Year && o.Id != c.Id
                    && (o.StageKind == StageKind.Open || o.StageKind == StageKind.Done))
            select new { c.Id, c.Number, c.SubjectName, c.RegionCode, c.Programme, c.Year, c.HouseholdId, c.PersonId, c.AppliedOn, c.AmountFen };
        return rows.AsEnumerable().GroupBy(r => (r.HouseholdId, r.Programme, r.Year)).Select(g =>
        {
            var twice = g.OrderBy(r => r.Number, StringComparer.Ordinal).ToList();
            return new Found(
                $"{g.Key.HouseholdId} {g.Key.Programme} {g.Key.Year}", twice[0].SubjectName, KeptText.Of("{0} 年一户有 {1} 件：{2}", $"{g.Key.Year}", $"{twice.Count}", string.Join('、', twice.Select(r => r.Number))),
                [.. twice.Select(r => $"{r.Id}")], [.. twice.Select(r => new Evidence(r.Id, EvidenceKind.Case, r.SubjectName, r.RegionCode, r.Number, r.AppliedOn, r.AmountFen, null))])
            { Programme = g.Key.Programme, PersonId = twice[0].PersonId };
        });
    }

    /// <summary>Open cases of whoever is by now outside the ages of the programme; the programme's own rule says so.</summary>
    public static IEnumerable<Found> AgeLeft(IRecords records, DoubtAsk ask, IReadOnlyList<Programme> programmes)
    {
        var policies = records.Policies.ToList();
        return programmes.SelectMany(p => p.Rules.Where(r => r.Code == AgeRule).SelectMany(rule => AgeLeft(records, ask, p, rule, policies)));
    }

    private static IEnumerable<Found> AgeLeft(IRecords records, DoubtAsk ask, Programme programme, Rule rule, List<PolicySetting> policies)
    {
        var (code, draft) = (programme.Code, Stage.Draft.Code);
        var context = new RuleContext(ask.On.Year, ask.On, new PolicyValues(code, policies, ask.On));
        var open = records.Cases.Where(c => c.Programme == code && c.StageKind == StageKind.Open && c.Stage != draft && c.Year >= ask.Since && !c.Overrides.Any(o => o.Rule == AgeRule));
        var inside = records.Persons.Where(p => open.Any(c => c.PersonId == p.Id))
            .Select(p => new Candidate { Person = p, Cases = records.Cases.AsEnumerable().Where(c => c.PersonId == p.Id) })
            .Where(rule.Holds(context)).Select(c => c.Person.Id);
        var rows = open.Where(c => !inside.Contains(c.PersonId))
            .Select(c => new { c.Id, c.Number, c.SubjectName, c.RegionCode, c.PersonId, c.AppliedOn, c.AmountFen, c.Person!.BirthDate, c.Person.Sex });
        return rows.AsEnumerable().Select(r =>
        {
            var why = rule.Why(new Candidate { Person = new Person { Name = r.SubjectName, IdNumber = default, RegionCode = r.RegionCode, BirthDate = r.BirthDate, Sex = r.Sex }, Cases = [] }, context);
            return new Found(
                $"{r.Id}", r.SubjectName, KeptText.Of(why.Key, [.. why.Args.Select(a => $"{a}")]), [Days.Written(r.BirthDate)],
                [new Evidence(r.Id, EvidenceKind.Case, r.SubjectName, r.RegionCode, r.Number, r.AppliedOn, r.AmountFen, null)])
            { Programme = code, PersonId = r.PersonId };
        });
    }
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>
/// The demonstration's twelve monitoring lists of the year (演示的各月监测名单), taken in by the same desk as real ones, each on its own day, with differences that
/// come, stay and go; and some gaps that became tasks. Nothing of it changes a figure.
/// </summary>
internal sealed class DemonstrationLists(CanLianDbFactory databases, DataFolder folder, SearchHash hash, OfficeClock office, MatrixQueries matrix, MatrixDesk tasks)
{
    private const string Clerk = "zhaoqian";
    private const int ArrivesOn = 12;
    private const int Tasks = 6;

    public DemonstrationPart Part => new(new Text("收 {0} 期监测名单", 12), FillAsync);

    private async Task FillAsync(CancellationToken cancellation)
    {
        var then = new PastTime();
        var clock = new OfficeClock(then);
        var thatYear = new CanLianDbFactory(folder, clock, hash);
        var (desk, differences) = (new ReceiveDesk(thatYear, folder, clock), new DifferenceDesk(thatYear, clock));
        Actor clerk;
        await using (var db = databases.Open(Actor.System))
        {
            clerk = (await db.Users.SingleAsync(u => u.UserName == Clerk, cancellation)).ToActor();
        }
        for (var month = new Month(DemonstrationDistrict.Year, 1); month.Year == DemonstrationDistrict.Year; month = month.Next)
        {
            then.Local = new DateTime(month.Year, month.Number, ArrivesOn, 10, 5 + month.Number, 0);
            await desk.ReceiveAsync(clerk, await ListAsync(month, clock.Today, cancellation), month, cancellation: cancellation);
            then.Local = then.Local.AddDays(3);
            await SettleAsync(differences, clerk, month, cancellation);
        }
        await GiveTasksAsync(clerk);
    }

    /// <summary>What the bureau would have sent: everybody monitored on the day, as the register has them, but for what it writes otherwise.</summary>
    private async Task<ListContent> ListAsync(Month month, DateOnly on, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name, cancellation);
        var persons = await db.Persons.AsNoTracking().AsSplitQuery().Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Household)
            .Where(p => p.Hardships.Any(h => Hardship.Monitored.Contains(h.Kind))).OrderBy(p => p.RegionCode).ThenBy(p => p.Household!.Number).ThenBy(p => p.Id).ToListAsync(cancellation);
        var rows = new List<ListedPerson>();
        foreach (var (at, person) in persons.Index())
        {
            if (person.Hardships.Find(h => h.IsMonitored && h.HoldsOn(on)) is { } monitored && person.Certificate is { } certificate)
            {
                rows.AddRange(Written(Row(at, person, monitored, certificate, names, on), at, month.Number));
            }
        }
        rows.AddRange(BureauMistakes.Strangers.Where(s => month.Number >= s.From && month.Number <= s.To).Select(s =>
            new ListedPerson(rows.Count, "B99" + s.Number[14..17], s.Name, s.Name, ListedNumber.Read(WithCheck(s.Number))) { Kind = HardshipKind.MonitoredMarginal, Town = BureauMistakes.Town }));
        var file = BureauMistakes.FileName(month.ToString());
        return new ListContent(ListKind.Monitored, file, hash.Of("demonstration", file), month, rows.Count, rows, [], [], []);
    }

    private static ListedPerson Row(int at, Person person, Hardship monitored, Certificate certificate, Dictionary<string, string> names, DateOnly on) =>
        new(at + 4, "B" + person.Household?.Number[^6..], person.Household?.HeadName ?? person.Name, person.Name, ListedNumber.Read(certificate.Number.Value))
        {
            Kind = monitored.Kind,
            Risks = [monitored.Risk ?? "因残"],
            IdentifiedOn = monitored.From,
            // Every ninth was helped out of its risk in the autumn, one of them too soon.
            RiskRemoved = at % 9 == 4 && on.Month >= 10,
            RemovedOn = at % 9 == 4 && on.Month >= 10 ? new DateOnly(on.Year, 9, 20) : null,
            RemovedBy = at % 9 == 4 && on.Month >= 10 ? RiskRemoval.ByHelp : null,
            WithoutLabour = at == 4,
            Town = names.GetValueOrDefault(Region.TownOf(person.RegionCode), ""),
            Village = names.GetValueOrDefault(person.RegionCode, ""),
        };

    private static IEnumerable<ListedPerson> Written(ListedPerson row, int at, int month)
    {
        var slips = BureauMistakes.Slips.Where(s => s.At == at && month >= s.From && month <= s.To).Select(s => s.What).ToHashSet();
        if (slips.Contains("missing"))
        {
            yield break;
        }
        var number = row.Number.Written;
        row = slips.Contains("name") ? row with { Name = row.Name[..1] + BureauMistakes.HiddenName } : row;
        row = slips.Contains("place") ? row with { Village = BureauMistakes.OtherVillage } : row;
        row = slips.Contains("grade") ? row with { Number = ListedNumber.Read(number[..19] + (number[19] == '4' ? '3' : '4')) } : row;
        row = slips.Contains("reissue") ? row with { Number = ListedNumber.Read(number[..20] + "B1") } : row;
        yield return row;
        if (slips.Contains("twice"))
        {
            yield return row with { Household = "B900001" };
        }
    }

    // Ours is kept where a certificate proves it; what nobody has looked at yet stays open.
    private static async Task SettleAsync(DifferenceDesk desk, Actor clerk, Month month, CancellationToken cancellation)
    {
        DifferenceKind[] settled = month.Number switch { 4 => [DifferenceKind.Name, DifferenceKind.Place], 7 => [DifferenceKind.Disability], 11 => [DifferenceKind.BadNumber], _ => [] };
        if (settled.Length > 0)
        {
            await desk.SettleOpenAsync(clerk, settled, new Settlement(DifferenceDecision.KeepOurs, DifferenceCause.TheirMistake, BureauMistakes.Note), cancellation);
        }
    }

    private async Task GiveTasksAsync(Actor clerk)
    {
        if (await matrix.ViewAsync(clerk, DemonstrationDistrict.Year, null, onlyGaps: true, page: 1) is not { } view)
        {
            return;
        }
        var missing = view.Households.SelectMany(h => h).OrderBy(r => r.Person.RegionCode == Places.Nanshilou ? 0 : 1)
            .SelectMany(r => r.Cells.Where(c => c.State == MeasureState.Missing && c.For == r.Person.Id).Select(c => new Gap(c.For, c.Programme!, c.Measure.Label))).Take(Tasks).ToList();
        await tasks.OpenTasksAsync(clerk, missing, office.Today.AddDays(ArrivesOn));
    }

    // The digits before the bar get their check digit; a question mark stands for one that was copied wrongly.
    private static string WithCheck(string number)
    {
        var (body, tail) = (number.Split('|')[0], number.Split('|')[1]);
        var wrong = body.Contains('?');
        var right = "0123456789X".Select(check => body.Replace('?', '1') + check).First(id => IdNumber.TryParse(id, out _, out _));
        return (wrong ? right[..16] + (right[16] == '9' ? '0' : '9') + right[17] : right) + tail;
    }
}

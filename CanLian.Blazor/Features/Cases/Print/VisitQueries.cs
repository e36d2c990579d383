using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases.Print;

/// <summary>Somebody to be seen at the doorstep, and why (走访对象). The telephone stays masked.</summary>
public sealed record VisitRow(Guid PersonId, string Name, Sex Sex, int Age, string? Disability, string Address, string Phone, IReadOnlyList<Text> Errands);

/// <summary>What takes a worker to a village's doors: cases that wait there, rectifications to be looked at, certificates that end.</summary>
public sealed class VisitQueries(CanLianDbFactory databases, OfficeClock clock)
{
    private const int EndingWithinDays = 90;

    public async Task<IReadOnlyList<VisitRow>> ListAsync(Actor actor, string village)
    {
        await using var db = databases.Open(actor);
        var (today, soon) = (clock.Today, clock.Today.AddDays(EndingWithinDays));
        // Where the next step forward is the village's, somebody has to go there.
        var stages = Catalogue.ProgrammesFor(actor).SelectMany(p => p.Flow.Stages.Where(s => !s.IsEnd)
            .Select(s => (Key: p.Code + "/" + s.Code, Step: p.Flow.NextFrom(s))))
            .Where(x => x.Step?.Who[0] == Role.VillageWorker).ToDictionary(x => x.Key, x => x.Step!.Verb);
        var keys = stages.Keys.ToList();
        var errands = new Dictionary<Guid, List<Text>>();
        void Add(Guid person, Text errand) => (errands.TryGetValue(person, out var list) ? list : errands[person] = []).Add(errand);

        var cases = await db.Cases.AsNoTracking().Where(c => c.RegionCode == village && keys.Contains(c.Programme + "/" + c.Stage) && !c.Holds.Any(h => h.EndedOn == null))
            .OrderBy(c => c.DueOn).Select(c => new { c.PersonId, c.Programme, c.Stage, c.DueOn }).ToListAsync();
        foreach (var file in cases)
        {
            var (programme, verb) = (new Text(Catalogue.Of(file.Programme).ShortName), new Text(stages[file.Programme + "/" + file.Stage]));
            Add(file.PersonId, file.DueOn is { } due ? new Text("{0}：{1}（{2}前）", programme, verb, Day(due)) : new Text("{0}：{1}", programme, verb));
        }
        var mending = await db.FollowUps.AsNoTracking().Where(f => f.Problem != null && f.FixedOn == null && f.Case!.RegionCode == village)
            .Select(f => new { f.Case!.PersonId, f.Case.Programme, f.Problem }).ToListAsync();
        mending.ForEach(m => Add(m.PersonId, new Text("{0}：复查整改“{1}”", new Text(Catalogue.Of(m.Programme).ShortName), m.Problem!)));
        var ending = await db.Persons.AsNoTracking().Where(p => p.RegionCode == village && p.DeceasedOn == null)
            .SelectMany(p => p.Certificates, (p, c) => new { p.Id, Certificate = c })
            .Where(x => x.Certificate.Current && x.Certificate.State == CertificateState.Valid && x.Certificate.ExpiresOn <= soon)
            .Select(x => new { x.Id, x.Certificate.ExpiresOn }).ToListAsync();
        ending.ForEach(e => Add(e.Id, e.ExpiresOn < today ? new Text("残疾人证 {0} 已过期，问换领", Day(e.ExpiresOn)) : new Text("残疾人证 {0} 到期，问换领", Day(e.ExpiresOn))));

        var ids = errands.Keys.ToList();
        var persons = await db.Persons.AsNoTracking().Include(p => p.Certificates).Where(p => ids.Contains(p.Id)).OrderBy(p => p.Address).ThenBy(p => p.SortKey).ToListAsync();
        return [.. persons.Select(p => new VisitRow(
            p.Id, p.Name, p.Sex, p.AgeOn(today), p.Certificate?.Description, p.Address, p.Phone is { } phone ? Mask.Phone(phone) : "", errands[p.Id]))];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

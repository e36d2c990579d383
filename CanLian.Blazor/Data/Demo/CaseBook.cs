using System.Globalization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Data.Demo;

/// <summary>
/// Writes the year's cases of one programme (案卷): who may receive it, a case with its steps taken on given days by whoever takes them, and the
/// papers that go with it. Nobody gets a case whom the programme's own rules would refuse.
/// </summary>
internal sealed class CaseBook(DistrictRecords records, Programme programme)
{
    private static readonly TimeOnly Morning = new(1, 20);
    private readonly Dictionary<Guid, List<CaseFile>> _cases = [];

    public Programme Programme => programme;

    /// <summary>Persons the rules let in on both days and who have no case of the year yet, in an order of chance.</summary>
    /// <param name="first">The first day on which one of them applies.</param>
    /// <param name="last">The last.</param>
    /// <param name="asked">They ask for it themselves, so that no record needs to stand in for the application.</param>
    public List<Person> Eligible(DateOnly first, DateOnly last, bool asked = false)
    {
        var judges = new[] { first, last }.SelectMany(day =>
        {
            var context = new RuleContext(first.Year, day, new PolicyValues(programme.Code, records.Policies, day));
            return programme.Rules.Append(asked ? null : programme.Demand).OfType<Rule>().Select(r => r.Holds(context).Compile());
        }).ToList();
        return records.Chance.Shuffled(records.Persons.Where(p =>
        {
            var candidate = new Candidate { Person = p, Cases = CasesOf(p) };
            return judges.TrueForAll(holds => holds(candidate)) && (!p.NeedsGuardian(last) || p.Guardian is not null);
        }));
    }

    /// <summary>So many of each town, as the plan has it; those named come first. One to a household where the programme serves households.</summary>
    public IEnumerable<Person> Chosen(IEnumerable<Person> eligible, IReadOnlyList<int> ofTowns, IReadOnlyList<Person> named)
    {
        var left = Places.Towns.Index().ToDictionary(t => t.Item.Code, t => ofTowns[t.Index]);
        var households = new HashSet<Guid?>();
        foreach (var person in named.Concat(eligible.Where(p => !named.Contains(p) && !records.Monitored.Includes(p) && !records.ShownByName.Contains(p.Id))))
        {
            var town = Region.TownOf(person.RegionCode);
            if (left[town] > 0 && (programme.Subject == Subject.Person || households.Add(person.HouseholdId)))
            {
                left[town]--;
                yield return person;
            }
        }
        if (left.Values.Any(n => n > 0))
        {
            throw new InvalidOperationException($"Too few eligible persons for {programme.Code}: {string.Join(", ", left)}");
        }
    }

    /// <summary>Whoever may be given an open case, one of a household, those of the demonstration's town first.</summary>
    public IEnumerable<Person> InShiqiaoFirst(IEnumerable<Person> persons) =>
        persons.Where(p => !records.Monitored.Includes(p) && !records.ShownByName.Contains(p.Id)).DistinctBy(p => p.HouseholdId ?? p.Id)
            .OrderByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal));

    public CaseFile Open(Person person, DateOnly appliedOn, string? fund = DistrictPlans.ProvincialFunds)
    {
        var file = CaseFile.Open(
            NextNumber(appliedOn.Year), programme.Code, appliedOn.Year, person, programme.Subject == Subject.Household, programme.Flow, appliedOn,
            Colleagues.Village(person.RegionCode), At(appliedOn));
        file.FundingSource = fund;
        Keep(file, person);
        if (person.Consents.Count == 0)
        {
            person.Consents.Add(new Consent
            {
                Id = records.Chance.NextId(),
                PersonId = person.Id,
                Purpose = "办理残疾人服务",
                SignedOn = appliedOn,
                Way = "书面",
                SignedBy = person.Guardian?.Name ?? person.Name,
            });
        }
        return file;
    }

    /// <summary>A case of an earlier year, taken over from that year's ledger.</summary>
    public CaseFile OpenPast(Person person, DateOnly appliedOn, Stage stage, DateOnly doneOn, long fen)
    {
        var file = Open(person, appliedOn);
        file.Events.Clear();
        file.AmountFen = fen;
        file.PlaceAsRecorded(stage, doneOn, appliedOn.AddDays(30), doneOn, string.Create(CultureInfo.InvariantCulture, $"{appliedOn.Year}年台账转入"), Colleagues.District, At(doneOn));
        return file;
    }

    /// <summary>Takes the steps on their days.</summary>
    public void Walk(CaseFile file, params IEnumerable<(string Step, DateOnly On)> steps)
    {
        foreach (var (step, on) in steps)
        {
            Take(file, step, on);
        }
    }

    public CaseEvent Take(CaseFile file, string step, DateOnly on, string? remark = null) =>
        file.RecordPast(programme.Flow, step, Colleagues.Taking(programme.Flow.Step(step)!, file.RegionCode), At(on), on, WorkingCalendar.China, remark);

    public void Visit(CaseFile file, DateOnly on) => file.Visits.Add(new HomeVisit
    {
        Id = records.Chance.NextId(),
        CaseId = file.Id,
        On = on,
        Way = "入户",
        Met = records.Chance.Of(["本人", "本人和家属", "监护人"]),
        Finding = VisitFinding.Fits,
        By = Colleagues.Village(file.RegionCode).Name,
    });

    /// <summary>The town's notice of the day, one for all its cases.</summary>
    public void Publish(CaseFile file, string title, DateOnly on)
    {
        var town = Region.TownOf(file.RegionCode);
        var notice = records.Notices.Find(n => n.Programme == programme.Code && n.Year == file.Year && n.RegionCode == town && n.OpenedOn == on);
        if (notice is null)
        {
            notice = new Notice
            {
                Id = records.Chance.NextId(),
                Programme = programme.Code,
                Year = file.Year,
                RegionCode = town,
                Title = title,
                OpenedOn = on,
                WorkingDays = 5,
                OpenedBy = Colleagues.Town(file.RegionCode).Name,
            };
            records.Notices.Add(notice);
        }
        (file.Notice, file.NoticeId) = (notice, notice.Id);
    }

    /// <summary>Puts the case on a payment list and pays it.</summary>
    public void Pay(CaseFile file, string list, DateOnly listedOn, DateOnly paidOn, string voucher)
    {
        Take(file, "A7", listedOn);
        file.ListForPayment(list, file.Person?.Account is { } account ? account.Bank + account.Tail : "", listedOn);
        var payment = file.CurrentPayment!;
        (payment.State, payment.PaidOn, payment.Voucher) = (PaymentState.Paid, paidOn, voucher);
        Take(file, "A8", paidOn);
    }

    /// <summary>Persons in whose household nobody has a case of one of these programmes.</summary>
    public IEnumerable<Person> Without(IEnumerable<Person> persons, params string[] programmes)
    {
        var taken = records.Cases.Where(c => programmes.Contains(c.Programme)).Select(c => c.HouseholdId ?? c.PersonId).ToHashSet();
        return persons.Where(p => !taken.Contains(p.HouseholdId ?? p.Id));
    }

    public void Write(CaseFile file, CaseForm form) => file.Form = programme.WriteForm(form);

    public FollowUp Ask(CaseFile file, DateOnly on, Satisfaction? satisfaction)
    {
        var followUp = new FollowUp { Id = records.Chance.NextId(), CaseId = file.Id, On = on, Way = "电话", Satisfaction = satisfaction, By = Colleagues.Village(file.RegionCode).Name };
        file.FollowUps.Add(followUp);
        return followUp;
    }

    public static DateTime At(DateOnly day) => day.ToDateTime(Morning, DateTimeKind.Utc);

    private List<CaseFile> CasesOf(Person person) =>
        [.. _cases.GetValueOrDefault(person.Id, []).Concat(person.HouseholdId is { } h && programme.Subject == Subject.Household ? _cases.GetValueOrDefault(h, []) : [])];

    private void Keep(CaseFile file, Person person)
    {
        records.Cases.Add(file);
        foreach (var key in new[] { person.Id, file.HouseholdId ?? Guid.Empty })
        {
            if (!_cases.TryGetValue(key, out var list))
            {
                _cases.Add(key, list = []);
            }
            list.Add(file);
        }
    }

    private string NextNumber(int year)
    {
        var counter = records.Counters.Find(c => c.Programme == programme.Code && c.Year == year);
        if (counter is null)
        {
            counter = new CaseCounter { Programme = programme.Code, Year = year };
            records.Counters.Add(counter);
        }
        counter.Last++;
        return string.Create(CultureInfo.InvariantCulture, $"{year}-{programme.ShortName}-{counter.Last:0000}");
    }
}

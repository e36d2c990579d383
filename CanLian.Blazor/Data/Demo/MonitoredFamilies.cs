using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Data.Demo;

/// <summary>
/// The households that the bureau of rural affairs monitors against a return to poverty (监测户): 31 of them with 37 holders, of whom 31 receive
/// subsistence or one of the two allowances. Which of them a programme helps is kept here, so that its figures come out.
/// </summary>
internal sealed class MonitoredFamilies(DistrictRecords records)
{
    public const int Households = 31;
    public const int Holders = 37;
    private const int WithoutAllowance = 6;

    private static readonly DateOnly Today = DemonstrationDistrict.Day;
    private static readonly HardshipKind[] Kinds =
    [
        HardshipKind.MonitoredMarginal, HardshipKind.MonitoredSudden, HardshipKind.MonitoredMarginal, HardshipKind.MonitoredUnstable, HardshipKind.MonitoredMarginal,
    ];

    private readonly HashSet<Guid> _households = [];
    private readonly Circumstances _circumstances = new(records);

    /// <summary>Who of them gets medicine, whose dwelling is modified, who is trained, who is cared for.</summary>
    public List<Person> Patients { get; } = [];
    public List<Person> Dwellers { get; } = [];
    public List<Person> Trainees { get; } = [];
    public List<Person> AtHome { get; } = [];
    public List<Person> Boarding { get; } = [];

    public bool Includes(Person person) => person.HouseholdId is { } id && _households.Contains(id);

    public void Fill()
    {
        var lei = records.Villager("雷金海");
        _households.Add(lei.HouseholdId!.Value);
        Dwellers.Add(lei);
        var candidates = records.Chance.Shuffled(records.Households.Where(h => h.Members.TrueForAll(CanBeMonitored) && HoldersOf(h).Any()));
        var single = candidates.Where(h => HoldersOf(h).Count() == 1).Select(h => HoldersOf(h).Single()).ToList();
        Patients.AddRange(Choose(single, 4, p => p.Certificate!.Includes(DisabilityKind.Psychiatric) && p.Guardian is not null && p.AgeOn(Today) > 18));
        Dwellers.AddRange(Choose(single, 8, p => p.Certificate!.Severe && p.Certificate.Kind == DisabilityKind.Physical && p.AgeOn(Today) is > 20 and < 75
            && p.Household is { Safety: HouseSafety.Safe, AgeFriendlyOn: null }));
        Trainees.AddRange(Choose(single, 1, p => p.AgeOn(Today) is > 22 and < 50 && p.Employment == EmploymentState.Unemployed
            && !p.NeedsGuardian(Today)));
        AtHome.AddRange(Choose(single, 1, p => p.Certificate!.Severe && p.Certificate.Kind == DisabilityKind.Physical && p.AgeOn(Today) is > 20 and < 58));
        Boarding.AddRange(Choose(single, 1, p => p.Certificate!.Includes(DisabilityKind.Intellectual) && p.Guardian is not null && p.AgeOn(Today) is > 20 and < 58));
        var others = Choose(single, Households - Dwellers.Count - Patients.Count - Trainees.Count - AtHome.Count - Boarding.Count - (Holders - Households), _ => true);
        var pairs = candidates.Where(h => HoldersOf(h).Count() == 2).Take(Holders - Households).SelectMany(HoldersOf).ToList();
        Monitor([.. Patients, .. Dwellers.Where(p => p != lei), .. Trainees, .. AtHome, .. Boarding, .. pairs, .. others]);
        Forget(single);
    }

    private List<Person> Choose(List<Person> from, int count, Func<Person, bool> which)
    {
        var chosen = from.Where(p => !Includes(p) && which(p)).Take(count).ToList();
        _households.UnionWith(chosen.Select(p => p.HouseholdId!.Value));
        return chosen;
    }

    private void Monitor(List<Person> holders)
    {
        var kinds = new Dictionary<Guid, (HardshipKind Kind, DateOnly From, string Risk)>();
        foreach (var (i, person) in holders.Index())
        {
            var household = person.HouseholdId!.Value;
            _households.Add(household);
            if (!kinds.TryGetValue(household, out var fact))
            {
                fact = (Kinds[i % Kinds.Length], records.Chance.Day(new(2021, 3, 1), new(2023, 1, 20)), records.Chance.Of(["因残", "因残", "因病", "因意外事故"]));
                kinds.Add(household, fact);
            }
            var monitored = _circumstances.Add(person, fact.Kind, fact.From);
            monitored.Risk = fact.Risk;

            // 雷金海 is the first of those without an allowance.
            var receives = i < holders.Count - (WithoutAllowance - 1);
            if (!receives)
            {
                person.Allowances.Clear();
                person.Hardships.RemoveAll(h => h.Kind is HardshipKind.MinimumLiving);
            }
            else if (person.Allowances.Count == 0 && !person.Hardships.Exists(h => h.Kind == HardshipKind.MinimumLiving && h.HoldsOn(Today)))
            {
                _circumstances.Allow(person, person.Certificate!.Severe ? AllowanceKind.Nursing : AllowanceKind.Living);
            }
        }
    }

    /// <summary>A few whose risk was removed in the year before.</summary>
    private void Forget(List<Person> single)
    {
        foreach (var person in single.Where(p => !Includes(p)).Take(5))
        {
            var from = records.Chance.Day(new(2020, 9, 1), new(2021, 12, 1));
            var monitored = _circumstances.Add(person, HardshipKind.MonitoredMarginal, from);
            monitored.Risk = "因病";
            monitored.To = from.AddDays(records.Chance.Between(200, 380));
        }
    }

    private static IEnumerable<Person> HoldersOf(Household household) => household.Members.Where(m => m.Certificate is not null);

    private bool CanBeMonitored(Person person) =>
        !records.ShownByName.Contains(person.Id) && person.DeceasedOn is null
        && (person.Certificate is not { } c || (c.StateOn(Today) == CertificateState.Valid && c.IssuedOn < new DateOnly(2022, 12, 1)));
}

using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>
/// What one month's package says (交换内容): who is monitored and holds a certificate, what they have had in the year, whose certificate
/// changed, and which rows are missing or doubtful. One person's fault never stops the month: that row is left out and named.
/// </summary>
public sealed class PackageContent
{
    private readonly List<MonitoredPerson> _persons = [];
    private readonly List<ExchangeFault> _faults = [];
    private readonly Dictionary<Guid, PackageIdentity> _holders = [];
    private readonly Dictionary<Guid, PackageIdentity> _firstHolders = [];
    private readonly IReadOnlyList<Person> _members;

    private PackageContent(Month month, IReadOnlyList<Person> members)
    {
        Month = month;
        _members = members;
    }

    public Month Month { get; }
    public DateOnly AsOf => ExchangePackage.AsOfOf(Month);
    public IReadOnlyList<MonitoredPerson> Persons => _persons;
    public IReadOnlyList<MeasureReceived> Measures { get; private set; } = [];
    public IReadOnlyList<ChangeRow> Changes { get; private set; } = [];
    public IReadOnlyList<ExchangeFault> Faults => _faults;

    /// <summary>Households with at least one row.</summary>
    public int Households => _firstHolders.Count;

    /// <param name="month">The month of the package.</param>
    /// <param name="members">Every person of every household that was ever monitored, with household, certificates, hardships and allowances.</param>
    /// <param name="cases">Cases of these persons and households that were done in the year.</param>
    /// <param name="changed">Persons whose certificate may have changed in the month before, whether monitored or not.</param>
    /// <param name="programmeName">Chinese name of a programme code.</param>
    public static PackageContent Of(
        Month month, IReadOnlyList<Person> members, IReadOnlyList<CaseFile> cases, IReadOnlyList<Person> changed, Func<string, string> programmeName)
    {
        var content = new PackageContent(month, members);
        foreach (var household in members.GroupBy(HouseholdKey).OrderBy(h => h.First().RegionCode).ThenBy(h => h.First().Household?.Number))
        {
            content.Take([.. household.OrderBy(p => p.SortKey).ThenBy(p => p.Id)]);
        }
        content.Measures = [.. content.FromCases(cases, programmeName).Concat(content.FromFacts())
            .OrderBy(m => m.Who.RegionCode).ThenBy(m => m.Who.HouseholdNumber).ThenBy(m => m.Who.Name).ThenBy(m => m.On).ThenBy(m => m.Code)];
        content.Changes = [.. content.FromHistory(changed)];
        return content;
    }

    private static Guid HouseholdKey(Person person) => person.HouseholdId ?? person.Id;

    private void Take(IReadOnlyList<Person> household)
    {
        var monitored = household
            .SelectMany(p => p.Hardships.Where(h => h.IsMonitored && h.HoldsOn(AsOf)).Select(h => (Person: p, Hardship: h)))
            .OrderBy(x => x.Hardship.From).ToList();
        if (monitored.Count == 0)
        {
            return;
        }
        var faults = _faults.Count;
        foreach (var person in household)
        {
            if (person.CertificateOn(AsOf) is { } certificate)
            {
                Take(person, certificate, monitored[^1].Hardship);
            }
        }
        if (!_firstHolders.ContainsKey(HouseholdKey(household[0])) && _faults.Count == faults)
        {
            Fault(monitored[^1].Person, new Text("这个监测户没有持证人，不在包里"), leftOut: true);
        }
    }

    private void Take(Person person, Certificate certificate, Hardship monitoring)
    {
        var state = certificate.StateAsOf(AsOf);
        if (person.DeceasedOn <= AsOf)
        {
            Fault(person, new Text("已于 {0} 去世，这一行不送", Iso(person.DeceasedOn.Value)), leftOut: true);
            return;
        }
        if (state is CertificateState.Cancelled or CertificateState.MovedOut)
        {
            Fault(person, new Text("残疾人证已{0}，这一行不送", new Text(state.Label())), leftOut: true);
            return;
        }
        if (certificate.Number.Id != person.IdNumber)
        {
            Fault(person, new Text("残疾人证号的前 18 位与身份证号不一致，对方对不上，这一行不送"), leftOut: true);
            return;
        }
        if (certificate.Number.DisagreementWith(person.IdNumber, certificate.Kind, certificate.Grade) is { } disagreement)
        {
            Fault(person, disagreement, leftOut: false);
        }
        if (state is CertificateState.Expired)
        {
            Fault(person, new Text("残疾人证已过期（{0} 到期）", Iso(certificate.ExpiresOn)), leftOut: false);
        }
        if (state is CertificateState.Frozen or CertificateState.ReportedLost)
        {
            Fault(person, new Text("残疾人证已{0}", new Text(state.Label())), leftOut: false);
        }
        if (person.Household is null)
        {
            Fault(person, new Text("没有登记所在的户，户编号空着"), leftOut: false);
        }
        var who = Identity(person, certificate);
        _persons.Add(new MonitoredPerson(who, certificate, state, monitoring.Kind, monitoring.From, monitoring.Risk ?? ""));
        _holders.Add(person.Id, who);
        _firstHolders.TryAdd(HouseholdKey(person), who);
    }

    private IEnumerable<MeasureReceived> FromCases(IReadOnlyList<CaseFile> cases, Func<string, string> programmeName)
    {
        var newYear = new DateOnly(AsOf.Year, 1, 1);
        foreach (var file in cases.Where(c => c.StageKind == StageKind.Done && c.DoneOn >= newYear && c.DoneOn <= AsOf))
        {
            var who = _holders.GetValueOrDefault(file.PersonId) ?? (file.HouseholdId is { } household ? _firstHolders.GetValueOrDefault(household) : null);
            if (who is not null)
            {
                yield return new MeasureReceived(who, file.Programme, programmeName(file.Programme), file.Kind ?? "", file.Amount, file.DoneOn!.Value, "已享受");
            }
        }
    }

    private IEnumerable<MeasureReceived> FromFacts()
    {
        var newYear = new DateOnly(AsOf.Year, 1, 1);
        foreach (var person in _members.Where(p => _holders.ContainsKey(p.Id)))
        {
            var who = _holders[person.Id];
            var facts = person.Hardships.Where(h => h.Kind == HardshipKind.MinimumLiving).Select(h => ("minimum_living", h.Kind.Label(), h.From, h.To))
                .Concat(person.Allowances.Select(a => (a.Kind == AllowanceKind.Living ? "living_allowance" : "nursing_allowance", a.Kind.Label(), a.From, a.To)));
            foreach (var (code, label, from, to) in facts.Where(f => f.From <= AsOf && (f.To is null || f.To >= newYear)))
            {
                yield return new MeasureReceived(who, code, label, "", null, from, to is null || to >= AsOf ? "享受中" : "已停");
            }
        }
    }

    private IEnumerable<ChangeRow> FromHistory(IReadOnlyList<Person> changed) =>
        from person in changed
        where person.Registration == Registration.Agricultural || _holders.ContainsKey(person.Id)
        orderby person.RegionCode, person.SortKey, person.Id
        from change in person.CertificateChanges(Month.Previous.FirstDay, AsOf)
        select new ChangeRow(Identity(person, change.Certificate), person.Registration, change);

    private static PackageIdentity Identity(Person person, Certificate certificate) => new(
        person.Household?.Number ?? "", person.Household?.HeadName ?? "", person.Name, person.IdNumber, certificate.Number, person.RegionCode);

    private void Fault(Person person, Text what, bool leftOut) => _faults.Add(new ExchangeFault(person.Id, person.Name, person.RegionCode, what, leftOut));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

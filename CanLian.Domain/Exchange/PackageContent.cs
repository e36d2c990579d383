using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>
/// What one month's package says (交换内容): whose certificate changed, who holds one, what monitored and formerly poor households have had in the
/// year, who may be sliding into poverty, and which rows are missing or doubtful. One person's fault never stops the month: that row is left
/// out and named.
/// </summary>
public sealed class PackageContent
{
    private readonly List<MonitoredPerson> _persons = [];
    private readonly List<ExchangeFault> _faults = [];
    private readonly Dictionary<Guid, PackageIdentity> _holders = [];
    private readonly Dictionary<Guid, PackageIdentity> _firstHolders = [];
    private readonly PackageFacts _facts;

    private PackageContent(Month month, PackageFacts facts)
    {
        Month = month;
        _facts = facts;
    }

    public Month Month { get; }
    public DateOnly AsOf => ExchangePackage.AsOfOf(Month);
    public IReadOnlyList<MonitoredPerson> Persons => _persons;
    public IReadOnlyList<MeasureReceived> Measures { get; private set; } = [];
    public IReadOnlyList<ChangeRow> Changes { get; private set; } = [];
    public IReadOnlyList<SnapshotRow> Snapshot { get; private set; } = [];
    public IReadOnlyList<ClueRow> Clues { get; private set; } = [];
    /// <summary>What the bureau's list says and we do not follow, with what we hold instead.</summary>
    public IReadOnlyList<Difference> Replies => _facts.Kept;
    public IReadOnlyList<ExchangeFault> Faults => _faults;

    /// <summary>Monitored households with at least one row.</summary>
    public int Households { get; private set; }

    public static PackageContent Of(Month month, PackageFacts facts)
    {
        var content = new PackageContent(month, facts);
        foreach (var household in facts.Members.GroupBy(HouseholdKey).OrderBy(h => h.First().RegionCode).ThenBy(h => h.First().Household?.Number))
        {
            content.Take([.. household.OrderBy(p => p.SortKey).ThenBy(p => p.Id)]);
        }
        content.Measures = [.. content.FromCases().Concat(content.FromFacts())
            .OrderBy(m => m.Who.RegionCode).ThenBy(m => m.Who.HouseholdNumber).ThenBy(m => m.Who.Name).ThenBy(m => m.On).ThenBy(m => m.Code)];
        content.Changes = [.. content.FromHistory()];
        content.Snapshot = [.. content.FromRegister()];
        content.Clues = [.. content.FromRules()];
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
            TakeLiftedOut(household);
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
        if (_firstHolders.ContainsKey(HouseholdKey(household[0])))
        {
            Households++;
        }
        else if (_faults.Count == faults)
        {
            Fault(monitored[^1].Person, new Text("这个监测户没有持证人，不在包里"), leftOut: true);
        }
    }

    // A household lifted out of poverty is told of what it had; whether its rows are doubtful is asked of the monitored ones.
    private void TakeLiftedOut(IReadOnlyList<Person> household)
    {
        if (!household.Any(p => p.Hardships.Exists(h => h.Kind == HardshipKind.LiftedOut && h.HoldsOn(AsOf))))
        {
            return;
        }
        foreach (var person in household)
        {
            if (SentAs(person) is { } certificate)
            {
                Hold(person, Identity(person, certificate));
            }
        }
    }

    // The certificate under which the bureau can match a person; null where there is none.
    private Certificate? SentAs(Person person) =>
        person.CertificateOn(AsOf) is { } certificate && !(person.DeceasedOn <= AsOf) && certificate.Number.Id == person.IdNumber
        && certificate.StateAsOf(AsOf) is not (CertificateState.Cancelled or CertificateState.MovedOut) ? certificate : null;

    // That a card may be renewed soon is our reminder to ourselves; to the bureau it is valid.
    private CertificateState StateOf(Certificate certificate) => certificate.InForceOn(AsOf) ? CertificateState.Valid : certificate.StateAsOf(AsOf);

    private void Hold(Person person, PackageIdentity who)
    {
        _holders.Add(person.Id, who);
        _firstHolders.TryAdd(HouseholdKey(person), who);
    }

    private void Take(Person person, Certificate certificate, Hardship monitoring)
    {
        var state = StateOf(certificate);
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
        Hold(person, who);
    }

    private IEnumerable<MeasureReceived> FromCases()
    {
        var newYear = new DateOnly(AsOf.Year, 1, 1);
        foreach (var file in _facts.Cases.Where(c => c.StageKind == StageKind.Done && c.DoneOn >= newYear && c.DoneOn <= AsOf))
        {
            var who = _holders.GetValueOrDefault(file.PersonId) ?? (file.HouseholdId is { } household ? _firstHolders.GetValueOrDefault(household) : null);
            if (who is not null)
            {
                yield return new MeasureReceived(who, file.Programme, _facts.ProgrammeName(file.Programme), file.Kind ?? "", file.Amount, file.DoneOn!.Value, "已享受");
            }
        }
    }

    private IEnumerable<MeasureReceived> FromFacts()
    {
        var newYear = new DateOnly(AsOf.Year, 1, 1);
        foreach (var person in _facts.Members.Where(p => _holders.ContainsKey(p.Id)))
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

    private IEnumerable<ChangeRow> FromHistory() =>
        from person in _facts.Changed
        where person.Registration == Registration.Agricultural || _holders.ContainsKey(person.Id)
        orderby person.RegionCode, person.SortKey, person.Id
        from change in person.CertificateChanges(Month.Previous.FirstDay, AsOf)
        select new ChangeRow(Identity(person, change.Certificate), person.Registration, change, person.Phone ?? person.Guardian?.Phone ?? "");

    private IEnumerable<SnapshotRow> FromRegister() =>
        from person in _facts.Register
        where person.Registration == Registration.Agricultural
        orderby person.RegionCode, person.SortKey, person.Id
        let certificate = SentAs(person)
        where certificate is not null
        select new SnapshotRow(Identity(person, certificate), certificate, StateOf(certificate));

    private IEnumerable<ClueRow> FromRules()
    {
        var next = _facts.Numbered.Count;
        foreach (var (person, certificate, rule, why, advice) in new ClueRules(Month.Previous.FirstDay, AsOf, _facts.Expenses.ToLookup(e => e.PersonId), _facts.HighExpense).Find(_facts.Stirred, _facts.Care)
            .OrderBy(c => c.Person.RegionCode).ThenBy(c => c.Person.SortKey).ThenBy(c => c.Person.Id).ThenBy(c => c.Rule))
        {
            var number = _facts.Numbered.GetValueOrDefault((person.Id, rule))
                ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Month.Year:0000}{Month.Number:00}-{++next:0000}");
            yield return new ClueRow(number, person, Identity(person, certificate), rule, why, advice);
        }
    }

    private static PackageIdentity Identity(Person person, Certificate certificate) => new(
        person.Household?.Number ?? "", person.Household?.HeadName ?? "", person.Name, person.IdNumber, certificate.Number, person.RegionCode);

    private void Fault(Person person, Text what, bool leftOut) => _faults.Add(new ExchangeFault(person.Id, person.Name, person.RegionCode, what, leftOut));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

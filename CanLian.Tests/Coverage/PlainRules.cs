using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Tests.Coverage;

/// <summary>
/// Who may receive what, as the programmes say it, written once more in plain words over plain facts. Nothing here knows a rule, a query or a policy of the
/// system: where the two differ, one of them is wrong.
/// </summary>
/// <param name="person">The person with cards, hardships, needs and household.</param>
/// <param name="cases">Cases of the person and of the household.</param>
/// <param name="today">The day.</param>
internal sealed class PlainRules(Person person, IReadOnlyList<CaseFile> cases, DateOnly today)
{
    private static readonly HardshipKind[] _poor = [HardshipKind.MinimumLiving, HardshipKind.MinimumLivingEdge, HardshipKind.ExtremePoverty];
    private static readonly HardshipKind[] _watched = [HardshipKind.MonitoredUnstable, HardshipKind.MonitoredMarginal, HardshipKind.MonitoredSudden];

    private Certificate? Card => person.Certificates.Find(c => c.Current);

    private int Age
    {
        get
        {
            var years = today.Year - person.BirthDate.Year;
            return (today.Month, today.Day).CompareTo((person.BirthDate.Month, person.BirthDate.Day)) < 0 ? years - 1 : years;
        }
    }

    private bool Here => !(person.DeceasedOn <= today) && Card?.State != CertificateState.MovedOut;

    private bool Holds => InForce(person);

    private bool Severe => Card is { Grade: DisabilityGrade.One or DisabilityGrade.Two };

    private bool Working => Age is >= 16 and <= 59;

    /// <summary>Whether the programme is for them today, whatever they have had of it this year.</summary>
    public bool Entitled(string programme) => Here && programme switch
    {
        "medication" => Holds && Has(DisabilityKind.Psychiatric) && Hard(person, [.. _poor, .. _watched, HardshipKind.ExpenseDriven]),
        "child_rehab" => Age is >= 0 and <= 14 && (Holds || RecentlyDiagnosed)
            && (Has(DisabilityKind.Hearing) || Has(DisabilityKind.Speech) || Has(DisabilityKind.Intellectual) || Has(DisabilityKind.Psychiatric)
                || person.Diagnosis?.Kind is "听力" or "智力" or "孤独症" or "脑瘫"),
        "child_devices" => Age <= 17 && DoneBefore("child_devices", 0),
        "assistive_devices" => Holds && (DoneBefore("assistive_devices", 0) || Wants(NeedTopic.Device)),
        "home_modification" => Holds && Severe && Hard(person, Enum.GetValues<HardshipKind>())
            && !(person.Household?.AgeFriendlyOn <= today) && person.Household?.Safety is null or HouseSafety.Safe
            && !DoneBefore("home_modification", today.Year - 3) && !Declined(NeedTopic.Modification),
        "training" => Holds && Working && person.Employment is not (EmploymentState.AtSchool or EmploymentState.UnableToWork)
            && (!string.IsNullOrEmpty(person.EmploymentWish) || Wants(NeedTopic.Training)),
        "flexible_employment" => Holds && Working && person.Employment != EmploymentState.UnableToWork && (Wishes("灵活") || Wants(NeedTopic.FlexibleWork)),
        "entrepreneurship" => Holds && Working && !DoneBefore("entrepreneurship", today.Year - 1) && !ThisYear("greenhouse", StageKind.Open, StageKind.Done)
            && (Wishes("创业", "开店") || Wants(NeedTopic.Startup)),
        "greenhouse" => Holds && Working && !DoneBefore("greenhouse", today.Year - 1) && !ThisYear("entrepreneurship", StageKind.Open, StageKind.Done)
            && person.Registration == Registration.Agricultural && (Wishes("大棚", "种植", "养殖", "农技") || Wants(NeedTopic.Farming)),
        "education" => (person.Employment == EmploymentState.AtSchool || Age is >= 3 and <= 17) && House.Any(InForce)
            && (Holds || House.Any(m => Hard(m, Enum.GetValues<HardshipKind>()))),
        "insurance_subsidy" => Holds && (Severe || Hard(person, [.. _poor, .. _watched])),
        "relief_visit" => Card is { State: not (CertificateState.Cancelled or CertificateState.MovedOut) } && House.Any(m => Hard(m, _watched)),
        "home_care" => Cared("home_care", "boarding_care", NeedTopic.HomeCare),
        "boarding_care" => Cared("boarding_care", "home_care", NeedTopic.BoardingCare),
        "certificate_audit" => person.PublicEmployee && Holds,
        "certification" => Card is { State: CertificateState.Valid } card && card.IssuedOn.AddYears(9) <= today,
        "culture" => Holds && cases.Any(c => c.Programme == "culture" && c.Year == today.Year),
        _ => throw new ArgumentException($"Say in plain words who may receive {programme}.", nameof(programme)),
    };

    public bool Served(string programme) => ThisYear(programme, StageKind.Done);

    public bool InProgress(string programme) => !Served(programme) && ThisYear(programme, StageKind.Open);

    public bool NotReached(string programme) => Entitled(programme) && !ThisYear(programme, StageKind.Open, StageKind.Done);

    private IEnumerable<Person> House => (person.Household?.Members ?? []).Append(person);

    private bool RecentlyDiagnosed => person.Diagnosis is { } diagnosis && diagnosis.On <= today && diagnosis.On >= today.AddMonths(-24);

    private bool Cared(string programme, string other, NeedTopic topic) => Holds && Working
        && (Has(DisabilityKind.Intellectual) || Has(DisabilityKind.Psychiatric) || (Has(DisabilityKind.Physical) && Severe))
        && !cases.Any(c => c.Programme == other && c.Year == today.Year
            && (c.StageKind == StageKind.Open || (c.StageKind == StageKind.Done && (c.DoneOn >= today || c.DoneOn >= new DateOnly(today.Year, 12, 1)))))
        && (cases.Any(c => c.Programme == programme && c.Year == today.Year - 1 && c.StageKind == StageKind.Done) || Wants(topic));

    private bool Has(DisabilityKind kind) => Card is { } card && (card.Kind == kind || card.Components.Any(c => c.Kind == kind));

    private bool Wishes(params string[] words) => words.Any(w => person.EmploymentWish?.Contains(w, StringComparison.Ordinal) == true);

    private bool Wants(NeedTopic topic) => person.Needs.Exists(n => n.Topic == topic && n.Wanted);

    private bool Declined(NeedTopic topic) => person.Needs.Exists(n => n.Topic == topic && !n.Wanted);

    private bool ThisYear(string programme, params StageKind[] kinds) => cases.Any(c => c.Programme == programme && c.Year == today.Year && kinds.Contains(c.StageKind));

    private bool DoneBefore(string programme, int since) =>
        cases.Any(c => c.Programme == programme && c.Year >= since && c.Year < today.Year && c.StageKind == StageKind.Done);

    private bool InForce(Person who) => who.Certificates.Find(c => c.Current) is { State: CertificateState.Valid } card && card.ExpiresOn >= today;

    private bool Hard(Person who, IReadOnlyCollection<HardshipKind> kinds) =>
        who.Hardships.Exists(h => kinds.Contains(h.Kind) && h.From <= today && (h.To is null || h.To >= today));
}

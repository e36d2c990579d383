using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;

namespace CanLian.Tests.Benchmarks.Fill;

/// <summary>
/// The cases of made-up villages over several years, walked through their programmes' own tables of steps: those of earlier years to an end, those of the last
/// year partly under way.
/// </summary>
internal sealed class Casework(Chance chance)
{
    public const int FirstYear = 2019;
    public static readonly int LastYear = Inhabitants.Today.Year;
    private const int MostSteps = 14;

    private static readonly Dictionary<string, int> _shares = new()
    {
        ["medication"] = 80,
        ["child_rehab"] = 12,
        ["child_devices"] = 6,
        ["assistive_devices"] = 120,
        ["home_modification"] = 90,
        ["training"] = 60,
        ["flexible_employment"] = 80,
        ["entrepreneurship"] = 15,
        ["greenhouse"] = 7,
        ["education"] = 20,
        ["insurance_subsidy"] = 160,
        ["relief_visit"] = 120,
        ["home_care"] = 50,
        ["boarding_care"] = 15,
        ["certificate_audit"] = 20,
        ["certification"] = 100,
        ["culture"] = 30,
    };

    private readonly (Programme Programme, int Weight)[] _programmes = [.. Catalogue.Programmes.Select(p => (p, _shares.GetValueOrDefault(p.Code, 30)))];
    private readonly FilledForms _forms = new(chance);
    private readonly Dictionary<(string, int), CaseCounter> _counters = [];
    private readonly HashSet<(Guid, string, int)> _taken = [];
    private readonly Dictionary<OrganisationKind, Organisation[]> _organisations = [];
    private readonly Dictionary<(string, int), Batch> _batches = [];
    private readonly Dictionary<(string, int, DateOnly), Notice> _notices = [];
    private FilledDistrict _district = null!;
    private FilledTown _town = null!;

    public IEnumerable<CaseCounter> Counters => _counters.Values;

    /// <summary>Batches of the present town.</summary>
    public IEnumerable<Batch> Batches => _batches.Values;

    /// <summary>Notices of the present town.</summary>
    public IEnumerable<Notice> Notices => _notices.Values;

    /// <summary>The share of all cases of a year that a programme has, of a thousand.</summary>
    public static int ShareOf(Programme programme) => _shares.GetValueOrDefault(programme.Code, 30);

    public List<Organisation> BeginDistrict(FilledDistrict district)
    {
        _district = district;
        foreach (var kind in Catalogue.Programmes.Select(p => p.Spine.OrganisationKind).OfType<OrganisationKind>().Distinct())
        {
            _organisations[kind] = [.. Enumerable.Range(1, 4).Select(n => new Organisation
            {
                Id = chance.NextId(),
                Name = string.Create(CultureInfo.InvariantCulture, $"{district.Name}{district.Code[3..]}第{n}{kind.Label()}"),
                Kind = kind,
                RegionCode = district.Code,
                ContractFrom = new DateOnly(FirstYear, 1, 1),
                ContractTo = new DateOnly(LastYear + 1, 12, 31),
            })];
        }
        return [.. _organisations.Values.SelectMany(o => o)];
    }

    public void BeginTown(FilledTown town)
    {
        _town = town;
        _batches.Clear();
        _notices.Clear();
        _taken.Clear();
    }

    public List<CaseFile> Of(FilledVillage village, List<Person> persons, int count)
    {
        var files = new List<CaseFile>(count);
        for (var i = 0; i < count; i++)
        {
            files.Add(New(village, persons));
        }
        return files;
    }

    private CaseFile New(FilledVillage village, List<Person> persons)
    {
        var (programme, person, year) = Drawn(persons);
        var applied = chance.Day(new DateOnly(year, 1, 5), new DateOnly(year, 11, 20));
        if (!_counters.TryGetValue((programme.Code, year), out var counter))
        {
            _counters[(programme.Code, year)] = counter = new CaseCounter { Programme = programme.Code, Year = year };
        }
        var number = string.Create(CultureInfo.InvariantCulture, $"{year}-{programme.ShortName}-{++counter.Last:0000}");
        var file = CaseFile.Open(number, programme.Code, year, person, programme.Subject == Subject.Household, programme.Flow, applied, Worker(village), At(applied));
        file.Form = _forms.Of(programme, year);
        file.Kind = programme.Kinds.Count == 0 ? null : chance.Of(programme.Kinds);
        if (programme.Spine.Pays)
        {
            (file.AmountFen, file.FundingSource) = (chance.Between(2, 60) * 10_000, chance.Of(programme.Spine.FundingSources));
        }
        file.Quantity = programme.Spine.QuantityLabel is null ? null : chance.Between(1, 12);
        file.OrganisationId = programme.Spine.OrganisationKind is { } kind ? chance.Of(_organisations[kind]).Id : null;
        file.BatchId = programme.Spine.BatchLabel is { } label ? BatchOf(programme, year, label).Id : null;
        Walk(file, programme, village);
        if (file.StageKind == StageKind.Done && programme.Results.Count > 0)
        {
            file.Result = chance.Of(programme.Results);
        }
        if (chance.Percent(40))
        {
            file.Visits.Add(new HomeVisit { Id = chance.NextId(), CaseId = file.Id, On = applied, Way = "入户", Met = "本人", Finding = VisitFinding.Fits, By = village.Worker });
        }
        if (file.StageKind == StageKind.Done && chance.Percent(6))
        {
            file.FollowUps.Add(new FollowUp { Id = chance.NextId(), CaseId = file.Id, On = file.StageSince, Way = "电话", Satisfaction = (Satisfaction)chance.Below(3), By = village.Worker });
        }
        return file;
    }

    // One case to a person or household, programme and year, for somebody it may be meant for as far as a few draws find one.
    private (Programme, Person, int) Drawn(List<Person> persons)
    {
        while (true)
        {
            var programme = chance.Weighted(_programmes);
            var year = chance.Between(FirstYear, LastYear);
            for (var i = 0; i < 12; i++)
            {
                var person = chance.Of(persons);
                if (Fits(programme, person, year) && _taken.Add((programme.Subject == Subject.Household ? person.HouseholdId!.Value : person.Id, programme.Code, year)))
                {
                    return (programme, person, year);
                }
            }
        }
    }

    private static bool Fits(Programme programme, Person person, int year)
    {
        var age = year - person.BirthDate.Year;
        return age > 1 && programme.Code switch
        {
            "medication" => person.Certificate!.Kind == DisabilityKind.Psychiatric,
            "child_rehab" or "child_devices" => age < 15,
            "education" => age is > 4 and < 30,
            "training" or "flexible_employment" or "entrepreneurship" or "greenhouse" => age is > 16 and < 61,
            "home_care" or "boarding_care" => person.Certificate!.Severe && age > 15,
            _ => true,
        };
    }

    private void Walk(CaseFile file, Programme programme, FilledVillage village)
    {
        var on = file.AppliedOn;
        var steps = file.Year < LastYear ? MostSteps : chance.Percent(70) ? MostSteps : chance.Between(0, 6);
        for (var i = 0; i < steps && Next(file, programme.Flow) is { } step; i++)
        {
            on = on.AddDays(chance.Between(0, 14));
            if (on > Inhabitants.Today)
            {
                return;
            }
            var remark = step.Kind == StepKind.Forward ? null : "材料和情况不符";
            file.RecordPast(programme.Flow, step.Code, Taking(step, village), At(on), on, WorkingCalendar.China, remark);
            Settle(file, step, on);
            if (step.To.Name.Contains("公示", StringComparison.Ordinal))
            {
                file.NoticeId = NoticeOf(programme, file, on).Id;
            }
        }
    }

    // Mostly the way on; now and then back, refused or withdrawn. What counts as done is brought to its end.
    private Step? Next(CaseFile file, Flow flow)
    {
        if (flow.Stage(file.Stage).IsEnd)
        {
            return null;
        }
        var steps = flow.From(file.Stage).Where(s => s.Kind != StepKind.Correct && (s.Money is not MoneyStep.Reopen)).ToList();
        var forward = steps.FindAll(s => s.Kind == StepKind.Forward && s.To.Code != file.Stage);
        if (file.StageKind != StageKind.Open)
        {
            return forward.FirstOrDefault();
        }
        return forward.Count > 0 && chance.Percent(96) ? chance.Percent(90) ? forward[0] : chance.Of(forward) : steps.Count > 0 ? chance.Of(steps) : null;
    }

    private static void Settle(CaseFile file, Step step, DateOnly on)
    {
        if (step.Money == MoneyStep.List)
        {
            var list = string.Create(CultureInfo.InvariantCulture, $"{file.Year}-{on.Month}-{file.RegionCode[..Region.TownLength]}");
            file.ListForPayment(list, file.Person?.Account is { } account ? account.Bank + account.Tail : "", on);
        }
        else if (file.CurrentPayment is { } payment && step.Money is { } money)
        {
            var paid = money == MoneyStep.Settle;
            payment.State = paid ? PaymentState.Paid : money == MoneyStep.Fail ? PaymentState.Failed : PaymentState.TakenBack;
            (payment.PaidOn, payment.Voucher) = (paid ? on : null, paid ? "惠农发放" : null);
        }
    }

    private Batch BatchOf(Programme programme, int year, string label)
    {
        if (!_batches.TryGetValue((programme.Code, year), out var batch))
        {
            _batches[(programme.Code, year)] = batch = new Batch
            {
                Id = chance.NextId(),
                Programme = programme.Code,
                Year = year,
                Name = string.Create(CultureInfo.InvariantCulture, $"{year}年{_district.Name}{_town.Name}{label}（{_town.Code}）"),
                RegionCode = _town.Code,
                State = year < LastYear ? BatchState.Settled : BatchState.Running,
                StartsOn = new DateOnly(year, 3, 1),
                EndsOn = new DateOnly(year, 11, 30),
            };
        }
        return batch;
    }

    private Notice NoticeOf(Programme programme, CaseFile file, DateOnly on)
    {
        var opened = new DateOnly(on.Year, on.Month, 1);
        if (!_notices.TryGetValue((programme.Code, file.Year, opened), out var notice))
        {
            _notices[(programme.Code, file.Year, opened)] = notice = new Notice
            {
                Id = chance.NextId(),
                Programme = programme.Code,
                Year = file.Year,
                RegionCode = _town.Code,
                Title = programme.Name + "公示",
                OpenedOn = opened,
                WorkingDays = 5,
                OpenedBy = _town.Officer,
            };
        }
        return notice;
    }

    private Actor Taking(Step step, FilledVillage village) => step.Who[0] switch
    {
        Role.VillageWorker => Worker(village),
        Role.TownOfficer => Named(_town.Officer, Role.TownOfficer, _town.Code),
        var role => Named(role.Label(), role, _district.Code),
    };

    private static Actor Worker(FilledVillage village) => Named(village.Worker, Role.VillageWorker, village.Code);

    private static readonly HashSet<string> _all = [];

    private static Actor Named(string name, Role role, string region) => new("fill:" + region, name, role, region, _all);

    private static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(1, 20), DateTimeKind.Utc);
}

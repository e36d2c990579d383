using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using CanLian.Domain.People;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Who looks for work at the end of the year and what there is (求职和招聘): 46 wishes, 31 posts, six at work by a referral.</summary>
internal sealed class DistrictJobs(DistrictRecords records)
{
    private static readonly DateOnly Today = DemonstrationDistrict.Day;

    // Trade, how many look for it, and the two sorts of work they ask for in turn.
    private static readonly (string Trade, int Wishes, WorkKind One, WorkKind Other)[] Wanted =
    [
        ("手工加工", 12, WorkKind.Supported, WorkKind.Quota), ("保洁", 9, WorkKind.PublicPost, WorkKind.Quota), ("电商", 8, WorkKind.Quota, WorkKind.AtHome),
        ("客服", 7, WorkKind.AtHome, WorkKind.PublicPost), ("保安", 6, WorkKind.Quota, WorkKind.Concentrated), ("家政", 4, WorkKind.Quota, WorkKind.Concentrated),
    ];

    private static readonly (string Employer, string Title, string Trade, int Left, int Hired, string Place, WorkKind Kind, WorkTime Time, int From, int To)[] Offered =
    [
        ("柳集阳光工坊", "手工组装工", "手工加工", 5, 2, "340699004204", WorkKind.Supported, WorkTime.HalfDay, 900, 1_600),
        ("石桥惠民服装厂", "剪线工", "手工加工", 4, 1, "340699003", WorkKind.Quota, WorkTime.FullDay, 2_600, 3_500),
        ("区环境卫生服务中心", "保洁员", "保洁", 4, 1, Places.District, WorkKind.PublicPost, WorkTime.HalfDay, 1_500, 2_000),
        ("城东商业广场物业", "保洁员", "保洁", 2, 0, "340699001003", WorkKind.Quota, WorkTime.FullDay, 2_300, 2_800),
        ("皖北云仓电商", "打单员", "电商", 2, 0, "340699001", WorkKind.Quota, WorkTime.FullDay, 2_800, 3_600),
        ("石桥农产品电商站", "网店助理", "电商", 1, 0, Places.Nanshilou, WorkKind.Quota, WorkTime.FullDay, 2_400, 3_200),
        ("云呼科技", "在线客服", "客服", 2, 1, Places.District, WorkKind.AtHome, WorkTime.AtHome, 2_200, 3_000),
        ("区便民服务热线", "话务员", "客服", 1, 0, "340699001001", WorkKind.PublicPost, WorkTime.FullDay, 2_500, 3_000),
        ("矿山街道物业", "门岗保安", "保安", 3, 1, "340699002", WorkKind.Quota, WorkTime.FullDay, 2_400, 3_000),
        ("段湖中学", "校门保安", "保安", 3, 0, "340699005202", WorkKind.Quota, WorkTime.FullDay, 2_300, 2_800),
        ("城东家政服务公司", "家政员", "家政", 2, 0, "340699001", WorkKind.Quota, WorkTime.FullDay, 2_600, 3_800),
        ("石桥养老服务中心", "护理助手", "家政", 2, 0, "340699003", WorkKind.Quota, WorkTime.FullDay, 2_500, 3_300),
    ];

    private readonly Chance _chance = records.Chance;
    private readonly HashSet<Guid> _taken = [];

    public void Fill()
    {
        foreach (var (i, offer) in Offered.Index())
        {
            Offer(offer, i);
        }
        foreach (var (trade, wishes, one, other) in Wanted)
        {
            // A few of them live where the worker of the demonstration is at work.
            foreach (var (i, person) in Seekers(trade, EmploymentState.Unemployed).OrderBy(p => p.RegionCode == Places.Nanshilou ? 0 : 1).Take(wishes).Index())
            {
                Wish(person, trade, i % 2 == 0 ? one : other, i, new DateOnly(2023, 3, 6).AddDays(_chance.Below(240)));
            }
        }
        foreach (var wish in records.JobWishes.Where(w => w.LooksOn(Today)).Index().Where(x => x.Index % 4 == 0).Select(x => x.Item).ToList())
        {
            Refer(wish);
        }
        foreach (var person in Seekers("种植", EmploymentState.Unemployed).Take(4))
        {
            Wish(person, "种植", WorkKind.Quota, 0, new(2023, 2, 14)).RefreshedOn = new(2023, 3, 1);
        }
    }

    private List<Person> Seekers(string trade, EmploymentState state) => _chance.Shuffled(records.Persons.Where(p => p.EmploymentWish == trade && p.Employment == state && p.DeceasedOn is null
            && p.Certificate is { State: CertificateState.Valid } && p.AgeOn(Today) is >= 18 and <= 57 && !records.ShownByName.Contains(p.Id) && !_taken.Contains(p.Id)));

    private void Offer((string Employer, string Title, string Trade, int Left, int Hired, string Place, WorkKind Kind, WorkTime Time, int From, int To) offer, int index)
    {
        var vacancy = new Vacancy
        {
            Id = _chance.NextId(),
            Employer = offer.Employer,
            Title = offer.Title,
            Trade = offer.Trade,
            Posts = offer.Left + offer.Hired,
            RegionCode = offer.Place,
            Kind = offer.Kind,
            Time = offer.Time,
            PayFromFen = offer.From * 100L,
            PayToFen = offer.To * 100L,
            From = new DateOnly(2023, 4, 3).AddDays(index * 9),
            Deadline = new DateOnly(2024, 1, 31).AddDays(index),
            Requires = offer.Trade == "保安" ? [WorkAbility.Standing, WorkAbility.Nights] : offer.Trade == "保洁" ? [WorkAbility.Standing] : [],
            Offers = offer.Kind is WorkKind.Supported or WorkKind.Concentrated ? [WorkSupport.Transport, WorkSupport.Adaptation] : index % 3 == 0 ? [WorkSupport.SignLanguage] : [],
            Skills = offer.Trade is "电商" or "客服" ? ["电脑打字"] : [],
            Contact = _chance.Of(["人事 朱明", "人事 何静", "站长 吕伟"]),
        };
        records.Vacancies.Add(vacancy);
        foreach (var person in Seekers(offer.Trade, EmploymentState.Employed).Take(offer.Hired))
        {
            var started = vacancy.From.AddDays(30 + _chance.Below(120));
            var wish = Wish(person, offer.Trade, offer.Kind, 1, vacancy.From.AddDays(-20));
            wish.PlacedOn = started;
            Consent(person, wish.From);
            vacancy.Hires.Add(new Hire { Id = _chance.NextId(), VacancyId = vacancy.Id, On = started });
            Add(wish, vacancy, started.AddDays(-12), ReferralResult.Hired, started, EmploymentProof.Contract);
        }
    }

    private JobWish Wish(Person person, string trade, WorkKind kind, int index, DateOnly from)
    {
        var asked = _chance.Day(new(2023, 8, 1), new(2023, 12, 15));
        var wish = new JobWish
        {
            Id = _chance.NextId(),
            PersonId = person.Id,
            Person = person,
            Kind = kind,
            Trade = trade,
            Place = person.RegionCode,
            Source = index % 3 == 0 ? WishSource.Survey : WishSource.Person,
            Reach = index % 3 == 0 ? Reach.Town : Reach.District,
            From = from,
            RefreshedOn = asked > from ? asked : from,
            PayFen = kind == WorkKind.Supported ? 80_000 : index % 4 == 0 ? null : 200_000 + (index % 3 * 40_000),
            Time = kind == WorkKind.AtHome ? WorkTime.AtHome : kind is WorkKind.Supported || (kind == WorkKind.PublicPost && trade == "保洁") ? WorkTime.HalfDay : WorkTime.FullDay,
            Skills = trade is "电商" or "客服" && index % 2 == 0 ? ["电脑打字"] : [],
            Cannot = person.Certificate!.Includes(DisabilityKind.Physical) && person.Certificate.Severe ? [WorkAbility.Standing, WorkAbility.Lifting]
                : person.Certificate.Includes(DisabilityKind.Physical) ? [WorkAbility.Lifting] : [],
            Needs = person.Certificate.Includes(DisabilityKind.Hearing) ? [WorkSupport.SignLanguage] : [],
        };
        records.JobWishes.Add(wish);
        _taken.Add(person.Id);
        return wish;
    }

    /// <summary>Puts somebody forward for what fits best, and leaves the answer open.</summary>
    private void Refer(JobWish wish)
    {
        if (records.Vacancies.Select(v => JobMatch.Of(wish, v, Today)).Where(m => m.Suggested).MaxBy(m => m.Score) is { } match && wish.Person!.RegionCode != Places.Nanshilou)
        {
            Consent(wish.Person, new(2023, 12, 4));
            var on = new DateOnly(2023, 12, 11).AddDays(_chance.Below(14));
            Add(wish, match.Vacancy, on, _chance.Percent(40) ? ReferralResult.Interviewed : null, on.AddDays(3), null);
        }
    }

    private void Add(JobWish wish, Vacancy vacancy, DateOnly on, ReferralResult? result, DateOnly resultOn, EmploymentProof? proof) => wish.Referrals.Add(new Referral
    {
        Id = _chance.NextId(),
        WishId = wish.Id,
        VacancyId = vacancy.Id,
        On = on,
        Score = JobMatch.Of(wish, vacancy, on).Score,
        Result = result,
        ResultOn = result is null ? null : resultOn,
        Proof = proof,
    });

    private void Consent(Person person, DateOnly on) => person.Consents.Add(new Consent
    {
        Id = _chance.NextId(),
        PersonId = person.Id,
        Purpose = ConsentEntry.ToEmployers,
        SignedOn = on,
        Way = ConsentEntry.Ways[0],
        SignedBy = person.Guardian?.Name ?? person.Name,
    });
}

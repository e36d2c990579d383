using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Data.Demo;

/// <summary>How the persons live (困难身份、两项补贴、就业、账户): each hardship and allowance with its days and whoever said so.</summary>
internal sealed class Circumstances(DistrictRecords records)
{
    private static readonly DateOnly Today = DemonstrationDistrict.Day;

    private static readonly (HardshipKind, int)[] Kinds =
    [
        (HardshipKind.MinimumLiving, 74), (HardshipKind.MinimumLivingEdge, 15), (HardshipKind.ExtremePoverty, 8), (HardshipKind.ExpenseDriven, 3),
    ];

    private static readonly string[] Banks = ["X区农村商业银行", "邮政储蓄银行X区支行", "农业银行X区支行", "徽商银行X区支行"];
    private static readonly string[] Wishes = ["种植", "养殖", "电商", "保洁", "手工加工", "保安", "客服", "家政"];

    private readonly Chance _chance = records.Chance;

    public void Fill()
    {
        foreach (var person in records.Persons.Where(p => !records.ShownByName.Contains(p.Id)))
        {
            if (person.Certificate is { } certificate)
            {
                GiveHardships(person, certificate);
                GiveAllowances(person, certificate);
                Employ(person, certificate);
            }
            else if (person.Diagnosis is not null && _chance.Percent(30))
            {
                Add(person, HardshipKind.MinimumLiving);
            }
            Reach(person);
        }
    }

    public static string SourceOf(HardshipKind kind, DateOnly from) => kind switch
    {
        HardshipKind.MinimumLiving => $"区民政局低保台账 {from:yyyy年M月}",
        HardshipKind.MinimumLivingEdge => $"区民政局低保边缘家庭认定 {from:yyyy年M月}",
        HardshipKind.ExtremePoverty => $"区民政局特困供养名册 {from:yyyy年M月}",
        HardshipKind.ExpenseDriven => $"区民政局支出型困难认定 {from:yyyy年M月}",
        HardshipKind.LiftedOut => "区乡村振兴局脱贫户名册 2020年12月",
        HardshipKind.MonitoredUnstable or HardshipKind.MonitoredMarginal or HardshipKind.MonitoredSudden => $"防返贫监测名单 {from:yyyy年M月}",
    };

    public Hardship Add(Person person, HardshipKind kind, DateOnly? from = null)
    {
        var since = from ?? (kind == HardshipKind.LiftedOut ? new DateOnly(2020, 12, 31) : _chance.Day(new(2015, 1, 1), new(2022, 12, 20)));
        var hardship = new Hardship { Id = _chance.NextId(), PersonId = person.Id, Kind = kind, From = since, Source = SourceOf(kind, since) };
        person.Hardships.Add(hardship);
        return hardship;
    }

    public void Allow(Person person, AllowanceKind kind, DateOnly? from = null)
    {
        var since = from ?? new DateOnly(_chance.Between(2017, 2022), _chance.Between(1, 12), 1);
        person.Allowances.Add(new Allowance
        {
            Id = _chance.NextId(),
            PersonId = person.Id,
            Kind = kind,
            From = since,
            Source = $"区民政局两项补贴发放表 {since:yyyy年M月}",
        });
    }

    /// <summary>The account money goes to: a guardian's where there is one.</summary>
    public void OpenAccount(Person person)
    {
        var guardian = person.Guardian;
        person.Account = new BankAccount
        {
            Bank = _chance.Of(Banks),
            Number = records.Numbers.NextAccount(),
            Holder = guardian?.Name ?? person.Name,
            HolderRelation = guardian?.Relation,
        };
    }

    private void GiveHardships(Person person, Certificate certificate)
    {
        var poor = certificate.Includes(DisabilityKind.Psychiatric) ? 86
            : certificate.Includes(DisabilityKind.Intellectual) ? 66
            : certificate.Severe ? 46 : 26;
        if (_chance.Percent(poor))
        {
            var kind = _chance.Weighted(Kinds);
            var hardship = _chance.Percent(2) ? Add(person, kind, _chance.Day(new(2023, 10, 8), new(2023, 12, 20))) : Add(person, kind);
            if (_chance.Percent(3))
            {
                hardship.To = _chance.Day(new(2022, 12, 21), new(2023, 11, 30));
            }
        }
        if (person.Registration == Registration.Agricultural && _chance.Percent(8))
        {
            Add(person, HardshipKind.LiftedOut);
        }
    }

    private void GiveAllowances(Person person, Certificate certificate)
    {
        if (certificate.State is not (CertificateState.Valid or CertificateState.ReportedLost))
        {
            return;
        }
        if (person.Hardships.Exists(h => h.Kind == HardshipKind.MinimumLiving && h.HoldsOn(Today)) && _chance.Percent(90))
        {
            Allow(person, AllowanceKind.Living);
        }
        if (certificate.Severe && _chance.Percent(95))
        {
            Allow(person, AllowanceKind.Nursing);
        }
    }

    private void Employ(Person person, Certificate certificate)
    {
        var age = person.AgeOn(Today);
        if (age is >= 6 and < 16 || (age is >= 16 and < 20 && _chance.Percent(55)))
        {
            person.Employment = certificate.Grade == DisabilityGrade.One && _chance.Percent(40) ? null : EmploymentState.AtSchool;
            return;
        }
        if (age is < 16 or >= 60)
        {
            return;
        }
        var unable = certificate.Grade == DisabilityGrade.One ? 70 : certificate.Grade == DisabilityGrade.Two ? 34 : 6;
        person.Employment = _chance.Percent(unable) ? EmploymentState.UnableToWork
            : _chance.Percent(52) ? EmploymentState.Employed : EmploymentState.Unemployed;
        if (person.Employment != EmploymentState.UnableToWork && _chance.Percent(30))
        {
            person.EmploymentWish = _chance.Of(Wishes);
        }
    }

    private void Reach(Person person)
    {
        var age = person.AgeOn(Today);
        if (age >= 16 && person.Phone is null && _chance.Percent(age > 75 ? 70 : 94))
        {
            person.Phone = records.Numbers.NextPhone();
        }
        if (person.Certificate is not null && _chance.Percent(88))
        {
            OpenAccount(person);
        }
    }
}

using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Data.Demo;

/// <summary>
/// The persons of the district (名册): village by village, with ages, categories and grades as districts of this size have them, several holders
/// in some houses, and beside the holders the children and relatives whom programmes serve too.
/// </summary>
internal sealed class Population(DistrictRecords records)
{
    /// <summary>Diagnoses that stand in for a certificate in children, as the rehabilitation of children names them.</summary>
    public static IReadOnlyList<string> Diagnoses { get; } = ["孤独症", "智力", "脑瘫", "听力"];

    private static readonly (int From, int To, int Weight)[] Ages =
        [(1, 9, 26), (10, 14, 28), (15, 19, 26), (20, 29, 60), (30, 39, 92), (40, 49, 128), (50, 59, 205), (60, 69, 210), (70, 79, 145), (80, 89, 68), (90, 98, 12)];

    private readonly Chance _chance = records.Chance;
    private readonly CertificateOffice _certificates = new(records);

    public void Fill()
    {
        foreach (var town in Places.Towns)
        {
            var holders = Split(town, town.Holders, Places.NanshilouHolders);
            var others = Split(town, town.Persons - town.Holders, 9);
            foreach (var (i, village) in town.Villages.Index())
            {
                FillVillage(village, holders[i], others[i]);
            }
        }
    }

    /// <summary>Shares a town's people out among its villages; the demonstration village has its own number.</summary>
    private int[] Split(Town town, int total, int ofNanshilou)
    {
        var weights = town.Villages.Select(_ => _chance.Between(80, 120)).ToArray();
        var fixedAt = town.Villages.Index().Where(v => v.Item.Code == Places.Nanshilou).Select(v => v.Index).Append(-1).First();
        var shared = fixedAt < 0 ? total : total - ofNanshilou;
        var sum = weights.Where((_, i) => i != fixedAt).Sum();
        var shares = weights.Select((w, i) => i == fixedAt ? ofNanshilou : shared * w / sum).ToArray();
        for (var i = 0; shares.Sum() < total; i = (i + 1) % shares.Length)
        {
            shares[i] += i == fixedAt ? 0 : 1;
        }
        return shares;
    }

    private void FillVillage(Village village, int holders, int others)
    {
        var houses = _chance.Shuffled(Enumerable.Range(1, 320).Except(Showcase.Houses(village)));
        var here = new List<Household>();
        if (village.Code == Places.Nanshilou)
        {
            var showcase = new Showcase(records, _certificates);
            here.AddRange(showcase.Fill());
            holders -= Showcase.Holders;
            others -= Showcase.Others;
        }
        var known = records.Persons.Where(p => p.RegionCode == village.Code).Select(p => p.Name).ToHashSet();
        for (var left = holders; left > 0; left--)
        {
            if (left > 1 && _chance.Percent(9))
            {
                here.Add(TwoHolders(village, houses[here.Count], known));
                left--;
            }
            else
            {
                here.Add(OneHolder(village, houses[here.Count], known));
            }
        }
        for (var i = 0; i < others; i++)
        {
            AddOther(village, here, houses, known);
        }
    }

    private Household OneHolder(Village village, int house, HashSet<string> known)
    {
        var birth = Birth();
        var sex = AnySex();
        var name = Name(sex, birth, known);
        if (Age(birth) is >= 24 and var age && _chance.Percent(age > 70 ? 60 : 80))
        {
            var own = records.NewHousehold(village, house, name);
            _certificates.GiveTo(records.NewPerson(own, name, sex, birth, "户主"));
            return own;
        }

        // The head of the house holds no certificate and is not in the register.
        var (head, relation) = Age(birth) < 24
            ? (PersonNames.Next(_chance, Sex.Male, birth.Year - 27, PersonNames.SurnameOf(name)), sex == Sex.Male ? "儿子" : "女儿")
            : Age(birth) > 65 && _chance.Percent(60)
                ? (PersonNames.Next(_chance, Sex.Male, birth.Year + 27, PersonNames.SurnameOf(name)), sex == Sex.Male ? "父亲" : "母亲")
                : (PersonNames.Next(_chance, OtherOf(sex), birth.Year), "配偶");
        var household = records.NewHousehold(village, house, head);
        _certificates.GiveTo(records.NewPerson(household, name, sex, birth, relation));
        return household;
    }

    /// <summary>A couple, or an old parent who cares for a disabled child (以老养残).</summary>
    private Household TwoHolders(Village village, int house, HashSet<string> known)
    {
        var couple = _chance.Percent(60);
        var headBirth = _chance.Day(new(couple ? 1938 : 1935, 1, 1), new(couple ? 1985 : 1962, 12, 31));
        var sex = _chance.Percent(70) ? Sex.Male : Sex.Female;
        var name = Name(sex, headBirth, known);
        var household = records.NewHousehold(village, house, name);
        _certificates.GiveTo(records.NewPerson(household, name, sex, headBirth, "户主"));
        var secondSex = couple ? OtherOf(sex) : AnySex();
        var secondBirth = couple ? headBirth.AddDays(_chance.Between(-1_500, 1_800)) : headBirth.AddDays(_chance.Between(8_000, 11_500));
        var secondName = Name(secondSex, secondBirth, known, couple ? null : PersonNames.SurnameOf(name));
        var relation = couple ? "配偶" : secondSex == Sex.Male ? "儿子" : "女儿";
        _certificates.GiveTo(records.NewPerson(household, secondName, secondSex, secondBirth, relation));
        return household;
    }

    private void AddOther(Village village, List<Household> here, List<int> houses, HashSet<string> known)
    {
        if (_chance.Percent(22))
        {
            AddDiagnosedChild(village, houses[here.Count], here, known);
            return;
        }
        var parents = here.Where(h => h.Members[0] is { RelationToHead: "户主", HouseholdId: not null } m && Age(m.BirthDate) is >= 28 and <= 56).ToList();
        if (parents.Count == 0)
        {
            AddDiagnosedChild(village, houses[here.Count], here, known);
            return;
        }
        var household = _chance.Of(parents);
        var holder = household.Members[0];
        if (_chance.Percent(90))
        {
            var born = Math.Min(2019, holder.BirthDate.Year + _chance.Between(23, 32));
            var birth = _chance.Day(new(Math.Max(born, 2006), 1, 1), new(Math.Max(born, 2006), 12, 28));
            var sex = AnySex();
            var surname = holder.Sex == Sex.Male ? PersonNames.SurnameOf(holder.Name) : null;
            var child = records.NewPerson(household, Name(sex, birth, known, surname), sex, birth, sex == Sex.Male ? "儿子" : "女儿");
            child.Employment = EmploymentState.AtSchool;
            child.Guardian = new Guardian
            {
                Name = holder.Name,
                Relation = CertificateOffice.ParentOf(child, holder.Sex),
                Phone = holder.Phone,
                IdNumber = holder.IdNumber,
            };
        }
        else
        {
            var sex = OtherOf(holder.Sex);
            var birth = holder.BirthDate.AddDays(_chance.Between(-1_000, 1_400));
            records.NewPerson(household, Name(sex, birth, known), sex, birth, "配偶").Phone = records.Numbers.NextPhone();
        }
    }

    private void AddDiagnosedChild(Village village, int house, List<Household> here, HashSet<string> known)
    {
        var birth = _chance.Day(new(2012, 3, 1), new(2021, 9, 30));
        var sex = AnySex();
        var name = Name(sex, birth, known);
        var father = PersonNames.Next(_chance, Sex.Male, birth.Year - 28, PersonNames.SurnameOf(name));
        var household = records.NewHousehold(village, house, father);
        here.Add(household);
        var child = records.NewPerson(household, name, sex, birth, sex == Sex.Male ? "儿子" : "女儿");
        child.Diagnosis = new Diagnosis
        {
            Kind = _chance.Of(Diagnoses),
            Hospital = _chance.Of(["市妇幼保健院", "市人民医院", "省儿童医院"]),
            On = _chance.Day(new(Math.Max(2020, birth.Year + 1), 6, 1), new(2022, 12, 20)),
        };
        child.Guardian = new Guardian { Name = father, Relation = CertificateOffice.ParentOf(child, Sex.Male), Phone = records.Numbers.NextPhone() };
        child.Employment = Age(birth) >= 6 ? EmploymentState.AtSchool : null;
    }

    // Names repeat in a district, not within one village: people there would be told apart by a nickname.
    private string Name(Sex sex, DateOnly birth, HashSet<string> known, string? surname = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            var name = PersonNames.Next(_chance, sex, birth.Year, surname);
            if (known.Add(name) || attempt > 20)
            {
                return name;
            }
        }
    }

    private DateOnly Birth()
    {
        var (from, to) = _chance.Weighted([.. Ages.Select(a => ((a.From, a.To), a.Weight))]);
        return _chance.Day(DemonstrationDistrict.Day.AddYears(-to - 1).AddDays(1), DemonstrationDistrict.Day.AddYears(-from).AddDays(-200));
    }

    private Sex AnySex() => _chance.Percent(56) ? Sex.Male : Sex.Female;

    private static Sex OtherOf(Sex sex) => sex == Sex.Male ? Sex.Female : Sex.Male;

    private static int Age(DateOnly birth) => DemonstrationDistrict.Day.Year - birth.Year;
}

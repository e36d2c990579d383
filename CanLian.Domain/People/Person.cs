using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>
/// A person in the register (在册人员). Most hold a certificate; a child under rehabilitation or a disabled parent's pupil may not.
/// </summary>
public class Person
{
    /// <summary>Below this age somebody else signs (成年).</summary>
    public const int OfAge = 18;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public required IdNumber IdNumber { get; set; }
    public Sex Sex { get; set; }
    public DateOnly BirthDate { get; set; }
    public string Ethnicity { get; set; } = "汉族";

    /// <summary>Code of the village (community) where the person is registered.</summary>
    public required string RegionCode { get; set; }
    public string Address { get; set; } = "";
    public Registration Registration { get; set; }
    [Sensitive] public string? Phone { get; set; }
    public Guardian? Guardian { get; set; }
    public BankAccount? Account { get; set; }

    public Guid? HouseholdId { get; set; }
    public Household? Household { get; set; }
    public string? RelationToHead { get; set; }

    public EmploymentState? Employment { get; set; }
    public string? EmploymentWish { get; set; }
    public bool PublicEmployee { get; set; }

    /// <summary>A designated hospital's diagnosis, which stands in for a certificate where a programme allows it.</summary>
    public Diagnosis? Diagnosis { get; set; }
    public DateOnly? DeceasedOn { get; set; }

    public List<Certificate> Certificates { get; init; } = [];
    public List<Hardship> Hardships { get; init; } = [];
    public List<Allowance> Allowances { get; init; } = [];
    public List<Consent> Consents { get; init; } = [];

    /// <summary>What the person said when last asked.</summary>
    public List<StatedNeed> Needs { get; init; } = [];

    /// <summary>Pinyin of the name, so that lists stand in the order people look names up.</summary>
    public string SortKey { get; set; } = "";
    public long Version { get; set; }

    /// <summary>The one certificate in force or last in force; null for a person without.</summary>
    public Certificate? Certificate => Certificates.Find(c => c.Current);

    /// <summary>Whole years of age on a day.</summary>
    public int AgeOn(DateOnly day)
    {
        var age = day.Year - BirthDate.Year;
        return BirthDate.AddYears(age) > day ? age - 1 : age;
    }

    /// <summary>A guardian is needed under 18 and for intellectual or psychiatric disability (certificate rules, article on guardians).</summary>
    public bool NeedsGuardian(DateOnly day) =>
        AgeOn(day) < OfAge || Certificate?.Includes(DisabilityKind.Intellectual) == true || Certificate?.Includes(DisabilityKind.Psychiatric) == true;

    /// <summary>Hands out a new card (发证). The former one stays in the history; exactly one is current.</summary>
    public void Issue(Certificate next)
    {
        foreach (var former in Certificates)
        {
            former.Current = false;
        }
        next.PersonId = Id;
        Certificates.Add(next);
    }

    public IEnumerable<Hardship> HardshipsOn(DateOnly day) => Hardships.Where(h => h.HoldsOn(day));
}

/// <summary>Guardian (监护人).</summary>
public class Guardian
{
    public required string Name { get; set; }
    public string Relation { get; set; } = "";
    [Sensitive] public string? Phone { get; set; }
    public IdNumber? IdNumber { get; set; }
}

/// <summary>Account that money is paid to (收款账户); the holder need not be the person.</summary>
public class BankAccount
{
    public required string Bank { get; set; }
    [Sensitive] public required string Number { get; set; }
    public required string Holder { get; set; }

    /// <summary>A keyed hash by which equal accounts are found, given when it is saved; it says nothing of the number.</summary>
    public string? NumberHash { get; set; }

    /// <summary>The holder's relation to the person; null when the holder is the person.</summary>
    public string? HolderRelation { get; set; }

    public string Tail => Number.Length <= 4 ? Number : Number[^4..];
}

/// <summary>Diagnosis by a designated hospital (诊断).</summary>
public class Diagnosis
{
    public required string Kind { get; set; }
    public string Hospital { get; set; } = "";
    public DateOnly On { get; set; }
}

/// <summary>Consent to the use of personal data for one purpose (知情同意).</summary>
public class Consent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; set; }
    public required string Purpose { get; set; }
    public DateOnly SignedOn { get; set; }
    public required string Way { get; set; }
    public required string SignedBy { get; set; }
}

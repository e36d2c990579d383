using CanLian.Domain.People;

namespace CanLian.Blazor.Features.People;

/// <summary>What a person types about somebody in the register; numbers as text until they are checked.</summary>
public sealed class PersonEdit
{
    public string Name { get; set; } = "";

    /// <summary>The ID number as typed; empty on an edit means unchanged, for it is not sent to the page.</summary>
    public string IdNumber { get; set; } = "";
    public string Ethnicity { get; set; } = "汉族";
    public string RegionCode { get; set; } = "";
    public string Address { get; set; } = "";
    public Registration Registration { get; set; }

    /// <summary>The phone as typed; empty on an edit means unchanged.</summary>
    public string Phone { get; set; } = "";
    public EmploymentState? Employment { get; set; }
    public string EmploymentWish { get; set; } = "";
    public bool PublicEmployee { get; set; }
    public string HouseholdNumber { get; set; } = "";
    public string RelationToHead { get; set; } = "";
    public DateOnly? DeceasedOn { get; set; }
    public string GuardianName { get; set; } = "";
    public string GuardianRelation { get; set; } = "";
    public string GuardianPhone { get; set; } = "";

    /// <summary>A certificate to enter: number, day of issue, last day, reason; empty for none.</summary>
    public string CertificateNumber { get; set; } = "";
    public DateOnly? IssuedOn { get; set; }
    public DateOnly? ExpiresOn { get; set; }
    public IssueReason IssueReason { get; set; }

    /// <summary>A hardship to enter from a day on; null for none.</summary>
    public HardshipKind? Hardship { get; set; }
    public DateOnly? HardshipFrom { get; set; }
    public string HardshipSource { get; set; } = "";

    /// <summary>Hardships that end today.</summary>
    public HashSet<Guid> EndedHardships { get; init; } = [];

    /// <summary>Version the page had loaded; 0 for a new person.</summary>
    public long Version { get; set; }

    public static PersonEdit Of(Person person) => new()
    {
        Name = person.Name,
        Ethnicity = person.Ethnicity,
        RegionCode = person.RegionCode,
        Address = person.Address,
        Registration = person.Registration,
        Employment = person.Employment,
        EmploymentWish = person.EmploymentWish ?? "",
        PublicEmployee = person.PublicEmployee,
        HouseholdNumber = person.Household?.Number ?? "",
        RelationToHead = person.RelationToHead ?? "",
        DeceasedOn = person.DeceasedOn,
        GuardianName = person.Guardian?.Name ?? "",
        GuardianRelation = person.Guardian?.Relation ?? "",
        Version = person.Version,
    };
}

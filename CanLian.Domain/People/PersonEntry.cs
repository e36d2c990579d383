using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>
/// What somebody fills in about a person (人员登记表). NumberChecks stand as typed; an empty one leaves the number on record as it is, because
/// a number is not sent to a page just to be edited.
/// </summary>
public sealed class PersonEntry
{
    /// <summary>How the head of a household is written among the relations to the head.</summary>
    public const string Head = "户主";

    [Label("姓名")] public string Name { get; set; } = "";
    [Label("身份证号")] public string IdNumber { get; set; } = "";

    /// <summary>The number on record, masked; empty for a new person.</summary>
    public string IdNumberOnRecord { get; init; } = "";
    [Label("民族")] public string Ethnicity { get; set; } = "汉族";
    [Label("村（社区）")] public string RegionCode { get; set; } = "";
    [Label("详细住址")] public string Address { get; set; } = "";
    [Label("户口性质")] public Registration? Registration { get; set; }
    [Label("手机")] public string Phone { get; set; } = "";

    /// <summary>The phone on record, masked; empty where there is none.</summary>
    public string PhoneOnRecord { get; init; } = "";
    [Label("没有电话")] public bool NoPhone { get; set; }
    [Label("户")] public Guid? HouseholdId { get; set; }
    [Label("新立一户")] public bool NewHousehold { get; set; }

    /// <summary>Head of a household that is new and of whom this person is not the head.</summary>
    [Label("户主姓名")] public string HeadName { get; set; } = "";
    [Label("与户主关系")] public string RelationToHead { get; set; } = "";
    [Label("就业状况")] public EmploymentState? Employment { get; set; }
    [Label("就业、培训意愿")] public string EmploymentWish { get; set; } = "";
    [Label("公职人员")] public bool PublicEmployee { get; set; }
    [Label("诊断")] public string DiagnosisKind { get; set; } = "";
    [Label("诊断医院")] public string DiagnosisHospital { get; set; } = "";
    [Label("诊断日期")] public DateOnly? DiagnosedOn { get; set; }
    [Label("死亡日期")] public DateOnly? DeceasedOn { get; set; }

    public bool IsHead => RelationToHead.Trim() == Head;

    public static PersonEntry Of(Person person) => new()
    {
        Name = person.Name,
        IdNumberOnRecord = person.IdNumber.Masked,
        Ethnicity = person.Ethnicity,
        RegionCode = person.RegionCode,
        Address = person.Address,
        Registration = person.Registration,
        PhoneOnRecord = person.Phone is { } phone ? Mask.Phone(phone) : "",
        HouseholdId = person.HouseholdId,
        RelationToHead = person.RelationToHead ?? "",
        Employment = person.Employment,
        EmploymentWish = person.EmploymentWish ?? "",
        PublicEmployee = person.PublicEmployee,
        DiagnosisKind = person.Diagnosis?.Kind ?? "",
        DiagnosisHospital = person.Diagnosis?.Hospital ?? "",
        DiagnosedOn = person.Diagnosis?.On,
        DeceasedOn = person.DeceasedOn,
    };

    public PersonEntry Copy() => (PersonEntry)MemberwiseClone();

    /// <summary>The number typed, or for a person on record the one that stays; null while neither is a number.</summary>
    public IdNumber? IdFor(Person? onRecord) =>
        Common.IdNumber.TryParse(IdNumber, out var id, out _) ? id : IdNumber.Length == 0 ? onRecord?.IdNumber : null;

    /// <summary>Writes the entry to the person; it was checked by <see cref="PersonEntryRules"/>. The household is the desk's affair.</summary>
    public void ApplyTo(Person person)
    {
        person.IdNumber = IdFor(person) ?? person.IdNumber;
        (person.Sex, person.BirthDate) = (person.IdNumber.Sex, person.IdNumber.BirthDate);
        person.Name = Name.Trim();
        person.Ethnicity = Ethnicity.Trim();
        person.RegionCode = RegionCode;
        person.Address = Address.Trim();
        person.Registration = Registration ?? person.Registration;
        person.Phone = NoPhone ? null : HalfWidth.Compact(Phone) is { Length: > 0 } typed ? typed : person.Phone;
        person.RelationToHead = OrNull(RelationToHead);
        person.Employment = Employment;
        person.EmploymentWish = OrNull(EmploymentWish);
        person.PublicEmployee = PublicEmployee;
        person.DeceasedOn = DeceasedOn;
        if (OrNull(DiagnosisKind) is not { } kind)
        {
            person.Diagnosis = null;
            return;
        }
        person.Diagnosis ??= new Diagnosis { Kind = kind };
        (person.Diagnosis.Kind, person.Diagnosis.Hospital, person.Diagnosis.On) = (kind, DiagnosisHospital.Trim(), DiagnosedOn!.Value);
    }

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } words ? words : null;
}

/// <summary>What the entry of a person must look like (人员登记校验).</summary>
public sealed class PersonEntryRules : EntryRules<PersonEntry>
{
    private const int LongestName = 50;
    private const int WorkingAge = 16;

    /// <param name="onRecord">The person being edited; null for a new one.</param>
    /// <param name="villages">Codes of the villages the actor may choose.</param>
    /// <param name="today">Nothing on the form happens after this day.</param>
    public PersonEntryRules(Person? onRecord, IReadOnlySet<string> villages, DateOnly today) : base("person")
    {
        Check(e => e.Name, e => e.Name.Trim() switch
        {
            { Length: 0 } => new Text("填姓名"),
            { Length: > LongestName } => new Text("姓名最多 {0} 个字", LongestName),
            var name when name.FirstOrDefault(c => !(char.IsLetter(c) || c is '·' or ' ' or '.')) is var odd and not '\0' =>
                new Text("姓名里不该有“{0}”", odd.ToString()),
            _ => null,
        });
        Check(e => e.IdNumber, e => IdProblem(e, onRecord, today));
        Check(e => e.RegionCode, e => e.RegionCode.Length == 0
            ? new Text("选村（社区）")
            : villages.Contains(e.RegionCode) ? null : new Text("这个村（社区）不归您管，选您管的村（社区）"));
        Check(e => e.Registration, e => e.Registration is null ? new Text("选户口性质") : null);
        Check(e => e.Phone, e => HalfWidth.Compact(e.Phone) switch
        {
            { Length: 0 } => null,
            _ when e.NoPhone => new Text("填了电话，又勾了没有电话，去掉一样"),
            var phone => NumberChecks.PhoneProblem(phone),
        });
        Check(e => e.HeadName, e => e.NewHousehold && !e.IsHead && e.HeadName.Trim().Length == 0 ? new Text("填户主姓名") : null);
        Check(e => e.RelationToHead, e => (e.HouseholdId is not null || e.NewHousehold) && e.RelationToHead.Trim().Length == 0
            ? new Text("填与户主的关系，本人是户主就填户主")
            : null);
        Check(e => e.Employment, e => e.Employment == EmploymentState.Employed && e.IdFor(onRecord) is { } id && id.AgeOn(today) < WorkingAge
            ? new Text("{0} 岁，未满 {1} 岁不能登记已就业", id.AgeOn(today), WorkingAge)
            : null);
        Check(e => e.DiagnosedOn, e => e.DiagnosisKind.Trim().Length == 0
            ? null
            : e.DiagnosedOn is { } on ? DayProblem(on, e, onRecord, today, "诊断日期") : new Text("填诊断日期"));
        Check(e => e.DeceasedOn, e => e.DeceasedOn is { } on ? DayProblem(on, e, onRecord, today, "死亡日期") : null);
    }

    private static Text? IdProblem(PersonEntry entry, Person? onRecord, DateOnly today)
    {
        if (entry.IdNumber.Length == 0 && onRecord is not null)
        {
            return null;
        }
        if (!IdNumber.TryParse(entry.IdNumber, out var id, out var problem))
        {
            return problem;
        }
        return id.BirthDate > today ? new Text("身份证号里的出生日期 {0} 还没到，请对照证件", Days.Written(id.BirthDate)) : null;
    }

    private static Text? DayProblem(DateOnly day, PersonEntry entry, Person? onRecord, DateOnly today, string what) =>
        day > today ? new Text("{0}不能晚于今天", new Text(what))
        : entry.IdFor(onRecord) is { } id && day < id.BirthDate ? new Text("{0}不能早于出生日期 {1}", new Text(what), Days.Written(id.BirthDate))
        : null;
}

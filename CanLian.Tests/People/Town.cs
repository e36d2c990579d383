using CanLian.Blazor.Data;
using CanLian.Blazor.Features.People;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;

namespace CanLian.Tests.People;

/// <summary>A small district: two towns, three villages, and whoever a test puts there.</summary>
internal sealed class Town : IDisposable
{
    public const string Nanshilou = "340699003007";
    public const string Xiahao = "340699003008";
    public const string Daqiu = "340699004001";

    private int _numbered;

    public Town()
    {
        using var db = Open();
        db.AddRange(
            Place("340699", "X区", RegionKind.District), Place("340699003", "石桥镇", RegionKind.Town), Place("340699004", "柳集镇", RegionKind.Town),
            Place(Nanshilou, "南石楼村", RegionKind.Village), Place(Xiahao, "下郝桥村", RegionKind.Village), Place(Daqiu, "大邱桥村", RegionKind.Village));
        db.SaveChanges();
    }

    public Database Database { get; } = new();

    public static DateOnly Today { get; } = new(2023, 12, 29);

    public PersonSearch Search => new(Database.Factory, Database.Hash, Database.Clock);
    public PeopleQueries People => new(Database.Factory, Search, Database.Clock);
    public PersonQueries Persons => new(Database.Factory, Database.Clock);
    public PersonDesk Desk => new(Database.Factory, Database.Clock);
    public PersonRecordsDesk Records => new(Database.Factory, Database.Clock);
    public PersonRegister Register => new(Database.Factory, Database.Clock);

    public static Actor Worker { get; } = Database.Someone(Role.VillageWorker, Nanshilou);
    public static Actor OtherWorker { get; } = Database.Someone(Role.VillageWorker, Xiahao, "other");
    public static Actor TownOfficer { get; } = Database.Someone(Role.TownOfficer, "340699003");
    public static Actor Officer { get; } = Database.Someone(Role.DistrictOfficer);

    public CanLianDb Open() => Database.Open();

    /// <summary>A number with its check digit, born on a day.</summary>
    public static string Id(DateOnly birth, int sequence = 11)
    {
        var body = $"340699{birth:yyyyMMdd}{sequence:000}";
        return "0123456789X".Select(c => body + c).First(n => IdNumber.TryParse(n, out _, out _));
    }

    /// <summary>Puts a person into the register; a certificate where a category is given.</summary>
    public Person Add(string name, DateOnly birth, string village = Nanshilou, (DisabilityKind Kind, DisabilityGrade Grade)? card = null, Action<Person>? dress = null)
    {
        var id = IdNumber.Parse(Id(birth, 11 + (2 * ++_numbered)));
        var person = new Person { Name = name, IdNumber = id, BirthDate = birth, Sex = id.Sex, RegionCode = village };
        if (card is var (kind, grade))
        {
            person.Issue(Card(person, kind, grade, new DateOnly(2018, 3, 19)));
        }
        dress?.Invoke(person);
        using var db = Open();
        db.Add(person);
        db.SaveChanges();
        return person;
    }

    public static Certificate Card(Person person, DisabilityKind kind, DisabilityGrade grade, DateOnly issuedOn) => new()
    {
        Number = CertificateNumber.Of(person.IdNumber, kind, grade),
        Kind = kind,
        Grade = grade,
        KindMask = Certificate.MaskOf(kind),
        IssuedOn = issuedOn,
        ExpiresOn = issuedOn.AddYears(Certificate.ValidYears),
        StateSince = issuedOn,
    };

    public static Hardship Poor(Person person, HardshipKind kind = HardshipKind.MinimumLiving, DateOnly? to = null) =>
        new() { PersonId = person.Id, Kind = kind, From = new DateOnly(2020, 1, 1), To = to, Source = "民政名单" };

    public void Dispose() => Database.Dispose();

    private static Region Place(string code, string name, RegionKind kind) => new() { Code = code, Name = name, Kind = kind };
}

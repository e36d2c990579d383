using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Exchange;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanLian.Tests.Exchange;

/// <summary>A clock that stands where it is put.</summary>
public sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A small district with monitored households, one of each fault.</summary>
public sealed class District : IDisposable
{
    public const string Village = "340699003007";
    public const string Password = "约定的口令-2023";
    private readonly bool _owned;
    private int _persons;

    public District(DateTime local, Database? database = null)
    {
        Database = database ?? new Database();
        _owned = database is null;
        Time = new SetClock(new DateTimeOffset(local, TimeSpan.FromHours(8)));
        Clock = new OfficeClock(Time);
        Factory = new CanLianDbFactory(Database.Folder, Clock, Database.Hash);
        Desk = new ExchangeDesk(Factory, Database.Folder, Clock, Settings);
        Queries = new ExchangeQueries(Factory, Database.Folder, Clock, Settings);
        Delivery = Deliverer(Settings);
        using var db = Factory.Open(Actor.System);
        foreach (var region in (Region[])[new() { Code = "340699003", Name = "石桥镇", Kind = RegionKind.Town }, new() { Code = Village, Name = "南石楼村", Kind = RegionKind.Village }])
        {
            if (db.Regions.Find(region.Code) is null)
            {
                db.Add(region);
            }
        }
        db.SaveChanges();
    }

    public Database Database { get; }
    public SetClock Time { get; }
    public OfficeClock Clock { get; }
    public CanLianDbFactory Factory { get; }
    public ExchangeDesk Desk { get; }
    public ExchangeQueries Queries { get; }
    public DeliveryDesk Delivery { get; }
    public ExchangeSettings Settings { get; } = SettingsWith();

    /// <summary>The settings of the small district, and others beside them, named below CanLian:Exchange.</summary>
    public static ExchangeSettings SettingsWith(params (string Name, string Value)[] more) => new(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("CanLian:Exchange:Sender", "X区残疾人联合会"), new("CanLian:Exchange:Receiver", "区农业农村局"), new("CanLian:Exchange:Password", Password),
            .. more.Select(m => new KeyValuePair<string, string?>("CanLian:Exchange:" + m.Name, m.Value)),
        ]).Build(), new Blazor.Data.District());

    public ExchangeDesk Builder(ExchangeSettings settings) => new(Factory, Database.Folder, Clock, settings);

    public DeliveryDesk Deliverer(ExchangeSettings settings) => new(Factory, Database.Folder, Clock, settings, NullLogger<DeliveryDesk>.Instance);

    public static Actor Clerk { get; } = Database.Someone(Role.ExchangeClerk);

    public static Actor Leader { get; } = Database.Someone(Role.Supervisor, id: "leader") with { Name = "分管领导" };

    public DateTime Local
    {
        set => Time.Now = new DateTimeOffset(value, TimeSpan.FromHours(8));
    }

    /// <summary>A person of a household of their own, monitored since 2022, with a certificate.</summary>
    public Person Add(string name, Action<Person>? change = null, bool monitored = true)
    {
        var person = Make(name);
        if (monitored)
        {
            person.Hardships.Add(new Hardship { Kind = HardshipKind.MonitoredMarginal, From = new DateOnly(2022, 3, 1), Risk = "因残" });
        }
        change?.Invoke(person);
        using var db = Factory.Open(Actor.System);
        db.Add(person);
        db.SaveChanges();
        return person;
    }

    public void AddDone(Person person, string programme, DateOnly on, long fen, bool forHousehold = false, Guid? organisation = null, string form = "{}")
    {
        var file = new CaseFile
        {
            Number = $"{on.Year}-{programme}-{Guid.NewGuid():N}",
            Programme = programme,
            Year = on.Year,
            PersonId = person.Id,
            SubjectName = person.Name,
            HouseholdId = forHousehold ? person.HouseholdId : null,
            RegionCode = person.RegionCode,
            AppliedOn = on,
            AmountFen = fen,
            OrganisationId = organisation,
            Form = form,
        };
        file.PlaceAsRecorded(Stage.End("done", "已完成", StageKind.Done), on, on, on, "导入", Actor.System, DateTime.UtcNow);
        using var db = Factory.Open(Actor.System);
        db.Add(file);
        db.SaveChanges();
    }

    public void Dispose()
    {
        if (_owned)
        {
            Database.Dispose();
        }
    }

    private Person Make(string name)
    {
        var number = ++_persons;
        var id = IdOf(number);
        return new Person
        {
            Name = name,
            IdNumber = id,
            BirthDate = id.BirthDate,
            Sex = id.Sex,
            RegionCode = Village,
            Household = new Household { Number = $"H{number:000}", RegionCode = Village, HeadName = name },
            Certificates = { Certificate(id, DisabilityKind.Physical, DisabilityGrade.Two) },
        };
    }

    public static Certificate Certificate(IdNumber id, DisabilityKind kind, DisabilityGrade grade, DateOnly? issued = null) => new()
    {
        Number = CertificateNumber.Of(id, kind, grade),
        Kind = kind,
        Grade = grade,
        KindMask = Domain.People.Certificate.MaskOf(kind),
        IssuedOn = issued ?? new DateOnly(2018, 5, 1),
        ExpiresOn = (issued ?? new DateOnly(2018, 5, 1)).AddYears(10),
        State = CertificateState.Valid,
    };

    /// <summary>A number that checks, different for each n.</summary>
    private static IdNumber IdOf(int n)
    {
        foreach (var check in "0123456789X")
        {
            if (IdNumber.TryParse($"34052419800101{n:000}{check}", out var id, out _))
            {
                return id;
            }
        }
        throw new InvalidOperationException("No check digit fits.");
    }
}

using System.Globalization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>A sentence a step is refused with, and what puts it right.</summary>
public sealed record Supply(string Sentence, Action Give)
{
    /// <summary>Stands only once the one before was given, because that one was given wrong.</summary>
    public bool Next { get; init; }
}

/// <summary>People and persons that the walks need.</summary>
public static class CaseWalk
{
    public const string Village = "340699003007";

    public static Actor By(Role role, string? name = null) =>
        new(name ?? role.ToString(), name ?? role.Label(), role, role == Role.VillageWorker ? Village : "340699", new HashSet<string>());

    public static Person Someone(string name = "雷金海", string idNumber = "34052419800101001X")
    {
        var id = IdNumber.Parse(idNumber);
        return new Person { Name = name, IdNumber = id, BirthDate = id.BirthDate, Sex = id.Sex, RegionCode = Village };
    }

    public static Person WithCertificate(this Person person, DisabilityKind kind, DisabilityGrade grade)
    {
        person.Certificates.Add(new Certificate
        {
            PersonId = person.Id,
            Number = CertificateNumber.Of(person.IdNumber, kind, grade),
            Kind = kind,
            Grade = grade,
            KindMask = Certificate.MaskOf(kind),
            IssuedOn = new DateOnly(2018, 5, 1),
            ExpiresOn = new DateOnly(2028, 5, 1),
        });
        return person;
    }

    public static Person With(this Person person, HardshipKind hardship)
    {
        person.Hardships.Add(new Hardship { PersonId = person.Id, Kind = hardship, From = new DateOnly(2020, 1, 1) });
        return person;
    }

    public static void Consent(this Person person) => person.Consents.Add(
        new Consent { PersonId = person.Id, Purpose = "办理残疾人服务", SignedOn = new DateOnly(2023, 1, 5), Way = "书面", SignedBy = person.Name });
}

/// <summary>Leads one case of a programme through its steps in memory: no database, the facts put together as the desk does.</summary>
public sealed class CaseWalk<TForm> where TForm : CaseForm
{
    private readonly Programme _programme;
    private readonly Dictionary<string, string> _answers = [];

    public CaseWalk(Programme programme, Person person, DateOnly appliedOn)
    {
        _programme = programme;
        Person = person;
        Today = appliedOn;
        Form = (TForm)programme.ReadForm("{}");
        Case = CaseFile.Open("2023-测试-0001", programme.Code, appliedOn.Year, person, programme.Subject == Subject.Household,
            programme.Flow, appliedOn, CaseWalk.By(Role.VillageWorker), Now);
    }

    public CaseFile Case { get; }
    public TForm Form { get; }
    public Person Person { get; }
    public DateOnly Today { get; set; }
    public Batch? Batch { get; set; }
    public Organisation? Organisation { get; set; }
    public int OrganisationTaken { get; set; }
    public int BatchTaken { get; set; }
    public string? OverlappingBatch { get; set; }
    public long? CapFen { get; set; }
    public long? StandardFen { get; set; }
    public long? FundsLeftFen { get; set; }
    public bool YearClosed { get; set; }
    public string? Remark { get; set; }
    public List<CaseFile> OtherCases { get; } = [];
    public Stage Stage => _programme.Flow.Stage(Case.Stage);

    private DateTime Now => Today.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);

    public void Answer(string key, string answer) => _answers[key] = answer;

    public void Answer(string key, DateOnly day) => Answer(key, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void File(string paper, int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            Case.Attachments.Add(new Attachment
            {
                CaseId = Case.Id,
                Paper = paper,
                FileName = paper + ".jpg",
                ContentType = "image/jpeg",
                Sha256 = "",
                AddedBy = "",
                On = Today,
            });
        }
    }

    public void Visit(VisitFinding finding) => Case.AddVisit(
        new HomeVisit { CaseId = Case.Id, On = Today, Way = "入户", Met = "本人", Finding = finding, By = "专职委员" },
        CaseWalk.By(Role.VillageWorker), Now);

    public void FollowUp(Satisfaction satisfaction, params (string Key, string Answer)[] answers) => Case.AddFollowUp(
        new FollowUp
        {
            CaseId = Case.Id,
            Case = Case,
            On = Today,
            Way = "电话",
            Satisfaction = satisfaction,
            By = "专职委员",
            Answers = answers.ToDictionary(a => a.Key, a => a.Answer),
        },
        CaseWalk.By(Role.VillageWorker), Now);

    public CaseFacts Facts(Actor actor) => new()
    {
        Case = Case,
        Form = Form,
        Person = Person,
        Actor = actor,
        Now = Now,
        Today = Today,
        Calendar = WorkingCalendar.China,
        Input = new StepInput(Remark, _answers),
        FailedRules = [.. Failures().Where(f => Case.Overrides.All(o => o.Rule != f.Rule)).Select(f => f.Reason)],
        FormProblems = _programme.Validate(Form),
        StandardFen = StandardFen,
        CapFen = CapFen,
        FundsLeftFen = FundsLeftFen,
        Batch = Batch ?? Case.Batch,
        Organisation = Organisation ?? Case.Organisation,
        OrganisationTaken = OrganisationTaken,
        BatchTaken = BatchTaken,
        OverlappingBatch = OverlappingBatch,
        YearClosed = YearClosed,
    };

    public IEnumerable<RuleFailure> Failures() => _programme.Judge(
        new Candidate { Person = Person, Cases = [Case, .. OtherCases] },
        new RuleContext(Case.Year, Case.AppliedOn, new PolicyValues(_programme.Code, [], Today), Case.Id),
        Form);

    public IReadOnlyList<string> Refusals(string step, Actor actor)
    {
        var before = Case.Stage;
        var outcome = Case.Take(_programme.Flow, step, Facts(actor));
        Assert.False(outcome.Succeeded, $"{step} was taken, and should have been refused.");
        Assert.Equal(before, Case.Stage);
        return [.. outcome.Reasons.Select(r => r.Sentence.ToString())];
    }

    public void Take(string step, Role role, string stageAfter) => Take(step, CaseWalk.By(role), stageAfter);

    public void Take(string step, Actor actor, string stageAfter)
    {
        var outcome = Case.Take(_programme.Flow, step, Facts(actor));
        Assert.True(outcome.Succeeded, $"{step}: {string.Join("；", outcome.Reasons.Select(r => r.Sentence.ToString()))}");
        Assert.Equal(stageAfter, Stage.Name);
        _answers.Clear();
        Remark = null;
    }

    /// <summary>Takes a step that is refused for everything at once, and for one thing less each time something is supplied.</summary>
    public void TakeOnceSupplied(string step, Role role, string stageAfter, params Supply[] supplies)
    {
        for (var i = 0; i < supplies.Length; i++)
        {
            var missing = supplies.Where((s, at) => at == i || (at > i && !s.Next)).Select(s => s.Sentence);
            Assert.Equal(missing.Order(), Refusals(step, CaseWalk.By(role)).Order());
            supplies[i].Give();
        }
        Take(step, role, stageAfter);
    }
}

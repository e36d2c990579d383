using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.CertificateAudit;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The autumn's audit of public employees who hold a certificate (公职人员持证核查): 22 of them, each with one disposal.</summary>
internal sealed class CertificateAuditCases(DistrictRecords records, CaseBook book)
{
    private const int HomeChecked = 13;
    private const int ReassessedMental = 3;
    private const int ReassessedPhysical = 2;
    private const int Cancelled = 4;
    private static readonly DateOnly Begins = new(2023, 3, 6);
    private static readonly string[] Employers = ["区第三中学", "石桥镇中心卫生院", "区水务局", "柳集镇人民政府", "区供电公司", "段湖镇中心小学"];

    public void Fill()
    {
        var employees = records.Chance.Shuffled(records.Persons.Where(p => p.Employment == EmploymentState.Employed && p.AgeOn(Begins) is > 24 and < 57
            && p.Certificate is { State: CertificateState.Valid } c && c.IssuedOn < Begins && c.ExpiresOn > DemonstrationDistrict.Day
            && p.Hardships.Count == 0 && !records.ShownByName.Contains(p.Id) && !records.Monitored.Includes(p)));
        var bodily = new Queue<Person>(employees.Where(p => p.Certificate!.Kind == DisabilityKind.Physical));
        var mental = new Queue<Person>(employees.Where(p => p.Certificate!.Kind == DisabilityKind.Psychiatric));
        for (var i = 0; i < HomeChecked; i++)
        {
            Complete(bodily.Dequeue(), CertificateAuditProgramme.HomeCheck, Begins, null);
        }
        for (var i = 0; i < ReassessedMental + ReassessedPhysical; i++)
        {
            Complete((i < ReassessedMental ? mental : bodily).Dequeue(), CertificateAuditProgramme.Reassessed, Begins, null);
        }
        var gone = records.Persons.Where(p => p.Certificate is { State: CertificateState.Cancelled } c && p.DeceasedOn is null && c.StateSince >= new DateOnly(2023, 2, 20)
            && c.IssuedOn < new DateOnly(2022, 12, 1) && p.AgeOn(Begins) is > 20 and < 60).Take(Cancelled).ToList();
        foreach (var person in gone)
        {
            Complete(person, CertificateAuditProgramme.Cancelled, person.Certificate!.StateSince.AddDays(-40), person.Certificate.StateSince);
        }
        Mistaken(bodily.Dequeue());
    }

    private void Complete(Person person, string disposal, DateOnly begins, DateOnly? cancelledOn)
    {
        var file = Open(person, begins);
        var done = cancelledOn?.AddDays(3) ?? begins.AddDays(records.Chance.Between(60, 90));
        book.Walk(file, ("I1", begins.AddDays(1)), ("I2", begins.AddDays(7)), ("I4", begins.AddDays(20)), ("I5", begins.AddDays(26)), ("I6", begins.AddDays(31)), ("I7", done));
        file.Result = disposal;
        book.Write(file, new CertificateAuditForm
        {
            Employer = records.Chance.Of(Employers),
            Post = Post.Institution,
            Source = MatchSource.Comparison,
            SamePerson = true,
            Declared = true,
            CheckedOn = begins.AddDays(19),
            Way = disposal switch { CertificateAuditProgramme.HomeCheck => CheckWay.HomeCheck, CertificateAuditProgramme.Reassessed => CheckWay.Reassessment, _ => CheckWay.GivenUp },
            CheckedBy = disposal == CertificateAuditProgramme.HomeCheck ? "李明、张敏" : "",
            Hospital = disposal == CertificateAuditProgramme.Reassessed ? "市人民医院" : "",
            Rating = disposal == CertificateAuditProgramme.Reassessed ? RatingResult.Meets : null,
            NewCategory = disposal == CertificateAuditProgramme.Reassessed ? person.Certificate!.Description : "",
            Grounds = disposal switch { CertificateAuditProgramme.HomeCheck => "肢体残疾明显，与证件一致", CertificateAuditProgramme.Reassessed => "重新评定与证件一致", _ => "本人自愿注销" },
            Hearing = Hearing.Waived,
            HandedOver = HandedOver.Nobody,
        });
    }

    /// <summary>Somebody of the same name, and the payroll's number was wrong.</summary>
    private void Mistaken(Person person)
    {
        var file = Open(person, Begins);
        book.Walk(file, ("I1", Begins.AddDays(1)));
        book.Take(file, "I3", Begins.AddDays(9), "名单上的身份证号录错了，不是同一人");
    }

    private CaseFile Open(Person person, DateOnly on)
    {
        person.PublicEmployee = true;
        return book.Open(person, on, null);
    }
}

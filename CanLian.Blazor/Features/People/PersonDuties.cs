using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Features.People;

/// <summary>What waits to be done for a person (还要办的): open cases, repairs after a visit, and what the file itself lacks.</summary>
internal static class PersonDuties
{
    private const int EndingWithinDays = 90;

    public static IEnumerable<OpenItem> Of(Person person, IReadOnlyList<CaseFile> cases, DateOnly today) =>
        OfCases(cases).Concat(OfRepairs(cases)).OrderBy(d => d.DueOn ?? DateOnly.MaxValue).Concat(OfFile(person, cases, today));

    private static IEnumerable<OpenItem> OfCases(IEnumerable<CaseFile> cases) =>
        from file in cases
        let programme = Catalogue.Find(file.Programme)
        where programme is not null && !programme.Flow.Stage(file.Stage).IsEnd
        let hold = file.CurrentHold
        select new OpenItem(
            hold is null ? new Text(programme.Flow.Stage(file.Stage).Name) : new Text("暂缓（{0}）", new Text(hold.Reason)),
            $"case/{file.Id}",
            file.AssignedToName is { } colleague ? new Text("{0}，{1}", new Text(programme.Name), colleague) : new Text(programme.Name),
            hold?.ReviewOn ?? file.DueOn);

    private static IEnumerable<OpenItem> OfRepairs(IEnumerable<CaseFile> cases) =>
        from file in cases
        from visit in file.FollowUps
        where visit.AwaitsFix
        select new OpenItem(new Text("整改待复查"), $"case/{file.Id}#follow-up", new Text("{0}：{1}", new Text(Catalogue.Find(file.Programme)?.Name ?? file.Programme), visit.Problem!), visit.FixBy);

    private static IEnumerable<OpenItem> OfFile(Person person, IReadOnlyList<CaseFile> cases, DateOnly today)
    {
        if (person.DeceasedOn is not null)
        {
            yield break;
        }
        if (person.Guardian is null && person.NeedsGuardian(today))
        {
            yield return new OpenItem(new Text("登记监护人"), "#guardian", new Text("未成年、智力或精神残疾要有监护人"));
        }
        if (person.Certificate is { } certificate)
        {
            if (certificate.StateOn(today) == CertificateState.Expired)
            {
                yield return new OpenItem(new Text("残疾人证已过期，请换领"), "#certificate", DueOn: certificate.ExpiresOn);
            }
            else if (certificate.StateOn(today) == CertificateState.ExpiringSoon && certificate.ExpiresOn.DayNumber - today.DayNumber <= EndingWithinDays)
            {
                yield return new OpenItem(new Text("残疾人证快到期，可以换领"), "#certificate", DueOn: certificate.ExpiresOn);
            }
            if (certificate.Number.Id != person.IdNumber)
            {
                yield return new OpenItem(new Text("残疾人证号与身份证号不一致"), "#certificate", new Text("登记信息更正后的新证"));
            }
        }
        if (person.Account is null && cases.Any(c => c.StageKind == StageKind.Open))
        {
            yield return new OpenItem(new Text("补全收款账户"), "#account");
        }
        if (person.Consents.Count == 0 && cases.Any(c => c.StageKind == StageKind.Open))
        {
            yield return new OpenItem(new Text("登记知情同意"), "#consent");
        }
    }
}

using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Features.People;

/// <summary>What happened to a person across all programmes (经过): steps, visits, payments, certificates, hardships and allowances.</summary>
internal static class PersonHistory
{
    public static IEnumerable<HistoryItem> Of(Person person, IEnumerable<CaseFile> cases) =>
        cases.SelectMany(OfCase).Concat(OfCertificates(person)).Concat(OfHardships(person)).Concat(OfAllowances(person)).Concat(OfConsents(person));

    private static IEnumerable<HistoryItem> OfCase(CaseFile file)
    {
        var programme = Catalogue.Find(file.Programme);
        var name = new Text(programme?.Name ?? file.Programme);

        // Visits and follow-ups stand with what was found, so the event that only says they took place is left out.
        foreach (var happened in file.Events.Where(e => e.Kind is not (CaseEventKind.Visit or CaseEventKind.FollowUp)))
        {
            yield return new HistoryItem(happened.On, HistoryKind.Step, name, Words(happened.Title, happened.Remark), file.Id, happened.ActorName);
        }
        foreach (var visit in file.Visits)
        {
            yield return new HistoryItem(
                visit.On, HistoryKind.Visit, name, Words("{0}核实：{1}", visit.Note, new Text(visit.Way), new Text(visit.Finding.Label())), file.Id, visit.By);
        }
        foreach (var visit in file.FollowUps)
        {
            var found = visit.Satisfaction is { } satisfaction ? new Text(satisfaction.Label()) : new Text("已回访");
            yield return new HistoryItem(visit.On, HistoryKind.Visit, name, Words("{0}回访：{1}", visit.Problem, new Text(visit.Way), found), file.Id, visit.By);
        }
        foreach (var payment in file.Payments)
        {
            yield return payment is { State: PaymentState.Paid, PaidOn: { } paidOn }
                ? new HistoryItem(paidOn, HistoryKind.Money, name, new Text("发放到 {0}", payment.Payee), file.Id, PaidFen: payment.AmountFen)
                : new HistoryItem(payment.ListedOn, HistoryKind.Money, name, Words("{0} {1} 元", payment.Failure, new Text(payment.State.Label()), new Money(payment.AmountFen).InYuan()), file.Id);
        }
    }

    private static IEnumerable<HistoryItem> OfCertificates(Person person)
    {
        var what = new Text("残疾人证");
        foreach (var certificate in person.Certificates)
        {
            yield return new HistoryItem(
                certificate.IssuedOn, HistoryKind.Certificate, what, new Text("{0}，{1}", new Text(certificate.Reason.Label()), new Text(certificate.Description)));
            if (certificate is { Current: true, State: not CertificateState.Valid })
            {
                yield return new HistoryItem(certificate.StateSince, HistoryKind.Certificate, what, Words(certificate.State.Label(), certificate.StateReason));
            }
        }
        if (person.DeceasedOn is { } died)
        {
            yield return new HistoryItem(died, HistoryKind.Certificate, new Text("名册"), new Text("登记死亡"));
        }
    }

    private static IEnumerable<HistoryItem> OfHardships(Person person) => person.Hardships.SelectMany(h =>
        Period(new Text(h.IsMonitored ? "监测户" : "困难身份"), h.Risk is { Length: > 0 } risk ? new Text("{0}，{1}", new Text(h.Kind.Label()), new Text(risk)) : new Text(h.Kind.Label()), h.From, h.To, h.Source));

    private static IEnumerable<HistoryItem> OfAllowances(Person person) =>
        person.Allowances.SelectMany(a => Period(new Text("两项补贴"), new Text(a.Kind.Label()), a.From, a.To, a.Source));

    private static IEnumerable<HistoryItem> Period(Text what, Text kind, DateOnly from, DateOnly? to, string source)
    {
        yield return new HistoryItem(from, HistoryKind.Hardship, what, Words("{0}，开始", source, kind));
        if (to is { } last)
        {
            yield return new HistoryItem(last, HistoryKind.Hardship, what, new Text("{0}，结束", kind));
        }
    }

    private static IEnumerable<HistoryItem> OfConsents(Person person) => person.Consents.Select(c =>
        new HistoryItem(c.SignedOn, HistoryKind.Step, new Text("知情同意"), new Text("{0}，{1}，{2} 签", c.Purpose, new Text(c.Way), c.SignedBy)));

    private static Text Words(string key, string? remark, params object[] args) =>
        string.IsNullOrWhiteSpace(remark) ? new Text(key, args) : new Text("{0}：{1}", new Text(key, args), remark);
}

using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>A change of a certificate that the bureau is told about (证件变动).</summary>
/// <param name="What">新办证, 等级变更, 注销 and so on.</param>
/// <param name="On">The day it took effect.</param>
/// <param name="Certificate">The certificate after the change.</param>
/// <param name="Before">Category and grade before, or why; empty where there is nothing to say.</param>
public sealed record CertificateChange(string What, DateOnly On, Certificate Certificate, string Before = "");

/// <summary>Reads a person's certificates as they were on a day (证件历史).</summary>
public static class CertificateHistory
{
    /// <summary>The certificate in force, or last in force, on a day; null for a person who had none yet.</summary>
    public static Certificate? CertificateOn(this Person person, DateOnly day) =>
        person.Certificates.Where(c => c.IssuedOn <= day).OrderBy(c => c.IssuedOn).ThenBy(c => c.Current).LastOrDefault();

    /// <summary>
    /// The state a certificate had on a day. What is stored is the present state and since when; before that day it was valid, as far as the
    /// register knows.
    /// </summary>
    public static CertificateState StateAsOf(this Certificate certificate, DateOnly day)
    {
        if (certificate.State == CertificateState.Valid || certificate.StateSince <= day)
        {
            return certificate.StateOn(day);
        }
        return certificate.ExpiresOn < day ? CertificateState.Expired : CertificateState.Valid;
    }

    /// <summary>Whether it held on a day; one that may be renewed soon still does.</summary>
    public static bool InForceOn(this Certificate certificate, DateOnly day) =>
        certificate.StateAsOf(day) is CertificateState.Valid or CertificateState.ExpiringSoon;

    /// <summary>What happened to a person's certificates from one day to another, in order.</summary>
    public static IEnumerable<CertificateChange> CertificateChanges(this Person person, DateOnly from, DateOnly to)
    {
        var issued = person.Certificates.Where(c => c.IssuedOn >= from && c.IssuedOn <= to).Select(c => Issued(person, c));
        var last = person.CertificateOn(to);
        var ended = last is not null && last.StateSince >= from && last.StateSince <= to && WordOf(last.State) is { } word
            ? new CertificateChange(word, last.StateSince, last, person.DeceasedOn <= to && last.State == CertificateState.Cancelled ? "死亡" : "")
            : null;
        return issued.Append(ended).OfType<CertificateChange>().OrderBy(c => c.On);
    }

    private static CertificateChange Issued(Person person, Certificate certificate)
    {
        var before = person.Certificates.Where(c => c.IssuedOn < certificate.IssuedOn).MaxBy(c => c.IssuedOn);
        return certificate.Reason switch
        {
            IssueReason.First => new CertificateChange("新办证", certificate.IssuedOn, certificate),
            IssueReason.MovedIn => new CertificateChange("迁入", certificate.IssuedOn, certificate),
            IssueReason.Reassessed => new CertificateChange(Reassessed(before, certificate), certificate.IssuedOn, certificate, "原" + before?.Description),
            _ => new CertificateChange(certificate.Reason.Label(), certificate.IssuedOn, certificate),
        };
    }

    private static string Reassessed(Certificate? before, Certificate after) =>
        before is null ? IssueReason.Reassessed.Label() : before.Kind != after.Kind ? "类别变更" : "等级变更";

    private static string? WordOf(CertificateState state) => state switch
    {
        CertificateState.Cancelled or CertificateState.MovedOut or CertificateState.Frozen or CertificateState.ReportedLost => state.Label(),
        _ => null,
    };
}

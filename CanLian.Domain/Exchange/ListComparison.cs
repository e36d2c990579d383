using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>A person of the register as a list is compared with them (对照人).</summary>
public sealed record Counterpart(Guid Id, string Name, string RegionCode, Certificate? Certificate);

/// <summary>A difference that a list shows (比对出的差异), before it is known whether it is new.</summary>
public sealed record FoundDifference(DifferenceKind Kind, ListedPerson? Row, Counterpart? Person, string Ours, string Theirs, DifferenceCause Cause)
{
    /// <summary>The village the list names, where it is one of ours and another than the register's.</summary>
    public string? TheirRegion { get; init; }
}

/// <summary>
/// Compares a row of the monitoring list with the person whose number it carries (比对). What is empty says nothing; each kind that holds is found,
/// but a row about nobody gives one difference alone.
/// </summary>
/// <param name="places">The register's places, for what the list says in words.</param>
/// <param name="on">The day the list is of.</param>
/// <param name="list">Which list it is.</param>
public sealed class ListComparison(ListedPlaces places, DateOnly on, ListKind list = ListKind.Monitored)
{
    public IEnumerable<FoundDifference> Compare(ListedPerson row, Counterpart? person)
    {
        if (row.Number.Problem is not null)
        {
            return [new FoundDifference(DifferenceKind.BadNumber, row, null, "", "校验不对", DifferenceCause.TheirMistake)];
        }
        if (person is null)
        {
            return
            [
                new FoundDifference(DifferenceKind.OnlyTheirs, row, null, "名册里没有", row.Number.IsCertificate ? "有残疾标注" : "没有残疾标注",
                    row.Number.IsCertificate ? DifferenceCause.NotInRegister : DifferenceCause.NotMarkedDisabled),
            ];
        }
        return OfCertificate(row, person).Append(OfName(row, person)).Append(OfPlace(row, person)).OfType<FoundDifference>();
    }

    /// <summary>Monitored in the register, and on no row of the list.</summary>
    public static FoundDifference Missing(Counterpart person, HardshipKind kind) =>
        new(DifferenceKind.OnlyOurs, null, person, kind.Label(), "名单上没有", DifferenceCause.Unknown);

    /// <summary>One number in several households of the list.</summary>
    public static FoundDifference Several(ListedPerson row, Counterpart? person, IEnumerable<string> households) =>
        new(DifferenceKind.SeveralHouseholds, row, person, "一户", string.Join('、', households), DifferenceCause.TheirMistake);

    private IEnumerable<FoundDifference> OfCertificate(ListedPerson row, Counterpart person)
    {
        var number = row.Number;
        if (person.Certificate is not { } ours || ours.State is CertificateState.Cancelled or CertificateState.MovedOut)
        {
            // Whom the bureau does not call disabled may well have no certificate.
            if (number.IsCertificate)
            {
                yield return new FoundDifference(DifferenceKind.OnlyTheirs, row, person, Ended(person.Certificate),
                    number.Description, person.Certificate is null ? DifferenceCause.NoCertificate : DifferenceCause.CertificateEnded);
            }
            yield break;
        }
        if (number.IsCertificate && (number.Kind, number.Grade) != (ours.Kind, ours.Grade))
        {
            yield return new FoundDifference(DifferenceKind.Disability, row, person, ours.Description, number.Description, DifferenceCause.Unknown);
        }
        if (number.IsCertificate && number.ReissueCount != ours.Number.ReissueCount)
        {
            yield return new FoundDifference(DifferenceKind.NumberNotLatest, row, person, Suffix(ours.Number.ReissueCount), number.ReissueCount is { } n ? Suffix(n) : number.Tail[2..],
                number.ReissueCount > ours.Number.ReissueCount ? DifferenceCause.WeAreLate : DifferenceCause.TheyAreLate);
        }
        if (ours.StateOn(on) is CertificateState.Frozen or CertificateState.Expired)
        {
            yield return new FoundDifference(DifferenceKind.NotInForce, row, person, ours.StateOn(on).Label(), list == ListKind.Monitored ? "在监测" : "在脱贫人口里", DifferenceCause.Unknown);
        }
    }

    private static string Ended(Certificate? certificate) => certificate?.State switch
    {
        null => "没有残疾人证",
        CertificateState.MovedOut => "残疾人证已迁出",
        _ => "残疾人证已注销",
    };

    private static FoundDifference? OfName(ListedPerson row, Counterpart person) => PlainName(row.Name) == PlainName(person.Name)
        ? null
        : new FoundDifference(DifferenceKind.Name, row, person, person.Name, row.Name, DifferenceCause.Unknown);

    private FoundDifference? OfPlace(ListedPerson row, Counterpart person)
    {
        var (town, village) = (places.NameOf(Region.TownOf(person.RegionCode)), places.NameOf(person.RegionCode));
        if (ListedPlaces.Same(row.Town, town) && ListedPlaces.Same(row.Village, village))
        {
            return null;
        }
        var theirs = places.VillageOf(row.Town, row.Village);
        return theirs == person.RegionCode
            ? null
            : new FoundDifference(DifferenceKind.Place, row, person, town + village, row.Town + row.Village, DifferenceCause.Unknown) { TheirRegion = theirs };
    }

    /// <summary>A name as it is compared: blanks between the characters of a short one, and the dot of a long one, are written in many ways.</summary>
    public static string PlainName(string name) => HalfWidth.Compact(name).Replace('•', '·').Replace('・', '·').Replace('.', '·').Replace('‧', '·');

    private static string Suffix(int count) => count == 0 ? "首次发证" : "B" + count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

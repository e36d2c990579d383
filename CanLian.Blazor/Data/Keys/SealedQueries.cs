using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Keys;

/// <summary>Queries that touch sealed numbers (加密列上的查询): equal numbers are found by hash, and a list opens what it shows.</summary>
public static class SealedQueries
{
    /// <summary>The sealed ID number, for a projection: <c>EF.Property&lt;byte[]&gt;(person, SealedQueries.IdNumber)</c>.</summary>
    public const string IdNumber = nameof(Person.IdNumber) + "Sealed";

    /// <summary>Its keyed hash, for a projection or a comparison.</summary>
    public const string IdNumberHash = nameof(Person.IdNumber) + "Hash";

    /// <summary>The sealed number of a certificate, for a projection.</summary>
    public const string CertificateNumber = nameof(Certificate.Number) + "Sealed";

    private static readonly SealedColumn _idNumber = SealedColumn.Of(typeof(Person)).Single(c => c.Property == nameof(Person.IdNumber));

    private static readonly SealedColumn _certificateNumber = SealedColumn.Of(typeof(Certificate)).Single(c => c.Property == nameof(Certificate.Number));

    /// <summary>Those who have an ID number: one or none.</summary>
    public static IQueryable<Person> WithIdNumber(this IQueryable<Person> persons, CanLianDb db, IdNumber id)
    {
        var hash = db.HashOf(id);
        return persons.Where(p => EF.Property<string>(p, IdNumberHash) == hash);
    }

    /// <summary>Those who have one of several ID numbers.</summary>
    public static IQueryable<Person> WithIdNumbers(this IQueryable<Person> persons, CanLianDb db, IEnumerable<IdNumber> ids)
    {
        var hashes = ids.Select(db.HashOf).ToList();
        return persons.Where(p => hashes.Contains(EF.Property<string>(p, IdNumberHash)));
    }

    /// <summary>The keyed hash an ID number is found by.</summary>
    public static string HashOf(this CanLianDb db, IdNumber id) => db.Hash.Of(_idNumber.Name, id.Value);

    /// <summary>The keyed hash of a number that belongs to nobody of the register, to know it again.</summary>
    public static string HashOf(this CanLianDb db, ListedNumber number) => db.Hash.Of("Differences.Number", number.Id?.Value ?? number.Written);

    /// <summary>Opens a projected certificate number.</summary>
    public static CertificateNumber OpenCertificateNumber(this CanLianDb db, Guid certificate, byte[] sealedNumber) =>
        Domain.Common.CertificateNumber.Parse(db.Ring.OpenText(_certificateNumber.Name, certificate.ToByteArray(), sealedNumber));

    /// <summary>Opens a projected ID number.</summary>
    public static IdNumber OpenIdNumber(this CanLianDb db, Guid person, byte[] sealedNumber) =>
        Domain.Common.IdNumber.Parse(db.Ring.OpenText(_idNumber.Name, person.ToByteArray(), sealedNumber));
}

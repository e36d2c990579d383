using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Keys;

/// <summary>Queries that touch sealed numbers (加密列上的查询): equal numbers are found by hash, and a list opens what it shows.</summary>
public static class SealedQueries
{
    /// <summary>The sealed ID number, for a projection: <c>EF.Property&lt;byte[]&gt;(person, SealedQueries.IdNumber)</c>.</summary>
    public const string IdNumber = nameof(Person.IdNumber) + "Sealed";

    private static readonly SealedColumn _idNumber = SealedColumn.Of(typeof(Person)).Single(c => c.Property == nameof(Person.IdNumber));

    /// <summary>Those who have an ID number: one or none.</summary>
    public static IQueryable<Person> WithIdNumber(this IQueryable<Person> persons, CanLianDb db, IdNumber id)
    {
        var hash = db.Hash.Of(_idNumber.Name, id.Value);
        return persons.Where(p => EF.Property<string>(p, nameof(Person.IdNumber) + "Hash") == hash);
    }

    /// <summary>Those who have one of several ID numbers.</summary>
    public static IQueryable<Person> WithIdNumbers(this IQueryable<Person> persons, CanLianDb db, IEnumerable<IdNumber> ids)
    {
        var hashes = ids.Select(id => db.Hash.Of(_idNumber.Name, id.Value)).ToList();
        return persons.Where(p => hashes.Contains(EF.Property<string>(p, nameof(Person.IdNumber) + "Hash")));
    }

    /// <summary>Opens a projected ID number.</summary>
    public static IdNumber OpenIdNumber(this CanLianDb db, Guid person, byte[] sealedNumber) =>
        Domain.Common.IdNumber.Parse(db.Ring.OpenText(_idNumber.Name, person.ToByteArray(), sealedNumber));
}

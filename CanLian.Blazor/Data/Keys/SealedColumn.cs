using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using CanLian.Domain.Exchange;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CanLian.Blazor.Data.Keys;

/// <summary>
/// A number that lies sealed in the database (加密列). The record has the number as a property that the database does not know; beside it stands the
/// sealed value, and where the number is looked up or must be unique, its keyed hash.
/// </summary>
/// <param name="Entity">The record.</param>
/// <param name="Property">The record's property.</param>
/// <param name="Name">Table and column, to which a sealed value is bound.</param>
/// <param name="Read">Takes the number from the record; null where it has none.</param>
/// <param name="Write">Puts the number into the record.</param>
/// <param name="Mask">How the number looks in the change log.</param>
/// <param name="Hashed">Whether its keyed hash is kept.</param>
internal sealed record SealedColumn(
    Type Entity, string Property, string Name, Func<object, string?> Read, Action<object, string> Write, Func<string, string> Mask, bool Hashed = false)
{
    /// <summary>Every sealed column there is.</summary>
    public static IReadOnlyList<SealedColumn> All { get; } =
    [
        Of<Person>("Persons.IdNumber", nameof(Person.IdNumber), p => p.IdNumber.Value, (p, n) => p.IdNumber = Id(n), MaskId, hashed: true),
        Of<Person>("Persons.Phone", nameof(Person.Phone), p => p.Phone, (p, n) => p.Phone = n, Tail),
        Of<Guardian>("Persons.Guardian.Phone", nameof(Guardian.Phone), g => g.Phone, (g, n) => g.Phone = n, Tail),
        Of<Guardian>("Persons.Guardian.IdNumber", nameof(Guardian.IdNumber), g => g.IdNumber?.Value, (g, n) => g.IdNumber = Id(n), MaskId),
        Of<BankAccount>("Persons.Account.Number", nameof(BankAccount.Number), a => a.Number, (a, n) => a.Number = n, Tail, hashed: true) with { HashedLater = true },
        Of<Vacancy>("Vacancies.Phone", nameof(Vacancy.Phone), v => v.Phone.Length == 0 ? null : v.Phone, (v, n) => v.Phone = n, Tail),
        Of<Difference>("Differences.Number", nameof(Difference.Number), d => d.Number, (d, n) => d.Number = n, Domain.Common.Mask.Document),
        Of<Organisation>("Organisations.AccountNumber", nameof(Organisation.AccountNumber), o => o.AccountNumber, (o, n) => o.AccountNumber = n, Tail),
        Of<PaymentLine>("PaymentLines.AccountNumber", nameof(PaymentLine.AccountNumber), l => l.AccountNumber, (l, n) => l.AccountNumber = n, Tail),
        Of<Certificate>(
            "Certificates.Number", nameof(Certificate.Number), c => c.Number.Value, (c, n) => c.Number = CertificateNumber.Parse(n),
            n => CertificateNumber.TryParse(n, out var number, out _) ? number.Masked : "", hashed: true),
    ];

    private static readonly Dictionary<Type, SealedColumn[]> _ofType = All.GroupBy(c => c.Entity).ToDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Rows that were there before the hash have none until it is filled in.</summary>
    public bool HashedLater { get; init; }

    public string SealedProperty => Property + "Sealed";

    public string HashProperty => Property + "Hash";

    public static IReadOnlyList<SealedColumn> Of(Type entity) => _ofType.GetValueOrDefault(entity, []);

    /// <summary>The column whose sealed value or hash a property of the model is; null for any other.</summary>
    public static SealedColumn? BehindProperty(IReadOnlyProperty property) =>
        Array.Find(_ofType.GetValueOrDefault(property.DeclaringType.ClrType, []), c => c.SealedProperty == property.Name || c.HashProperty == property.Name);

    /// <summary>The row a tracked record lies in; what a person owns lies in the person's row.</summary>
    public static byte[] RowOf(EntityEntry entry) => ((Guid)entry.Property(entry.Metadata.FindPrimaryKey()!.Properties[0]).CurrentValue!).ToByteArray();

    private static SealedColumn Of<T>(
        string name, string property, Func<T, string?> read, Action<T, string> write, Func<string, string> mask, bool hashed = false) =>
        new(typeof(T), property, name, record => read((T)record), (record, number) => write((T)record, number), mask, hashed);

    private static IdNumber Id(string number) => number.Length == 0 ? default : IdNumber.Parse(number);

    private static string MaskId(string number) => Id(number).Masked;

    /// <summary>Hides all but the last two characters.</summary>
    public static string Tail(string number) => "****" + (number.Length > 4 ? number[^2..] : "");
}

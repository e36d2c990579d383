using CanLian.Domain.Cases;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>What a family paid itself for somebody's treatment or training (家庭自付), on the day the case was done.</summary>
public sealed record FamilyExpense(Guid PersonId, DateOnly On, decimal Yuan);

/// <summary>What a month's package is made from (取数范围).</summary>
/// <param name="Members">Every person of every household that is monitored or was lifted out of poverty, with household, certificates, hardships and allowances.</param>
/// <param name="Cases">Cases of these persons and households that were done in the year.</param>
/// <param name="Changed">Persons whose certificate may have changed in the month before, whoever they are.</param>
/// <param name="Stirred">Persons to whom something happened in the month that may warn of poverty, with everybody of their households.</param>
/// <param name="Care">Cases of care of those.</param>
/// <param name="Register">Holders of agricultural registration.</param>
/// <param name="ProgrammeName">Chinese name of a programme code.</param>
/// <param name="Numbered">Numbers that clues of the month have been given before.</param>
/// <param name="Kept">Differences in which our side was kept since the package before, or is kept no longer.</param>
public sealed record PackageFacts(
    IReadOnlyList<Person> Members, IReadOnlyList<CaseFile> Cases, IReadOnlyList<Person> Changed, IReadOnlyList<Person> Stirred, IReadOnlyList<CaseFile> Care,
    IReadOnlyList<Person> Register, Func<string, string> ProgrammeName, IReadOnlyDictionary<(Guid Person, ClueRule Rule), string> Numbered,
    IReadOnlyList<Difference> Kept)
{
    /// <summary>What families of those to whom something happened paid themselves in the year.</summary>
    public IReadOnlyList<FamilyExpense> Expenses { get; init; } = [];

    /// <summary>From so many yuan a year on a family's own expense warns of poverty.</summary>
    public decimal HighExpense { get; init; } = decimal.MaxValue;
}

using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Employment;

/// <summary>
/// What an employer learns of somebody who is put forward (推荐表): abilities and needs. Category and level of the disability, diagnosis, numbers and
/// address have no place here, so none can slip in.
/// </summary>
public sealed record EmployerSheet(
    string Name, Sex Sex, int Age, string Village, string Trade, WorkTime Time, IReadOnlyList<string> Skills, IReadOnlyList<WorkAbility> Can,
    IReadOnlyList<WorkAbility> Cannot, IReadOnlyList<WorkSupport> Needs)
{
    public static EmployerSheet Of(Person person, JobWish wish, string village, DateOnly on) => new(
        person.Name, person.Sex, person.AgeOn(on), village, wish.Trade, wish.Time, wish.Skills, [.. Enum.GetValues<WorkAbility>().Except(wish.Cannot)], wish.Cannot, wish.Needs);
}

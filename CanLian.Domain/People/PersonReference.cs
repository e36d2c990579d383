namespace CanLian.Domain.People;

/// <summary>
/// A person of the register whom a form names (所指的人): by id, with the name and the masked number to know them by. The number itself stays in
/// the register alone.
/// </summary>
/// <param name="Id">The person; null where the register has nobody with the number.</param>
/// <param name="Name">The name.</param>
/// <param name="Number">The ID number, masked.</param>
public sealed record PersonReference(Guid? Id, string Name, string Number)
{
    public static PersonReference To(Person person) => new(person.Id, person.Name, person.IdNumber.Masked);

    public override string ToString() => Number.Length == 0 ? Name : $"{Name}（{Number}）";
}

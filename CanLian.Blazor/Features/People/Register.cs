using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>What every write to the register has in common (名册写入): who may, what is loaded, and how it is committed.</summary>
internal static class Register
{
    /// <summary>Village workers, town and district officers keep the register; the others read it.</summary>
    public static bool MayEdit(Actor actor) => Access.Allows(actor.Role, Access.EditsPersons);

    public static Outcome ReadOnly { get; } = Outcome.Refused("改档案由村（社区）、镇（街道）和区残联经办来做，您的角色只能看");

    public static Outcome Unknown { get; } = Outcome.Refused("名册里找不到这个人");

    /// <summary>The person with everything that search keys and rules are made of; null when not in the actor's region.</summary>
    public static Task<Person?> OpenAsync(CanLianDb db, Guid id) => PersonQueries.Whole(db.Persons).SingleOrDefaultAsync(p => p.Id == id);

    /// <summary>Commits a change of the person or of anything that belongs to them; whoever else has the file open will be told.</summary>
    public static async Task<Outcome> CommitAsync(CanLianDb db, Person person)
    {
        var entry = db.Entry(person);
        if (entry.State == EntityState.Unchanged)
        {
            // A guardian or a certificate has no version of its own, and without this search keys of a guardian's phone would stay old.
            entry.Property(p => p.Version).IsModified = true;
        }
        return await db.SaveOrRefuseAsync("就在刚才，别人先改了这份档案，这次没有存。打开最新的再改");
    }

    /// <summary>The name under which the change log keeps the last change of the person; null where there is none.</summary>
    public static async Task<string?> LastSavedByAsync(CanLianDb db, Guid id)
    {
        var key = id.ToString();
        return await db.ChangeLog.Where(e => e.EntityId == key).OrderByDescending(e => e.Id).Select(e => e.ActorName).FirstOrDefaultAsync();
    }
}

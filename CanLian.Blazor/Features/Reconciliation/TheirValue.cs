using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>
/// What the bureau's list says of one person, against the register (对方的值): written into it by the same road as every other change, or found to stand there
/// already.
/// </summary>
internal sealed class TheirValue(CanLianDb db, Difference difference, DateTime now)
{
    private const int LongestName = 50;

    // What the register may be given from a list.
    private static readonly DifferenceKind[] _written = [DifferenceKind.Name, DifferenceKind.Place, DifferenceKind.OnlyOurs];

    /// <summary>Writes it into the register.</summary>
    public async Task<Outcome> TakeAsync(string month)
    {
        if (await PersonAsync() is not { } person)
        {
            return Outcome.Refused("名册里找不到这个人");
        }
        return difference.Kind switch
        {
            DifferenceKind.Name => await RenameAsync(person, difference.Theirs.Trim()),
            DifferenceKind.Place => Move(person, difference.TheirRegionCode!),
            _ => Leave(person, month),
        };
    }

    /// <summary>Whether the register says the same: then there is nothing of ours to be kept.</summary>
    public async Task<bool> IsOursTooAsync() => _written.Contains(difference.Kind) && await PersonAsync() is { } person && difference.Kind switch
    {
        DifferenceKind.Name => ListComparison.PlainName(person.Name) == ListComparison.PlainName(difference.Theirs),
        DifferenceKind.Place => person.RegionCode == difference.TheirRegionCode,
        DifferenceKind.OnlyOurs => !person.Hardships.Exists(h => IsOf(h) && h.To is null),
        _ => false,
    };

    // Search keys are made of these, and a household moves together.
    private Task<Person?> PersonAsync() => db.Persons
        .Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Household!.Members).ThenInclude(m => m.Certificates)
        .AsSplitQuery().SingleOrDefaultAsync(p => p.Id == difference.PersonId);

    private async Task<Outcome> RenameAsync(Person person, string name)
    {
        if (name.Contains("某某", StringComparison.Ordinal) || name.Contains('*') || name.Contains('＊'))
        {
            return Outcome.Refused("对方的姓名是遮盖过的（{0}），不能写进名册", name);
        }
        if (name.Length is 0 or > LongestName)
        {
            return Outcome.Refused("姓名最多 {0} 个字", LongestName);
        }
        if (person.Household is { } household && household.HeadName == person.Name)
        {
            household.HeadName = name;
        }
        person.Name = name;
        await Twins.FlagAsync(db, person, now);
        return Outcome.Done;
    }

    private static Outcome Move(Person person, string village)
    {
        if (person.Household is { } household)
        {
            foreach (var member in household.Members.Where(m => m.RegionCode == household.RegionCode))
            {
                member.RegionCode = village;
            }
            household.RegionCode = village;
        }
        person.RegionCode = village;
        return Outcome.Done;
    }

    // Off the list since the month before: on the list's own day the household was no longer there.
    private Outcome Leave(Person person, string month)
    {
        var last = Month.TryParse(month, out var given) ? given.FirstDay.AddDays(-1) : default;
        foreach (var fact in person.Hardships.Where(h => IsOf(h) && (h.To is null || h.To > last)))
        {
            fact.To = last < fact.From ? fact.From : last;
        }
        return Outcome.Done;
    }

    private bool IsOf(Hardship fact) => difference.FromList == ListKind.LiftedOut ? fact.Kind == HardshipKind.LiftedOut : fact.IsMonitored;
}

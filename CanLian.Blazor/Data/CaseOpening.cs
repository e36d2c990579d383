using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Data;

/// <summary>Opens a case with the next number of its programme and year (立案). It is part of the context's unit of work: whoever opens it saves.</summary>
public static class CaseOpening
{
    /// <param name="db">The context of whoever opens it.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="person">The person with certificates and hardships.</param>
    /// <param name="appliedOn">The day of the application.</param>
    /// <param name="now">The moment (UTC).</param>
    /// <param name="kind">Kind of case, where whoever opens it knows.</param>
    public static async Task<CaseFile> OpenAsync(CanLianDb db, Programme programme, Person person, DateOnly appliedOn, DateTime now, string? kind = null)
    {
        var number = await NextNumberAsync(db, programme, appliedOn.Year);
        var file = CaseFile.Open(number, programme.Code, appliedOn.Year, person, programme.Subject == Subject.Household, programme.Flow, appliedOn, db.Actor, now);
        file.Form = programme.WriteForm(programme.NewForm(person, appliedOn));
        file.Kind = kind;
        db.Add(file);
        return file;
    }

    private static async Task<string> NextNumberAsync(CanLianDb db, Programme programme, int year)
    {
        var counter = await db.CaseCounters.FindAsync(programme.Code, year);
        if (counter is null)
        {
            counter = new CaseCounter { Programme = programme.Code, Year = year };
            db.Add(counter);
        }
        counter.Last++;
        return CaseNumber.Of(year, programme, counter.Last);
    }
}

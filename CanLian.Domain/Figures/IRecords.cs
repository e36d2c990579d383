using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>The records that figures are computed from: the database at run time, lists in memory in a test.</summary>
public interface IRecords
{
    IQueryable<Person> Persons { get; }
    IQueryable<CaseFile> Cases { get; }
    IQueryable<FollowUp> FollowUps { get; }
    IQueryable<Batch> Batches { get; }
    IQueryable<Target> Targets { get; }
    IQueryable<Organisation> Organisations { get; }
    IQueryable<PolicySetting> Policies { get; }

    /// <summary>
    /// A query in which cases of other regions count too, as they do for the rules: who moved here must not be served twice. Whom it is about stays
    /// whom the reader may see.
    /// </summary>
    IQueryable<T> WithCasesElsewhere<T>(IQueryable<T> query) where T : class => query;

    /// <summary>The years that are closed; none where nobody closes any.</summary>
    IReadOnlyList<YearClosing> Closings => [];

    /// <summary>The first month (月) that this installation hands over; null where nobody has settled it.</summary>
    Month? FirstExchangeMonth => null;

    /// <summary>The numbers of a figure that are kept beside the records (汇总), for every region asked for; null where they have to be computed.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="scope">Year and day; its region is not looked at.</param>
    /// <param name="regions">Regions of one level.</param>
    IReadOnlyDictionary<string, FigureValue>? Tallied(Figure figure, FigureScope scope, IReadOnlyList<string> regions) => null;

    /// <summary>Cases of a year that were touched after a day, as they were at its end; none where nobody keeps a log.</summary>
    /// <param name="lastDay">The day.</param>
    /// <param name="programme">Of one programme; null for all.</param>
    /// <param name="year">Year of the cases.</param>
    IReadOnlyList<PastCase> CasesAt(DateOnly lastDay, string? programme, int year) => [];

    /// <summary>Targets of a year as they were at the end of a day; as they are where nobody keeps a log.</summary>
    IReadOnlyList<Target> TargetsAt(DateOnly lastDay, int year) => [.. Targets.Where(t => t.Year == year)];

    /// <summary>Records other than cases that were touched after a day, by their ids; none where nobody keeps a log.</summary>
    IReadOnlyDictionary<Guid, Touch> TouchedSince(DateOnly lastDay) => new Dictionary<Guid, Touch>();

    /// <summary>What several figures ask for alike, read once for as long as nothing is written through these records.</summary>
    /// <param name="key">What is asked, with every condition.</param>
    /// <param name="read">Reads it.</param>
    T Once<T>(object key, Func<T> read) where T : class => read();

    /// <summary>Records of a kind that only some figures know, such as articles; none where nobody keeps any.</summary>
    IQueryable<T> Of<T>() where T : class => Enumerable.Empty<T>().AsQueryable();
}

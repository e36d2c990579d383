using CanLian.Domain.Cases;
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

    /// <summary>The years that are closed; none where nobody closes any.</summary>
    IReadOnlyList<YearClosing> Closings => [];

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

    /// <summary>Records of a kind that only some figures know, such as articles; none where nobody keeps any.</summary>
    IQueryable<T> Of<T>() where T : class => Enumerable.Empty<T>().AsQueryable();
}

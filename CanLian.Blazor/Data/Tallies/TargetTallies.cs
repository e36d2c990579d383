using CanLian.Blazor.Data.Bulk;
using CanLian.Domain;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>Tasks are few and seldom change (任务汇总): those of a programme and year are counted anew.</summary>
internal static class TargetTallies
{
    /// <summary>Counts some tasks anew, by the figures' own definition.</summary>
    public static void Renew(CanLianDb db, IReadOnlyCollection<(string Programme, int Year)> changed)
    {
        foreach (var year in changed.GroupBy(c => c.Year, c => c.Programme))
        {
            var figures = Catalogue.Tallied.Targets.Where(f => f.Programme is null || year.Contains(f.Programme)).ToList();
            var ids = figures.ConvertAll(f => f.Id);
            db.TargetTallies.Where(t => t.Year == year.Key && ids.Contains(t.FigureId)).ExecuteDelete();
            new BulkInsert(db).Add(Of(db, year.Key, figures));
        }
    }

    /// <summary>All of them, whatever there was before.</summary>
    public static void RenewAll(CanLianDb db)
    {
        db.TargetTallies.ExecuteDelete();
        Renew(db, [.. db.Targets.Select(t => new { t.Programme, t.Year }).Distinct().AsEnumerable().Select(t => (t.Programme, t.Year))]);
    }

    /// <summary>What some figures are in every region of a year that has tasks.</summary>
    public static List<TargetTally> Of(CanLianDb db, int year, IReadOnlyList<TargetFigure> figures)
    {
        var codes = db.Targets.Where(t => t.Year == year).Select(t => t.RegionCode).Distinct().ToList();
        var scope = new FigureScope(year, "", new DateOnly(year, 12, 31)) { Live = true };
        return [.. from length in TallySheet.Levels
                   let regions = codes.Where(c => c.Length >= length).Select(c => c[..length]).Distinct().ToList()
                   from figure in figures
                   from found in figure.EvaluateEach(db, scope, regions)
                   where found.Value.Number is not null
                   select new TargetTally { Year = year, RegionCode = found.Key, FigureId = figure.Id, Number = found.Value.Number!.Value, Records = found.Value.Records }];
    }
}

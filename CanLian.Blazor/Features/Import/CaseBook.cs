using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>The cases that rows of this run may be about (案件簿): those of the persons and households asked for, and those the run has added.</summary>
internal sealed class CaseBook(CanLianDb db)
{
    private readonly Dictionary<(string Programme, Guid Subject), List<CaseFile>> _cases = [];
    private readonly HashSet<(string Programme, Guid Subject)> _read = [];
    private readonly HashSet<Guid> _known = [];

    /// <summary>Cases of a person, or of a household, in one programme.</summary>
    public IReadOnlyList<CaseFile> Of(string programme, Guid subject) => _cases.GetValueOrDefault((programme, subject), []);

    public void Add(CaseFile file)
    {
        if (_known.Add(file.Id))
        {
            Under(file.Programme, file.PersonId).Add(file);
            if (file.HouseholdId is { } household)
            {
                Under(file.Programme, household).Add(file);
            }
        }
    }

    public async Task LoadAsync(string programme, IEnumerable<Guid> persons, IEnumerable<Guid> households)
    {
        foreach (var some in persons.Where(p => _read.Add((programme, p))).Chunk(500))
        {
            Keep(await Stored(programme).Where(c => some.Contains(c.PersonId)).ToListAsync());
        }
        foreach (var some in households.Where(h => _read.Add((programme, h))).Chunk(500))
        {
            Keep(await Stored(programme).Where(c => some.Contains(c.HouseholdId!.Value)).ToListAsync());
        }
    }

    private IQueryable<CaseFile> Stored(string programme) =>
        db.Cases.Include(c => c.Events).Include(c => c.FollowUps).AsSplitQuery().Where(c => c.Programme == programme);

    private void Keep(List<CaseFile> files) => files.ForEach(Add);

    private List<CaseFile> Under(string programme, Guid subject)
    {
        if (!_cases.TryGetValue((programme, subject), out var files))
        {
            _cases.Add((programme, subject), files = []);
        }
        return files;
    }
}

using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.ReliefVisit;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The autumn round to every monitored household (走访慰问), and the list of the round before the new year.</summary>
internal sealed class ReliefVisitCases(DistrictRecords records, CaseBook book)
{
    // Thirty households with 470 yuan and one with 400 make 14,500.
    private const long Usual = 47_000;
    private const long Least = 40_000;
    private static readonly DateOnly Applied = new(2023, 8, 28);

    public void Fill()
    {
        var autumn = Add("2023年“大走访、大帮扶”", new(2023, 9, 11), new(2023, 9, 22), BatchState.Ended);
        var households = Listed(Applied, new(2023, 10, 31));
        foreach (var (i, person) in households.Index())
        {
            var file = Open(person, autumn, Applied, i == 0 ? Least : Usual);
            var visited = new DateOnly(2023, 9, 11).AddDays(i % 10);
            book.Walk(file, ("R1", Applied), ("R2", new(2023, 9, 1)), ("R3", visited));
            book.Write(file, new ReliefVisitForm
            {
                Occasion = autumn.Name,
                VisitedOn = visited,
                Visitors = Colleagues.Town(person.RegionCode).Name + "、" + Colleagues.Village(person.RegionCode).Name,
                Relief = ReliefKind.Cash,
                Condition = "家庭情况稳定",
                Difficulties = i % 9 == 4 ? [NewDifficulty.Medical] : [],
            });
            if (i % 10 != 7)
            {
                file.RecordPayment("慰问-2023-0928", person.Name, file.AmountFen!.Value, new(2023, 9, 28));
                book.Take(file, "R4", new(2023, 9, 28));
            }
        }
        FillOpen(households);
    }

    private void FillOpen(List<Person> households)
    {
        var winter = Add("2024年元旦春节慰问", new(2023, 12, 25), new(2024, 1, 31), BatchState.Running);
        foreach (var (i, person) in households.Skip(3).Take(8).Index())
        {
            var file = Open(person, winter, new(2023, 12, 11), Usual);
            (string Step, DateOnly On)[] way = [("R1", new(2023, 12, i < 2 ? 12 : 25)), ("R2", new(2023, 12, 26))];
            book.Walk(file, way.Take(i < 5 ? 1 : 2));
        }
    }

    /// <summary>One holder of each household on the list on both days.</summary>
    private List<Person> Listed(DateOnly first, DateOnly last) =>
        [.. book.Eligible(first, last).Where(records.Monitored.Includes).OrderBy(p => p.Id).DistinctBy(p => p.HouseholdId)];

    private CaseFile Open(Person person, Batch round, DateOnly on, long fen)
    {
        var file = book.Open(person, on, DistrictPlans.DistrictFunds);
        (file.Batch, file.BatchId, file.AmountFen) = (round, round.Id, fen);
        book.Write(file, new ReliefVisitForm { Occasion = round.Name });
        return file;
    }

    private Batch Add(string name, DateOnly from, DateOnly to, BatchState state)
    {
        var round = new Batch
        {
            Id = records.Chance.NextId(),
            Programme = book.Programme.Code,
            Year = from.Year,
            Name = name,
            RegionCode = Places.District,
            State = state,
            StartsOn = from,
            EndsOn = to,
        };
        records.Batches.Add(round);
        return round;
    }
}

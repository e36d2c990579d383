using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Culture;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The autumn outing with its forty participants, and the reading group of the coming winter (五个一活动).</summary>
internal sealed class CultureCases(DistrictRecords records, CaseBook book)
{
    private static readonly int[] OfTowns = [8, 6, 10, 9, 7];
    private static readonly DateOnly Held = new(2023, 10, 12);

    public void Fill()
    {
        var outing = Add("金秋游园暨文体活动", Held, "东湖公园", BatchState.Ended);
        var eligible = book.Eligible(new(2023, 9, 11), Held, asked: true).Where(p => p.Certificate!.Kind == DisabilityKind.Physical && p.AgeOn(Held) is > 18 and < 75).ToList();
        foreach (var (i, person) in book.Chosen(eligible, OfTowns, []).Index())
        {
            var file = Enrol(person, new DateOnly(2023, 9, 11).AddDays(i % 9));
            Join(file, outing);
            book.Walk(file, ("E1", file.AppliedOn), ("E2", new(2023, 9, 26)), ("E4", Held));
            file.Kind = book.Programme.Kinds[i % book.Programme.Kinds.Count];
            book.Write(file, new CultureForm { FitToGo = true, SignedIn = true, Support = i % 6 == 0 ? [Support.Wheelchair, Support.Transport] : [] });
        }
        FillOpen();
    }

    private void FillOpen()
    {
        var reading = Add("新春读书会", new(2024, 1, 13), "区图书馆", BatchState.Enrolling);
        var rest = book.Eligible(new(2023, 12, 4), new(2023, 12, 22), asked: true).Where(p => !records.ShownByName.Contains(p.Id) && !p.NeedsGuardian(Held) && p.AgeOn(Held) < 70)
            .OrderByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).Take(7).ToList();
        foreach (var (i, person) in rest.Index())
        {
            var file = Enrol(person, new(2023, 12, 5));
            book.Take(file, "E1", new(2023, 12, 6));
            if (i is > 2 and < 6)
            {
                Join(file, reading);
                book.Take(file, "E2", new(2023, 12, 20));
            }
            if (i == 6)
            {
                book.Take(file, "E7", new(2023, 12, 11), "身体条件不宜外出");
            }
        }
    }

    private Batch Add(string name, DateOnly on, string place, BatchState state)
    {
        var batch = new Batch
        {
            Id = records.Chance.NextId(),
            Programme = book.Programme.Code,
            Year = DemonstrationDistrict.Year,
            Name = name,
            RegionCode = Places.District,
            State = state,
            StartsOn = on,
            EndsOn = on,
            Place = place,
            Teacher = "安全负责人王科长",
            Capacity = 60,
            FundsFen = 1_200_000,
            ContractNumber = "保险单2023-1012",
        };
        records.Batches.Add(batch);
        return batch;
    }

    private CaseFile Enrol(Person person, DateOnly on)
    {
        var file = book.Open(person, on, null);
        book.Write(file, new CultureForm { FitToGo = true });
        return file;
    }

    private static void Join(CaseFile file, Batch batch) => (file.Batch, file.BatchId) = (batch, batch.Id);
}

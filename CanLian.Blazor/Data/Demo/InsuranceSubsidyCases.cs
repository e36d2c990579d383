using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.InsuranceSubsidy;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's insurance contributions (医保补贴): 143 persons, 23 of them in monitored households.</summary>
internal sealed class InsuranceSubsidyCases(DistrictRecords records, CaseBook book)
{
    private const string Title = "医保缴费补贴公示";
    private const long Subsidy = 35_000;
    private const int OfMonitored = 23;
    private static readonly int[] OfTowns = [24, 21, 38, 32, 28];
    private static readonly DateOnly First = new(2023, 3, 1);

    public void Fill()
    {
        var eligible = book.Eligible(First, new(2023, 6, 30));
        var monitored = eligible.Where(records.Monitored.Includes).OrderBy(p => p.Id).Take(OfMonitored).ToList();
        foreach (var (i, person) in book.Chosen(eligible.Where(p => p.Account is not null), OfTowns, monitored).Index())
        {
            Complete(person, i);
        }
        FillOpen();
    }

    private void Complete(Person person, int index)
    {
        var paidFor = person.Account is null || index % 5 == 0;
        var file = Apply(person, First.AddDays(index % 15), paidFor);
        book.Walk(file, ("A1", file.AppliedOn), ("A2", new(2023, 3, 20)), ("A3", new(2023, 3, 27)), ("A4", new(2023, 4, 6)));
        book.Publish(file, Title, new(2023, 4, 6));
        book.Walk(file, ("A5", new(2023, 4, 17)), ("A6", new(2023, 4, 21)));
        if (paidFor)
        {
            file.RecordPayment("医保代缴-2023-0506", "居民医保", Subsidy, new(2023, 5, 6));
            book.Take(file, "A8P", new(2023, 5, 6));
        }
        else
        {
            book.Pay(file, "2023-医补-1", new(2023, 4, 27), new(2023, 5, 11), "惠农-2023-0511");
        }
    }

    /// <summary>Found on the bureau's autumn list: at the village and the town, too long with the district, and one insured by an employer.</summary>
    private void FillOpen()
    {
        (string Step, DateOnly On)[] way = [("A1", new(2023, 11, 21)), ("A2", new(2023, 11, 24)), ("A3", new(2023, 12, 1)), ("A4", new(2023, 12, 21))];
        int[] steps = [1, 2, 3, 3, 4, 4];
        foreach (var (i, person) in book.InShiqiaoFirst(book.Eligible(new(2023, 11, 20), new(2023, 12, 22))).Where(p => p.Account is not null).Take(steps.Length).Index())
        {
            var file = Apply(person, new(2023, 11, 20), paidFor: false);
            book.Walk(file, way.Take(steps[i]));
            if (i == 3)
            {
                book.Take(file, "X1", new(2023, 12, 7), "已随单位参加职工医保");
            }
            if (steps[i] == way.Length)
            {
                book.Publish(file, Title, new(2023, 12, 21));
            }
        }
    }

    private CaseFile Apply(Person person, DateOnly on, bool paidFor)
    {
        var file = book.Open(person, on, DistrictPlans.DistrictFunds);
        file.AmountFen = Subsidy;
        book.Visit(file, on.AddDays(1));
        book.Write(file, new InsuranceSubsidyForm
        {
            Insured = true,
            Kind = InsuranceKind.Resident,
            Place = Places.DistrictName,
            Contribution = 350,
            Way = paidFor ? SubsidyWay.PaidFor : SubsidyWay.Refund,
            Receipt = paidFor ? "" : "缴-" + file.Number[^4..],
        });
        return file;
    }
}

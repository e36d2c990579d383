using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Medication;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The medication list of the year and of the year before (药费补助), and what is under way at the end of the year.</summary>
internal sealed class MedicationCases(DistrictRecords records, CaseBook book)
{
    private const long Subsidy = 100_000;
    private static readonly DateOnly First = new(2023, 2, 6);
    private static readonly DateOnly Last = new(2023, 2, 24);

    public void Fill()
    {
        var chosen = book.Chosen(book.Eligible(First, Last), DistrictPlans.Of(DistrictPlans.Medication).DoneOfTowns, records.Monitored.Patients).ToList();
        foreach (var person in chosen)
        {
            var continuing = records.Chance.Percent(84) && person.Certificate!.IssuedOn < new DateOnly(2022, 2, 1);
            if (continuing)
            {
                book.OpenPast(person, records.Chance.Day(new(2022, 2, 7), new(2022, 2, 25)), YearlyList.Done, new DateOnly(2022, 4, 22), Subsidy);
            }
            Complete(person, continuing);
        }
        FillOpen();
    }

    private void Complete(Person person, bool continuing)
    {
        var file = Apply(person, records.Chance.Day(First, Last), continuing);
        book.Visit(file, file.AppliedOn.AddDays(3));
        book.Walk(file, ("A1", file.AppliedOn), ("A2", new(2023, 3, 3)), ("A3", new(2023, 3, 14)), ("A4", new(2023, 3, 20)));
        book.Publish(file, "困难救助补助公示", new(2023, 3, 20));
        book.Walk(file, ("A5", new(2023, 3, 29)), ("A6", new(2023, 4, 4)), ("A7", new(2023, 4, 12)));
        file.ListForPayment("2023-药费-1", person.Account is { } account ? account.Bank + account.Tail : "", new(2023, 4, 12));
        var paid = new DateOnly(2023, 4, 20).AddDays(records.Chance.Below(6));
        var payment = file.CurrentPayment!;
        (payment.State, payment.PaidOn, payment.Voucher) = (PaymentState.Paid, paid, "惠农-2023-0418");
        book.Take(file, "A8", paid);
    }

    /// <summary>Late applications, one at every stage, in the demonstration's town and beyond.</summary>
    private void FillOpen()
    {
        var rest = book.Eligible(new(2023, 11, 6), new(2023, 12, 22)).OrderByDescending(p => p.RegionCode == Places.Nanshilou).ThenByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).ToList();
        var queue = new Queue<Person>(rest.Where(p => !records.Monitored.Includes(p)).Take(14));
        Walk("A1", new(2023, 12, 18), 2);
        Walk("A1", new(2023, 12, 22), 1);
        var back = Next(new(2023, 12, 11));
        book.Walk(back, ("A1", new(2023, 12, 11)), ("A2", new(2023, 12, 13)));
        book.Take(back, "B2", new(2023, 12, 20), "用药记录是去年的，请换近 12 个月的");
        Walk("A2", new(2023, 12, 20), 1);
        Walk("A2", new(2023, 12, 26), 1);
        Walk("A3", new(2023, 12, 13), 1);
        Walk("A3", new(2023, 12, 25), 1);
        Walk("A4", new(2023, 12, 18), 2);
        Walk("A5", new(2023, 12, 26), 1);
        Walk("A6", new(2023, 12, 14), 1);
        var refused = Next(new(2023, 11, 8));
        book.Walk(refused, ("A1", new(2023, 11, 8)), ("A2", new(2023, 11, 10)));
        book.Take(refused, "X1", new(2023, 11, 16), "住院费用已由救助全额负担");

        CaseFile Next(DateOnly applied)
        {
            var file = Apply(queue.Dequeue(), applied, continuing: false);
            book.Visit(file, applied);
            return file;
        }

        void Walk(string until, DateOnly on, int count)
        {
            for (var i = 0; i < count && queue.Count > 0; i++)
            {
                var file = Next(on.AddDays(-12) < new DateOnly(2023, 11, 6) ? new(2023, 11, 6) : on.AddDays(-12));
                foreach (var step in new[] { "A1", "A2", "A3", "A4", "A5", "A6" })
                {
                    book.Take(file, step, step == until ? on : file.AppliedOn.AddDays(2));
                    if (step == "A4")
                    {
                        book.Publish(file, "困难救助补助公示", file.StageSince);
                    }
                    if (step == until)
                    {
                        break;
                    }
                }
            }
        }
    }

    private CaseFile Apply(Person person, DateOnly on, bool continuing)
    {
        var file = book.Open(person, on);
        file.AmountFen = Subsidy;
        book.Write(file, new MedicationForm
        {
            Type = continuing ? ApplicationType.Continuing : ApplicationType.New,
            Hardship = person.HardshipsOn(on).First().Kind,
            FullyProvided = false,
            Use = records.Chance.Percent(88) ? MedicineUse.Regular : MedicineUse.Interrupted,
            Medicines = records.Chance.Of(["利培酮", "奥氮平", "氯氮平", "喹硫平", "阿立哌唑"]),
            SecondGeneration = true,
            Hospital = records.Chance.Of(["市第四人民医院", "区精神卫生中心"]),
            LastSeenOn = continuing ? null : on.AddDays(-records.Chance.Between(5, 60)),
            OwnExpense = records.Chance.Between(6, 30) * 100,
        });
        return file;
    }
}

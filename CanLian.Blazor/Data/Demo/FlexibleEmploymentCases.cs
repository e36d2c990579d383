using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.FlexibleEmployment;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The four who work without an employer (灵活就业), and who is being checked at the end of the year.</summary>
internal sealed class FlexibleEmploymentCases(CaseBook book)
{
    private static readonly int[] OfTowns = [1, 1, 1, 1, 0];
    private static readonly WorkForm[] Works = [WorkForm.Streaming, WorkForm.Stall, WorkForm.Delivery, WorkForm.OnlineShop];

    public void Fill()
    {
        foreach (var (i, person) in book.Chosen(Working(new(2023, 4, 10), new(2023, 6, 30)), OfTowns, []).Index())
        {
            var file = Apply(person, new DateOnly(2023, 4, 10).AddDays(i * 9), i);
            book.Walk(file, ("A1", file.AppliedOn), ("A2", file.AppliedOn.AddDays(4)), ("V1", file.AppliedOn.AddDays(8)), ("V2", file.AppliedOn.AddDays(22)));
            book.Ask(file, new DateOnly(2023, 11, 14).AddDays(i), Satisfaction.Satisfied).Answers = new() { ["still"] = i == 3 ? "否" : "是", ["income"] = "1500" };
        }
        FillOpen();
    }

    private void FillOpen()
    {
        (string Step, DateOnly On)[] way = [("A1", new(2023, 11, 21)), ("A2", new(2023, 11, 24)), ("V1", new(2023, 12, 1))];
        int[] steps = [1, 2, 3, 3];
        foreach (var (i, person) in book.InShiqiaoFirst(Working(new(2023, 11, 20), new(2023, 12, 22))).Take(steps.Length).Index())
        {
            var file = Apply(person, new(2023, 11, 20), i);
            book.Walk(file, way.Take(steps[i]));
            if (i == 3)
            {
                book.Take(file, "V3", new(2023, 12, 15), "电话核实，已不再摆摊");
            }
        }
    }

    private List<Person> Working(DateOnly first, DateOnly last) =>
        [.. book.Eligible(first, last, asked: true).Where(p => p.Employment == EmploymentState.Employed && !p.NeedsGuardian(last))];

    private CaseFile Apply(Person person, DateOnly on, int index)
    {
        var file = book.Open(person, on, null);
        book.Visit(file, on.AddDays(2));
        book.Write(file, new FlexibleEmploymentForm
        {
            Work = Works[index],
            Since = "2023-01",
            Income = 1_200 + (index * 300),
            Proof = index % 2 == 0 ? IncomeProof.Statement : IncomeProof.StallPhoto,
            Insured = false,
        });
        return file;
    }
}

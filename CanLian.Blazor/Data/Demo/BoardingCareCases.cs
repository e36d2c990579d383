using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.BoardingCare;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Care in an institution (寄宿制托养): 27 persons stayed 300 months together, at 1,000 yuan a month.</summary>
internal sealed class BoardingCareCases(DistrictRecords records, CaseBook book)
{
    private const long FenAMonth = 100_000;

    // 24 persons of eleven months and three of twelve.
    private const int TheWholeYear = 3;
    private static readonly DateOnly Applied = new(2023, 1, 3);
    private static readonly DateOnly Settled = new(2023, 12, 19);

    public void Fill()
    {
        var chosen = book.Chosen(
            book.Eligible(Applied, Applied.AddDays(1), asked: true).Where(p => !p.RegionCode.Equals(Places.Nanshilou, StringComparison.Ordinal)),
            DistrictPlans.Of(DistrictPlans.BoardingCare).DoneOfTowns, records.Monitored.Boarding).ToList();
        foreach (var (i, person) in chosen.Index())
        {
            Complete(person, i);
        }
        FillOpen();
    }

    private void Complete(Person person, int index)
    {
        var months = index < TheWholeYear ? 12 : 11;
        var file = Apply(person, Applied, months);
        book.Walk(file, ("A1", Applied), ("A2", Applied), ("A3", new(2023, 1, 4)), ("A4", new(2023, 1, 5)));
        book.Publish(file, "托养服务公示", new(2023, 1, 5));
        var begins = new DateOnly(2023, 13 - months, months == 12 ? 17 : 1);
        book.Walk(file, ("A5", new(2023, 1, 13)), ("A6", new(2023, 1, 16)), ("P1", begins));
        file.OrganisationId = records.Organisation(DistrictOrganisations.CareHome).Id;
        var form = FormOf(person, index);
        (form.ContractNumber, form.StartsOn, form.EndsOn) = ("寄托-2023-" + file.Number[^4..], new(2023, 13 - months, 1), new(2023, 12, 31));
        form.Months.AddRange(Enumerable.Range(13 - months, months).Select(m => new MonthInCare { Month = new Month(2023, m).ToString(), Present = new Month(2023, m).LastDay.Day - (m == 2 ? 0 : index % 3), OnLeave = m == 2 ? 2 : index % 3 }));
        if (index % 3 == 0)
        {
            Visit(file, index);
        }
        (file.Quantity, file.AmountFen) = (months, months * FenAMonth);
        var paid = Settled.AddDays(4);
        book.Walk(file, ("P2", Settled.AddDays(-4)), ("P4", Settled));
        file.RecordPayment("付-寄托-1", DistrictOrganisations.CareHome, file.AmountFen.Value, paid);
        book.Take(file, "P5", paid);
        book.Write(file, form);
    }

    private void Visit(CaseFile file, int index)
    {
        var visit = book.Ask(file, new DateOnly(2023, 9, 12).AddDays(index), Satisfaction.Satisfied);
        (visit.Way, visit.Answers) = ("入户", new() { ["visit"] = index % 2 == 0 ? "定期" : "不定期", ["food"] = "好", ["nursing"] = index == 6 ? "一般" : "好", ["medicine"] = "正常", ["beaten"] = "没有" });
        if (index == 6)
        {
            (visit.Problem, visit.ResponsibleUnit, visit.FixBy) = ("卫生间没有扶手，地面湿滑", DistrictOrganisations.CareHome, visit.On.AddDays(10));
            (visit.FixedOn, visit.RecheckedBy) = (visit.On.AddDays(8), Colleagues.District.Name);
        }
    }

    private void FillOpen()
    {
        var rest = book.Eligible(new(2023, 11, 6), new(2023, 12, 22), asked: true).Where(p => !records.Monitored.Includes(p) && !records.ShownByName.Contains(p.Id))
            .OrderByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).Take(3).ToList();
        foreach (var (i, person) in rest.Index())
        {
            var file = Apply(person, new(2023, 12, 4), 12);
            (string Step, DateOnly On)[] way = [("A1", new(2023, 12, 5)), ("A2", new(2023, 12, 8)), ("A3", new(2023, 12, 12))];
            book.Walk(file, way.Take(i + 1));
        }
    }

    private CaseFile Apply(Person person, DateOnly on, int months)
    {
        var file = book.Open(person, on);
        (file.AmountFen, file.Quantity) = (months * FenAMonth, months);
        book.Visit(file, on);
        book.Write(file, FormOf(person, 0));
        return file;
    }

    private BoardingCareForm FormOf(Person person, int index) => new()
    {
        OtherCare = OtherCare.None,
        SelfCare = 2 + (index % 4),
        Advice = CareAdvice.Boarding,
        Health = HealthFinding.Fit,
        ExaminedOn = new(2022, 12, 20),
        Bed = (101 + index).ToString(System.Globalization.CultureInfo.InvariantCulture),
        Level = records.Chance.Of([NursingLevel.First, NursingLevel.Second]),
        PaidByFamily = 300,
        EmergencyContact = person.Guardian?.Name ?? "家属",
    };
}

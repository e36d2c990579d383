using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.ChildRehabilitation;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The children placed at institutions (儿童康复救助): paid by the month, most of them settled by the end of the year.</summary>
internal sealed class ChildRehabilitationCases(DistrictRecords records, CaseBook book)
{
    private const long FenAMonth = 150_000;

    // 145 children were trained 1,466.0 months together, which are 2,199,000 yuan; nobody more than 10.6 months, the yearly limit.
    private const int Children = 145;
    private const int TenthsTogether = 14_660;
    private static readonly int[] Swing = [-6, 4, -3, 5, 0, -2, 3, -4, 5, -2];
    private static readonly DateOnly First = new(2023, 1, 4);
    private static readonly DateOnly Last = new(2023, 1, 13);

    public void Fill()
    {
        var chosen = book.Chosen(book.Eligible(First, Last), DistrictPlans.Of(DistrictPlans.ChildRehabilitation).DoneOfTowns, []).ToList();
        var tenths = chosen.Select((_, i) => 101 + Swing[i % Swing.Length]).ToArray();
        for (var (i, left) = (0, TenthsTogether - tenths.Sum()); left != 0; i = (i + 1) % Children)
        {
            var step = Math.Sign(left);
            if (tenths[i] + step is >= 90 and <= 106)
            {
                tenths[i] += step;
                left -= step;
            }
        }
        foreach (var (i, child) in chosen.Index())
        {
            Complete(child, tenths[i] / 10m, i);
        }
        FillOpen();
    }

    private void Complete(Person child, decimal months, int index)
    {
        var file = Apply(child, records.Chance.Day(First, Last));
        var form = Place(file, child, new(2023, 1, 30));
        var ends = new DateOnly(2023, 1, 30).AddDays((int)(months * 30));
        form.Attendance.AddRange(Enumerable.Range(1, (int)Math.Ceiling(months)).Select(m => new MonthlyAttendance { Month = new Month(2023, m).ToString(), Planned = 20, Attended = records.Chance.Between(16, 20) }));
        (form.EndsOn, form.LastScore, form.LastScoredOn, form.HomeGuidance) = (ends, form.FirstScore + records.Chance.Between(3, 26), ends, 4);
        (file.Quantity, file.AmountFen) = (months, (long)(months * FenAMonth));
        file.Result = records.Chance.Weighted([("显效", 46), ("有效", 50), ("无效", 4)]);
        var settled = ends.AddDays(3);
        var paid = settled.AddDays(2 + (index % 9));
        book.Walk(file, ("P2", ends), ("P4", settled));
        file.RecordPayment("付-康-" + (index / 30 + 1), records.Organisations.First(o => o.Id == file.OrganisationId).Name, file.AmountFen.Value, paid);
        book.Take(file, "P5", paid);
        book.Write(file, form);
        if (index % 3 == 0)
        {
            book.Ask(file, paid.AddDays(2), Satisfaction.Satisfied).Answers = new Dictionary<string, string> { ["weekly"] = "4", ["signed"] = "是", ["charged"] = "否" };
        }
    }

    private void FillOpen()
    {
        var rest = book.Eligible(new(2023, 11, 6), new(2023, 12, 22)).Where(p => !records.Monitored.Includes(p))
            .OrderByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).Take(8).ToList();
        foreach (var (i, child) in rest.Index())
        {
            var file = Apply(child, new(2023, 11, 8));
            (string Step, DateOnly On)[] way = [("A1", new(2023, 11, 9)), ("A2", new(2023, 11, 14)), ("A3", new(2023, 11, 20)), ("A4", new(2023, 12, 14)), ("A6", new(2023, 12, 20))];
            book.Walk(file, way.Take(i switch { 0 => 1, 1 => 2, 2 or 3 => 3, 4 or 5 => 4, _ => 5 }));
        }
    }

    private CaseFile Apply(Person child, DateOnly on)
    {
        var file = book.Open(child, on);
        file.Kind = KindOf(child);
        file.AmountFen = 1_500_000;
        book.Visit(file, on.AddDays(2));
        book.Write(file, FormOf(child));
        return file;
    }

    private ChildRehabilitationForm Place(CaseFile file, Person child, DateOnly from)
    {
        var name = file.Kind switch { "听力" => DistrictOrganisations.Hearing, "孤独症" => DistrictOrganisations.Autism, _ => DistrictOrganisations.Sunshine };
        file.OrganisationId = records.Organisation(name).Id;
        book.Walk(file, ("A1", file.AppliedOn), ("A2", new(2023, 1, 17)), ("A3", new(2023, 1, 18)), ("A4", new(2023, 1, 19)), ("A6", new(2023, 1, 20)), ("P1", from));
        var form = FormOf(child);
        (form.AgreementNumber, form.StartsOn, form.FirstScore, form.FirstScoredOn) = ("康-2023-" + file.Number[^3..], from, records.Chance.Between(25, 60), from);
        return form;
    }

    private ChildRehabilitationForm FormOf(Person child) => new()
    {
        Referral = records.Chance.Weighted([(Referral.Screening, 3), (Referral.Family, 5), (Referral.Referred, 2)]),
        ServedElsewhere = false,
        Contents = [TrainingContent.Motor],
        Hospital = child.Diagnosis?.Hospital ?? "市妇幼保健院",
        DiagnosedOn = child.Diagnosis?.On ?? child.Certificate?.IssuedOn,
    };

    private static string KindOf(Person child) => child.Diagnosis?.Kind ?? child.Certificate switch
    {
        { } c when c.Includes(DisabilityKind.Hearing) || c.Includes(DisabilityKind.Speech) => "听力",
        { } c when c.Includes(DisabilityKind.Psychiatric) => "孤独症",
        _ => "智力",
    };
}

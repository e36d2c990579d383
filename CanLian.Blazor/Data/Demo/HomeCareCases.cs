using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.HomeCare;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Care at home (居家托养): visited every week, asked once with a questionnaire, settled in December.</summary>
internal sealed class HomeCareCases(DistrictRecords records, CaseBook book)
{
    private const long FenAYear = 276_000;
    private const int Months = 12;
    private const int VisitsAMonth = 4;

    // Of the 200 who answered the questionnaire ten were not satisfied, which makes 95 %.
    private const int OneInTwenty = 20;
    private static readonly DateOnly Questionnaire = new(2023, 7, 30);
    private static readonly DateOnly Settled = new(2023, 12, 18);
    private static readonly DateOnly Begins = new(2023, 1, 3);

    public void Fill()
    {
        var chosen = book.Chosen(book.Eligible(Begins, Begins.AddDays(1), asked: true), DistrictPlans.Of(DistrictPlans.HomeCare).DoneOfTowns, records.Monitored.AtHome).ToList();
        foreach (var (i, person) in chosen.Index())
        {
            Complete(person, i);
        }
        FillOpen();
    }

    private void Complete(Person person, int index)
    {
        var file = Apply(person, Begins);
        book.Walk(file, ("A1", Begins), ("A2", Begins), ("A3", new(2023, 1, 4)), ("A4", new(2023, 1, 5)));
        book.Publish(file, "托养服务公示", new(2023, 1, 5));
        book.Walk(file, ("A5", new(2023, 1, 13)), ("A6", new(2023, 1, 16)), ("P1", new(2023, 1, 17)));
        file.OrganisationId = records.Organisation(DistrictOrganisations.HomeCareProvider).Id;
        var form = FormOf(index);
        (form.ContractNumber, form.VisitsAMonth, form.StartsOn, form.EndsOn) = ("居托-2023-" + file.Number[^4..], VisitsAMonth, Begins, new(2023, 12, 31));
        form.Months.AddRange(Enumerable.Range(1, Months).Select(m => new MonthOfVisits
        {
            Month = new Month(2023, m).ToString(),
            Visits = VisitsAMonth + records.Chance.Below(2),
            Worker = records.Chance.Of(["护理员周姐", "护理员刘姐", "护理员孙姐"]),
            Signed = true,
        }));
        Visit(file, index);
        (file.Quantity, file.AmountFen) = (Months, FenAYear);
        book.Walk(file, ("P2", Settled.AddDays(-3)), ("P4", Settled));
        var paid = Settled.AddDays(3 + (index % 5));
        file.RecordPayment("付-居托-" + (index / 40 + 1), DistrictOrganisations.HomeCareProvider, FenAYear, paid);
        book.Take(file, "P5", paid);
        book.Write(file, form);
    }

    /// <summary>The questionnaire, and for some a visit on schedule or by surprise; what was found wrong was mostly put right in time.</summary>
    private void Visit(CaseFile file, int index)
    {
        if (index % 10 == 3)
        {
            var visit = book.Ask(file, new DateOnly(2023, 4, 11).AddDays(index / 10), null);
            (visit.Way, visit.Answers) = ("入户", new() { ["visit"] = index % 20 == 3 ? "定期" : "不定期", ["weekly"] = "一周一次", ["done"] = "打扫、洗衣、理发", ["attitude"] = "好" });
        }
        var displeased = index % OneInTwenty == OneInTwenty - 1;
        var asked = book.Ask(file, Questionnaire.AddDays(-(index % 3)), displeased ? Satisfaction.Dissatisfied : records.Chance.Weighted([(Satisfaction.Very, 6), (Satisfaction.Satisfied, 3), (Satisfaction.Fairly, 1)]));
        (asked.Way, asked.Answers) = ("问卷", new() { ["weekly"] = displeased ? "十天一次" : "一周一次", ["attitude"] = displeased ? "差" : "好" });
        if (displeased)
        {
            (asked.Problem, asked.ResponsibleUnit, asked.FixBy) = (records.Chance.Of(["约好的时间不来", "打扫不干净，来了就走", "换人不提前说"]), DistrictOrganisations.HomeCareProvider, asked.On.AddDays(10));
            asked.FixedOn = (index / OneInTwenty) switch { 4 => asked.On.AddDays(16), 7 => null, _ => asked.On.AddDays(7) };
            asked.RecheckedBy = asked.FixedOn is null ? null : Colleagues.District.Name;
        }
    }

    /// <summary>Who applied for the coming year or came late: at the village, sent back, on notice, refused.</summary>
    private void FillOpen()
    {
        var rest = book.Eligible(new(2023, 11, 6), new(2023, 12, 22), asked: true).Where(p => !records.Monitored.Includes(p) && !records.ShownByName.Contains(p.Id))
            .OrderByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).Take(9).ToList();
        foreach (var (i, person) in rest.Index())
        {
            var file = Apply(person, new(2023, 11, 20));
            (string Step, DateOnly On)[] way = [("A1", new(2023, 11, 21)), ("A2", new(2023, 11, 27)), ("A3", new(2023, 12, 4)), ("A4", new(2023, 12, 19)), ("A5", new(2023, 12, 27))];
            book.Walk(file, way.Take(i switch { 0 => 0, 1 => 1, 2 or 3 => 2, 4 => 3, 5 or 6 => 4, 7 => 5, _ => 3 }));
            if (file.Stage == ApplicationRows.OnNotice.Code || file.Stage == ApplicationRows.Approval.Code)
            {
                book.Publish(file, "托养服务公示", new(2023, 12, 19));
            }
            if (i == 3)
            {
                book.Take(file, "B2", new(2023, 12, 1), "自理评估表没有打分人签字");
            }
            if (i == 8)
            {
                book.Take(file, "X1", new(2023, 12, 8), "需要全天专业照护，转寄宿制");
            }
        }
    }

    private CaseFile Apply(Person person, DateOnly on)
    {
        var file = book.Open(person, on);
        (file.AmountFen, file.Quantity) = (FenAYear, Months);
        book.Visit(file, on);
        book.Write(file, FormOf(0));
        return file;
    }

    private static HomeCareForm FormOf(int index) => new()
    {
        OtherCare = OtherCare.None,
        SelfCare = 6 + (index % 9),
        Advice = CareAdvice.AtHome,
        VisitsAMonth = VisitsAMonth,
        Services = [HomeService.DailyCare, HomeService.Cleaning, index % 2 == 0 ? HomeService.Haircut : HomeService.Nursing],
    };
}

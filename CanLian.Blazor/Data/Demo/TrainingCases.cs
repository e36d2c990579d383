using System.Globalization;
using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Training;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's classes (技能培训) and what became of those who learned.</summary>
internal sealed class TrainingCases(DistrictRecords records, CaseBook book)
{
    private const long Fee = 40_000;

    // Days after its end within which a class is paid for.
    private const int Paid = 18;

    // Of a hundred asked, four in five use what they learned.
    private const int Asked = 100;

    private static readonly (string Name, string Kind, string Trade, DateOnly From, string School)[] Classes =
    [
        ("第一期电商客服班", TrainingProgramme.Vocational, "电商客服", new(2023, 5, 8), DistrictOrganisations.School),
        ("第二期种植养殖班", TrainingProgramme.Practical, "种植养殖", new(2023, 6, 5), "柳集镇农民文化技术学校"),
        ("第三期手工编织班", TrainingProgramme.Vocational, "手工编织", new(2023, 7, 10), DistrictOrganisations.School),
        ("第四期果蔬栽培班", TrainingProgramme.Practical, "果蔬栽培", new(2023, 9, 11), "柳集镇农民文化技术学校"),
        ("第五期家政保洁班", TrainingProgramme.Vocational, "家政保洁", new(2023, 10, 9), DistrictOrganisations.School),
    ];

    public void Fill()
    {
        var classes = Classes.Select(c => AddClass(c.Name, c.From, c.School, BatchState.Settled)).ToList();
        var chosen = book.Chosen(book.Eligible(new(2023, 4, 10), new(2023, 9, 28)), DistrictPlans.Of(DistrictPlans.Training).DoneOfTowns, records.Monitored.Trainees).ToList();
        foreach (var (i, person) in chosen.Index())
        {
            var (batch, about) = (classes[i % classes.Count], Classes[i % Classes.Length]);
            var file = Enrol(person, batch.StartsOn!.Value.AddDays(-records.Chance.Between(12, 25)), about.Kind, about.Trade);
            Join(file, batch);
            book.Walk(file, ("E1", file.AppliedOn), ("E2", batch.StartsOn.Value.AddDays(-8)), ("E3", batch.StartsOn.Value), ("E4", batch.EndsOn!.Value));
            file.RecordPayment("付-培-" + ((i % classes.Count) + 1), about.School, file.AmountFen ?? 0, batch.EndsOn.Value.AddDays(Paid));
            book.Take(file, "E12", batch.EndsOn.Value.AddDays(Paid));
            book.Write(file, new TrainingForm { Willing = true, Trade = about.Trade, Source = DemandSource.Person, HoursAttended = records.Chance.Between(52, 64), Examination = Examination.Passed });
            if (i < Asked)
            {
                var asked = book.Ask(file, batch.EndsOn.Value.AddDays(records.Chance.Between(45, 65)), Satisfaction.Satisfied);
                asked.AppliesSkills = i % 5 != 4;
                asked.Answers = new Dictionary<string, string> { ["employed"] = i % 7 == 0 ? "是" : "否" };
            }
        }
        FillOpen();
    }

    private Batch AddClass(string name, DateOnly from, string school, BatchState state)
    {
        var batch = new Batch
        {
            Id = records.Chance.NextId(),
            Programme = book.Programme.Code,
            Year = from.Year,
            Name = from.Year.ToString(CultureInfo.InvariantCulture) + "年" + name,
            RegionCode = Places.District,
            State = state,
            OrganisationId = records.Organisation(school).Id,
            StartsOn = from,
            EndsOn = from.AddDays(11),
            Place = school,
            Teacher = records.Chance.Of(["何老师", "严老师", "赵老师"]),
            Hours = 64,
            Capacity = 40,
            FundsFen = Fee * 30,
            ContractNumber = "培训-2023-" + (records.Batches.Count + 1),
        };
        records.Batches.Add(batch);
        return batch;
    }

    /// <summary>Who put their name down for the first class of the new year.</summary>
    private void FillOpen()
    {
        var next = AddClass("冬季手机应用班", new(2023, 12, 25), DistrictOrganisations.School, BatchState.Running);
        var rest = book.Eligible(new(2023, 12, 1), new(2023, 12, 22)).Where(p => !records.Monitored.Includes(p))
            .OrderByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).Take(12).ToList();
        foreach (var (i, person) in rest.Index())
        {
            var file = Enrol(person, new(2023, 12, 4), TrainingProgramme.Vocational, "手机应用");
            book.Take(file, "E1", i < 2 ? new(2023, 12, 12) : new(2023, 12, 20));
            if (i is > 4 and < 10)
            {
                Join(file, next);
                book.Walk(file, ("E2", new(2023, 12, 21)), ("E3", new(2023, 12, 25)));
            }
            if (i == 10)
            {
                book.Take(file, "E8", new(2023, 12, 22), "报名表没有本人签字");
            }
            if (i == 11)
            {
                book.Take(file, "E5", new(2023, 12, 26), "外出务工，没来");
            }
        }
    }

    private CaseFile Enrol(Person person, DateOnly on, string kind, string trade)
    {
        var file = book.Open(person, on, "残保金");
        (file.Kind, file.AmountFen) = (kind, Fee);
        book.Write(file, new TrainingForm { Willing = true, Trade = trade, Source = DemandSource.Person });
        return file;
    }

    private static void Join(CaseFile file, Batch batch) => (file.Batch, file.BatchId, file.OrganisationId) = (batch, batch.Id, batch.OrganisationId);
}

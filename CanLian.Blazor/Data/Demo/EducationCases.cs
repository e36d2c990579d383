using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Education;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's pupils and students (教育资助), stage by stage; above senior high school only those who are disabled themselves.</summary>
internal sealed class EducationCases(DistrictRecords records, CaseBook book)
{
    private sealed record SchoolStage(string Kind, int Pupils, int From, int To, bool HoldersOnly, long Yuan, params string[] Schools);

    private const int SchoolAge = 6;
    private const string NoticeTitle = "教育资助公示";
    private static readonly DateOnly First = new(2023, 6, 5);
    private static readonly DateOnly Last = new(2023, 6, 20);

    private static readonly YearPlan Plan =
        new("education", Unit.Person, 230, 175_000, "X残联〔2023〕14号", [36, 33, 64, 53, 44], []) { Source = DistrictPlans.DistrictFunds };

    // Whoever was helped to work is no student.
    private static readonly HashSet<string> Work = ["training", "flexible_employment", "entrepreneurship", "greenhouse"];

    // Whoever can only be a student is chosen before the many at school.
    private static readonly SchoolStage[] Stages =
    [
        new(EducationProgramme.Postgraduate, 2, 22, 32, true, 3_500, "省师范大学"),
        new(EducationProgramme.University, 9, 18, 25, true, 2_500, "市师范大学", "省医科大学", "市职业技术学院"),
        new(EducationProgramme.Vocational, 8, 15, 21, true, 1_500, "区职业技术学校"),
        new(EducationProgramme.SeniorHigh, 44, 15, 19, false, 1_000, "区第一中学", "石桥中学"),
        new(EducationProgramme.Preschool, 1, 4, 6, true, 3_000, "石桥镇中心幼儿园"),
        new(EducationProgramme.Compulsory, 170, 6, 15, false, 500, "实验小学", "石桥中心小学", "柳集初级中学"),
    ];

    public void Fill()
    {
        DistrictPlans.Set(records, Plan);
        foreach (var stage in Stages)
        {
            DistrictPlans.Rate(records, Plan.Programme, stage.Yuan, stage.Yuan, "人·学年", Plan.Document, stage.Kind);
        }
        var working = records.Cases.Where(c => Work.Contains(c.Programme)).Select(c => c.PersonId).ToHashSet();
        var eligible = book.Eligible(First, Last, asked: true)
            .Where(p => !records.Monitored.Includes(p) && !records.ShownByName.Contains(p.Id) && !working.Contains(p.Id) && HasHolder(p)).ToList();
        foreach (var stage in Stages)
        {
            var pupils = eligible.Where(p => Fits(p, stage)).Take(stage.Pupils).ToList();
            if (pupils.Count < stage.Pupils)
            {
                throw new InvalidOperationException($"Only {pupils.Count} pupils for {stage.Kind}.");
            }
            eligible.RemoveAll(pupils.Contains);
            foreach (var (i, pupil) in pupils.Index())
            {
                Complete(pupil, stage, i);
            }
        }
        FillOpen();
    }

    private void Complete(Person pupil, SchoolStage stage, int index)
    {
        pupil.Employment = stage.From > SchoolAge ? EmploymentState.AtSchool : pupil.Employment;
        var file = Apply(pupil, records.Chance.Day(First, Last), stage, index);
        book.Walk(file, ("A1", file.AppliedOn), ("A2", new(2023, 6, 26)), ("A3", new(2023, 6, 30)), ("A4", new(2023, 7, 10)));
        book.Publish(file, NoticeTitle, new(2023, 7, 10));
        book.Walk(file, ("A5", new(2023, 7, 18)), ("A6", new(2023, 7, 21)));
        book.Pay(file, "2023-助学-1", new(2023, 8, 16), new DateOnly(2023, 9, 4).AddDays(index % 5), "惠农-2023-0904");
        if (index % 20 == 0)
        {
            book.Ask(file, new(2023, 11, 8), Satisfaction.Very).Answers = new() { ["received"] = "是", ["at_school"] = "是" };
        }
    }

    /// <summary>The autumn's latecomers: one at each stage, one sent back to the village, one refused.</summary>
    private void FillOpen()
    {
        (string Step, DateOnly On)[] way =
            [("A1", new(2023, 11, 21)), ("A2", new(2023, 11, 27)), ("A3", new(2023, 12, 4)), ("A4", new(2023, 12, 13)), ("A5", new(2023, 12, 21)), ("A6", new(2023, 12, 26))];
        int[] steps = [1, 2, 3, 4, 5, 6, 2, 3];
        var (compulsory, on) = (Stages[^1], new DateOnly(2023, 11, 20));
        var late = book.InShiqiaoFirst(book.Eligible(on, new(2023, 12, 22))).Where(p => Fits(p, compulsory) && HasHolder(p)).Take(steps.Length);
        foreach (var (i, pupil) in late.ToList().Index())
        {
            var file = Apply(pupil, on, compulsory, i);
            foreach (var (step, day) in way.Take(steps[i]))
            {
                book.Take(file, step, day);
                if (step == "A4")
                {
                    book.Publish(file, NoticeTitle, day);
                }
            }
            switch (i)
            {
                case 6:
                    book.Take(file, "B2", new(2023, 12, 5), "在读证明没有学校盖章");
                    break;
                case 7:
                    book.Take(file, "X1", new(2023, 12, 14), "同一学年已由雨露计划资助");
                    break;
            }
        }
    }

    private CaseFile Apply(Person pupil, DateOnly on, SchoolStage stage, int index)
    {
        var file = book.Open(pupil, on, DistrictPlans.DistrictFunds);
        (file.Kind, file.AmountFen) = (stage.Kind, stage.Yuan * 100);
        book.Visit(file, on.AddDays(3));
        var holder = IsHolder(pupil) ? null : HolderOf(pupil);
        book.Write(file, new EducationForm
        {
            School = stage.Schools[index % stage.Schools.Length],
            SchoolYear = EducationForm.YearFrom(on.Year),
            Relation = holder is null ? PupilRelation.Self : PupilRelation.Child,
            Holder = holder is null ? null : PersonReference.To(holder),
        });
        return file;
    }

    private static bool Fits(Person pupil, SchoolStage stage) =>
        pupil.AgeOn(First) >= stage.From && pupil.AgeOn(Last) <= stage.To && (!stage.HoldersOnly || IsHolder(pupil));

    private static bool HasHolder(Person pupil) => IsHolder(pupil) || HolderOf(pupil) is not null;

    private static bool IsHolder(Person person) => person.Certificate is { State: CertificateState.Valid } card && card.ExpiresOn >= Last;

    // A parent, not a sister at the same school.
    private static Person? HolderOf(Person pupil) =>
        pupil.Certificate is null ? pupil.Household!.Members.Find(m => IsHolder(m) && m.AgeOn(First) - pupil.AgeOn(First) >= Person.OfAge) : null;
}

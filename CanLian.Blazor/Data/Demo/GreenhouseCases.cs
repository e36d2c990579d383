using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Greenhouse;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's greenhouses, sheds and ponds (阳光大棚), each measured on the spot.</summary>
internal sealed class GreenhouseCases(CaseBook book)
{
    private const string Title = "阳光大棚扶持公示";
    private const long Grant = 1_000_000;

    private static readonly string[] Planted = ["西红柿", "黄瓜", "草莓", "辣椒"];
    private static readonly string[] Bred = ["肉鸡", "山羊", "龙虾"];

    public void Fill()
    {
        var eligible = Willing(new(2023, 6, 5), new(2023, 9, 30));
        foreach (var (i, person) in book.Chosen(eligible, DistrictPlans.Of(DistrictPlans.Greenhouse).DoneOfTowns, []).Index())
        {
            Complete(person, i);
        }
        FillOpen();
    }

    private void Complete(Person person, int index)
    {
        var file = Apply(person, new DateOnly(2023, 6, 5).AddDays(index), index);
        book.Walk(file, ("A1", file.AppliedOn), ("A2", new(2023, 6, 19)), ("A3", new(2023, 6, 26)), ("G1", new(2023, 7, 12)), ("A4", new(2023, 7, 20)));
        book.Publish(file, Title, new(2023, 7, 20));
        book.Walk(file, ("A5", new(2023, 7, 31)), ("A6", new(2023, 8, 4)));
        book.Pay(file, "2023-大棚-1", new(2023, 8, 11), new(2023, 8, 28), "惠农-2023-0828");
        book.Write(file, Verified(FormOf(file, index), new DateOnly(2023, 7, 4).AddDays(index % 4), -5 - (index % 7)));
        if (index < 4)
        {
            book.Ask(file, new DateOnly(2023, 12, 18).AddDays(index), Satisfaction.Very).Answers = new() { ["producing"] = "是", ["output"] = "18000" };
        }
    }

    /// <summary>Built in autumn: with the district, too small when measured, and too long with the supervisor.</summary>
    private void FillOpen()
    {
        (string Step, DateOnly On)[] way =
            [("A1", new(2023, 10, 24)), ("A2", new(2023, 10, 27)), ("A3", new(2023, 11, 2)), ("G1", new(2023, 11, 16)), ("A4", new(2023, 11, 27)), ("A5", new(2023, 12, 6))];
        int[] steps = [1, 3, 3, 6];
        foreach (var (i, person) in book.InShiqiaoFirst(Willing(new(2023, 10, 23), new(2023, 12, 22))).Take(steps.Length).Index())
        {
            var file = Apply(person, new(2023, 10, 23), 0);
            book.Walk(file, way.Take(steps[i]));
            if (i == 2)
            {
                book.Write(file, Verified(FormOf(file, 0), new(2023, 11, 9), -90));
                book.Take(file, "G3", new(2023, 11, 13), "实测面积比申报少，请镇里再核");
            }
            if (i == 3)
            {
                book.Write(file, Verified(FormOf(file, 0), new(2023, 11, 9), -2));
                book.Publish(file, Title, new(2023, 11, 27));
            }
        }
    }

    private List<Person> Willing(DateOnly first, DateOnly last) =>
        [.. book.Without(book.Eligible(first, last, asked: true), DistrictPlans.Entrepreneurship, DistrictPlans.Greenhouse)
            .Where(p => p.Account is not null && p.Employment is EmploymentState.Employed or EmploymentState.Unemployed)];

    private CaseFile Apply(Person person, DateOnly on, int index)
    {
        var file = book.Open(person, on, "残保金");
        (file.AmountFen, file.Kind) = (Grant, IsBred(index) ? GreenhouseProgramme.Breeding : GreenhouseProgramme.Planting);
        book.Visit(file, on.AddDays(2));
        book.Write(file, FormOf(file, index));
        return file;
    }

    private static GreenhouseForm FormOf(CaseFile file, int index) => new()
    {
        Produce = IsBred(index) ? Bred[index % Bred.Length] : Planted[index % Planted.Length],
        DeclaredArea = (IsBred(index) ? 1_080 : 240) + (index * 20),
        Construction = index % 4 == 0 ? Construction.Extended : Construction.New,
        BuiltOn = new DateOnly(2023, 3, 20).AddDays(index * 4),
        Plot = "村东第" + file.Number[^4..] + "号地",
        HasLandContract = true,
        ContractNumber = "地-" + file.Number[^4..],
        Output = 20_000 + (index * 1_000),
        Employs = index % 3 == 1 ? 1 : 0,
    };

    private static GreenhouseForm Verified(GreenhouseForm form, DateOnly on, int difference)
    {
        (form.Verifiers, form.VerifiedOn, form.Way, form.Genuine, form.MeasuredArea) = ("李明、农技站何站长", on, VerificationWay.OnSite, true, form.DeclaredArea + difference);
        return form;
    }

    private static bool IsBred(int index) => index % 3 == 2;
}

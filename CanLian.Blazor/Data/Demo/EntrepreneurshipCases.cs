using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Entrepreneurship;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's start-ups (个人创业): half of them employ another disabled person and receive the first tier.</summary>
internal sealed class EntrepreneurshipCases(CaseBook book)
{
    private const string Title = "个人创业扶持公示";
    private const string Verifiers = "李明、郑立新";
    private const long FirstTier = 450_000;
    private const long SecondTier = 300_000;

    private static readonly (string Name, Trade Trade)[] Businesses =
    [
        ("便民超市", Trade.Commerce), ("电动车修理", Trade.Services), ("理发店", Trade.Services), ("豆制品加工", Trade.Processing),
        ("土鸡养殖", Trade.Farming), ("早餐店", Trade.Services), ("服装加工", Trade.Processing), ("手机维修", Trade.Services),
    ];

    public void Fill()
    {
        var eligible = Willing(new(2023, 3, 6), new(2023, 6, 30));
        foreach (var (i, person) in book.Chosen(eligible, DistrictPlans.Of(DistrictPlans.Entrepreneurship).DoneOfTowns, []).Index())
        {
            Complete(person, i);
        }
        FillOpen();
    }

    private void Complete(Person person, int index)
    {
        var employs = index % 2;
        var file = Apply(person, new DateOnly(2023, 3, 6).AddDays(index % 12), employs);
        book.Walk(file, ("A1", file.AppliedOn), ("A2", new(2023, 3, 27)), ("A3", new(2023, 4, 3)), ("G1", new(2023, 4, 20)), ("A4", new(2023, 5, 4)));
        file.Result = employs > 0 ? EntrepreneurshipProgramme.FirstTier : EntrepreneurshipProgramme.SecondTier;
        book.Publish(file, Title, new(2023, 5, 4));
        book.Walk(file, ("A5", new(2023, 5, 15)), ("A6", new(2023, 5, 19)));
        book.Pay(file, "2023-创业-1", new(2023, 5, 26), new DateOnly(2023, 6, 8).AddDays(index % 3), "惠农-2023-0606");
        var form = FormOf(file, employs);
        (form.Drawn, form.Verifiers, form.VerifiedOn, form.Way, form.Genuine) =
            (index % 3 == 0, Verifiers, new DateOnly(2023, 4, 17).AddDays(index % 3), index % 3 == 0 ? VerificationWay.OnSite : VerificationWay.Papers, true);
        book.Write(file, form);
        if (index % 2 == 0)
        {
            book.Ask(file, new DateOnly(2023, 12, 11).AddDays(index % 5), Satisfaction.Satisfied).Answers =
                new() { ["open"] = index == 8 ? "否" : "是", ["income"] = "1200", ["employs"] = "0" };
        }
    }

    /// <summary>Who came late in the year: at the village, at the town and with the district too long, and one whose shop was not there.</summary>
    private void FillOpen()
    {
        (string Step, DateOnly On)[] way = [("A1", new(2023, 11, 7)), ("A2", new(2023, 11, 10)), ("A3", new(2023, 11, 16)), ("G1", new(2023, 12, 4)), ("A4", new(2023, 12, 20))];
        int[] steps = [0, 1, 2, 3, 3, 4, 5];
        foreach (var (i, person) in book.InShiqiaoFirst(Willing(new(2023, 11, 6), new(2023, 12, 22))).Take(steps.Length).Index())
        {
            var file = Apply(person, new(2023, 11, 6), 0);
            book.Walk(file, way.Take(steps[i]));
            if (i == 4)
            {
                book.Take(file, "G2", new(2023, 11, 30), "门店已转让，没有在经营");
            }
            if (steps[i] > 3 || i == 4)
            {
                var form = FormOf(file, 0);
                (form.Drawn, form.Verifiers, form.VerifiedOn, form.Way, form.Genuine) = (true, Verifiers, new(2023, 11, 29), VerificationWay.OnSite, i != 4);
                book.Write(file, form);
            }
            if (file.Stage == ApplicationRows.OnNotice.Code)
            {
                file.Result = EntrepreneurshipProgramme.SecondTier;
                book.Publish(file, Title, new(2023, 12, 20));
            }
        }
    }

    // The severely disabled would all be in the first tier.
    private List<Person> Willing(DateOnly first, DateOnly last) =>
        [.. book.Without(book.Eligible(first, last, asked: true), DistrictPlans.Entrepreneurship, DistrictPlans.Greenhouse)
            .Where(p => !p.Certificate!.Severe && !p.NeedsGuardian(last) && p.Account is not null && p.Employment == EmploymentState.Employed)];

    private CaseFile Apply(Person person, DateOnly on, int employs)
    {
        var file = book.Open(person, on, "残保金");
        file.AmountFen = employs > 0 ? FirstTier : SecondTier;
        book.Visit(file, on.AddDays(2));
        book.Write(file, FormOf(file, employs));
        return file;
    }

    private static EntrepreneurshipForm FormOf(CaseFile file, int employs)
    {
        var number = int.Parse(file.Number[^4..], System.Globalization.CultureInfo.InvariantCulture);
        var (name, trade) = Businesses[number % Businesses.Length];
        var licensed = number % 4 != 0;
        return new EntrepreneurshipForm
        {
            Business = name,
            Trade = trade,
            Proof = licensed ? BusinessProof.Licence : BusinessProof.Village,
            LicenceNumber = licensed ? $"92340699MA{number:00000000}" : "",
            OpenedOn = new DateOnly(2021, 3, 1).AddDays(number * 17),
            Place = "集镇街面",
            PlaceRegion = file.RegionCode,
            Employs = employs,
            Turnover = 30_000 + (number * 1_500),
        };
    }
}

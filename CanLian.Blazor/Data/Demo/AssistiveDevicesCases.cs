using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.AssistiveDevices;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The devices handed out in two rounds of the year (辅具适配), two of them to monitored persons.</summary>
internal sealed class AssistiveDevicesCases(DistrictRecords records, CaseBook book)
{
    private const int MonitoredPersons = 2;
    private const string Document = "皖残联〔2023〕29号";
    private const string Title = "辅助器具适配公示";
    private static readonly YearPlan Plan = new("assistive_devices", Unit.Person, 60, 48_000, Document, [9, 8, 17, 14, 12], [10, 8, 18, 15, 13]);
    private static readonly DateOnly First = new(2023, 4, 3);
    private static readonly DateOnly Last = new(2023, 4, 21);

    public void Fill()
    {
        DistrictPlans.Set(records, Plan);
        DistrictPlans.Rate(records, Plan.Programme, 600, null, Tariff.PerPiece, Document);
        var centre = records.Organisation(DistrictOrganisations.FittingCentre).Id;
        var fits = book.Eligible(First, DemonstrationDistrict.Day, asked: true).Where(p => p.AgeOn(First) >= Person.OfAge && DeviceFor(p) is not null).ToList();
        var monitored = fits.Where(p => records.Monitored.Includes(p) && !records.ShownByName.Contains(p.Id)).Take(MonitoredPersons).ToList();
        var chosen = book.Chosen(fits, Plan.DoneOfTowns, monitored).ToList();
        foreach (var (i, person) in chosen.Index())
        {
            var file = Apply(person, records.Chance.Day(First, Last), i);
            file.OrganisationId = centre;
            Complete(file, i);
        }
        FillOpen([.. fits.Except(chosen).Where(p => !records.Monitored.Includes(p) && !records.ShownByName.Contains(p.Id))], centre);
    }

    private void Complete(CaseFile file, int index)
    {
        var (assessed, delivered) = (new DateOnly(2023, 6, 5).AddDays(index % 5), new DateOnly(2023, 6, 26).AddDays(index % 4));
        book.Walk(file, ("A1", file.AppliedOn), ("A2", new(2023, 4, 27)), ("A3", new(2023, 5, 6)), ("A4", new(2023, 5, 12)));
        book.Publish(file, Title, new(2023, 5, 12));
        book.Walk(file, ("A5", new(2023, 5, 22)), (file.AmountFen > 100_000 ? "A6" : "A6s", new(2023, 5, 25)), ("F1", assessed), ("F2", delivered), ("F3", delivered.AddDays(7)));
        var form = FormOf(file.Person!);
        (form.Assessor, form.Advice, form.AssessedOn) = ("装配中心", FittingAdvice.Fit, assessed);
        (form.Model, form.Delivery, form.DeliveredOn, form.Trial) = ("F-" + (200 + index % 9), Delivery.Brought, delivered, Trial.Fits);
        (form.UnitPrice, form.OwnShare) = (file.AmountFen!.Value / 100m / file.Quantity!.Value, 0);
        book.Write(file, form);
        if (index % 12 != 5)
        {
            file.RecordPayment("付-辅-" + (index / 25 + 1), DistrictOrganisations.FittingCentre, file.AmountFen.Value, delivered.AddDays(18));
            book.Take(file, "F5", delivered.AddDays(18));
        }
        if (index % 6 == 0)
        {
            book.Ask(file, delivered.AddDays(60), Satisfaction.Satisfied).Answers = new Dictionary<string, string> { ["in_use"] = "是", ["can_use"] = "是", ["broken"] = "否" };
        }
    }

    private void FillOpen(List<Person> rest, Guid centre)
    {
        (string Step, DateOnly On)[] way =
        [
            ("A1", new(2023, 11, 7)), ("A2", new(2023, 11, 10)), ("A3", new(2023, 11, 16)), ("A4", new(2023, 11, 22)), ("A5", new(2023, 12, 1)), ("A6", new(2023, 12, 6)), ("F1", new(2023, 12, 18)),
            ("F2", new(2023, 12, 26)),
        ];
        foreach (var (i, person) in rest.OrderByDescending(p => p.RegionCode == Places.Nanshilou).ThenByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).Take(8).Index())
        {
            var file = Apply(person, new(2023, 11, 6), i);
            foreach (var (step, on) in way.Take(i switch { 0 => 1, 1 => 2, 2 => 3, 3 => 5, 4 => 6, 5 => 7, 6 => 8, _ => 2 }))
            {
                book.Take(file, step, on);
                if (step == "A4")
                {
                    book.Publish(file, Title, on);
                }
            }
            file.OrganisationId = i > 4 ? centre : null;
            if (i == 7)
            {
                book.Take(file, "B2", new(2023, 12, 20), "申请表没有本人签字");
            }
        }
    }

    private CaseFile Apply(Person person, DateOnly on, int index)
    {
        var file = book.Open(person, on);
        file.Quantity = index % 8 == 3 ? 2 : 1;
        file.AmountFen = (long)file.Quantity * (index % 3 == 0 ? 60_000 : 42_000);
        book.Visit(file, on.AddDays(2));
        book.Write(file, FormOf(person));
        return file;
    }

    private static AssistiveDevicesForm FormOf(Person person) =>
        new() { Device = DeviceFor(person), Source = NeedSource.Village, OtherProvider = OtherProvider.None, Address = person.Address };

    private static Device? DeviceFor(Person person) => person.Certificate?.Kind switch
    {
        DisabilityKind.Physical => person.Certificate.Severe ? Device.Wheelchair : Device.Crutch,
        DisabilityKind.Hearing => Device.HearingAid,
        DisabilityKind.Visual => Device.WhiteCane,
        _ => null,
    };
}

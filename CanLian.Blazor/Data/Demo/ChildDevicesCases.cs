using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.ChildDevices;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The children fitted with prostheses and orthoses (儿童适配): nineteen against a task of nine.</summary>
internal sealed class ChildDevicesCases(DistrictRecords records, CaseBook book)
{
    private const string Document = "皖残联〔2023〕29号";
    private static readonly YearPlan Plan = new("child_devices", Unit.Person, 9, 45_000, Document, [1, 1, 3, 2, 2], [3, 2, 5, 5, 4]);
    private static readonly DateOnly First = new(2023, 3, 6);
    private static readonly DateOnly Last = new(2023, 3, 24);

    private static readonly (string Kind, string Product, BodyPart Part, long Yuan)[] Products =
    [
        ("矫形器", "踝足矫形器", BodyPart.Foot, 3_200), ("矫形器", "脊柱矫形器", BodyPart.Spine, 4_600), ("假肢", "小腿假肢", BodyPart.LeftLeg, 5_000),
        ("矫形器", "膝踝足矫形器", BodyPart.RightLeg, 4_200), ("辅具", "儿童站立架", BodyPart.Other, 1_500),
    ];

    public void Fill()
    {
        DistrictPlans.Set(records, Plan);
        foreach (var (kind, yuan) in new[] { ("假肢", 5_000), ("矫形器", 5_000), ("辅具", 1_500) })
        {
            DistrictPlans.Rate(records, Plan.Programme, null, yuan, "人", Document, kind);
        }
        var centre = DistrictOrganisations.AddFittingCentre(records);
        var fits = book.Eligible(First, DemonstrationDistrict.Day, asked: true).Where(NeedsOne).ToList();
        var chosen = book.Chosen(fits, Plan.DoneOfTowns, []).ToList();
        foreach (var (i, child) in chosen.Index())
        {
            var file = Apply(child, records.Chance.Day(First, Last), Products[i % Products.Length]);
            file.OrganisationId = centre.Id;
            Complete(file, Products[i % Products.Length], i);
        }
        FillOpen([.. fits.Except(chosen).Where(c => !records.Monitored.Includes(c) && !records.ShownByName.Contains(c.Id))], centre.Id);
    }

    private void Complete(CaseFile file, (string Kind, string Product, BodyPart Part, long Yuan) about, int index)
    {
        var assessed = new DateOnly(2023, 5, 8).AddDays(index % 5);
        var delivered = assessed.AddDays(24 + (index % 7));
        book.Walk(file, ("A1", file.AppliedOn), ("A2", new(2023, 3, 29)), ("A3", new(2023, 4, 4)), ("A4", new(2023, 4, 12)), ("A6", new(2023, 4, 18)),
            ("F1", assessed), ("F2", delivered), ("F3", delivered.AddDays(8)));
        var form = FormOf(file.Person!, about);
        (form.Prescription, form.Model, form.AssessedOn, form.DeliveredOn) = ("按取型定制", "K-" + (100 + index), assessed, delivered);
        (form.WarrantyTo, form.Trial, form.UnitPrice, form.OwnShare) = (delivered.AddYears(1), Trial.Fits, about.Yuan, 0);
        book.Write(file, form);
        if (index < 17)
        {
            var paid = delivered.AddDays(20);
            file.RecordPayment("付-适-" + (index / 10 + 1), DistrictOrganisations.FittingCentre, file.AmountFen!.Value, paid);
            book.Take(file, "F5", paid);
            book.Ask(file, delivered.AddDays(32), Satisfaction.Satisfied).Answers = new Dictionary<string, string> { ["in_use"] = index == 6 ? "否" : "是", ["sore"] = "否" };
        }
    }

    /// <summary>Some at the town, one waiting to be measured for too long, one being made, one who grew out of the plan.</summary>
    private void FillOpen(List<Person> rest, Guid centre)
    {
        (string Step, DateOnly On)[] way =
            [("A1", new(2023, 11, 9)), ("A2", new(2023, 11, 14)), ("A3", new(2023, 11, 20)), ("A4", new(2023, 11, 24)), ("A6", new(2023, 11, 29)), ("F1", new(2023, 12, 20))];
        foreach (var (i, child) in rest.OrderByDescending(c => c.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).Take(5).Index())
        {
            var file = Apply(child, new(2023, 11, 8), Products[i]);
            book.Walk(file, way.Take(i switch { 0 => 2, 1 => 3, 2 => 5, 3 => 6, _ => 2 }));
            if (i == 3)
            {
                file.OrganisationId = centre;
            }
            if (i == 4)
            {
                book.Take(file, "X1", new(2023, 11, 17), "同一部位春天在外区已适配");
            }
        }
    }

    private CaseFile Apply(Person child, DateOnly on, (string Kind, string Product, BodyPart Part, long Yuan) about)
    {
        var file = book.Open(child, on);
        (file.Kind, file.Quantity, file.AmountFen) = (about.Kind, 1, about.Yuan * 100);
        book.Visit(file, on.AddDays(2));
        book.Write(file, FormOf(child, about));
        return file;
    }

    private static ChildDevicesForm FormOf(Person child, (string Kind, string Product, BodyPart Part, long Yuan) about) => new()
    {
        Part = about.Part,
        Product = about.Product,
        Hospital = child.Diagnosis?.Hospital ?? "",
        DiagnosedOn = child.Diagnosis?.On,
    };

    private static bool NeedsOne(Person child) => child.AgeOn(First) >= 2
        && (child.Certificate is { } card ? card.StateOn(Last) == CertificateState.Valid && card.Includes(DisabilityKind.Physical) : child.Diagnosis?.Kind == "脑瘫");
}

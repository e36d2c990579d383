using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.HomeModification;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's home modifications (家庭无障碍改造): two lots, most of them finished, some waiting for the platform or the last call.</summary>
internal sealed class HomeModificationCases(DistrictRecords records, CaseBook book)
{
    // 652 households cost 2,040,000 yuan together: 576 at 3,130 and the others at 3,120.
    private const int Dearer = 576;
    private const int KeptForNanshilou = 8;
    private static readonly DateOnly First = new(2023, 4, 3);
    private static readonly DateOnly Last = new(2023, 4, 14);
    private int _made;

    public void Fill()
    {
        var one = AddLot("第一标段", DistrictOrganisations.ContractorOne, new(2023, 6, 20), new(2023, 8, 11), new(2023, 8, 30), new(2023, 10, 20));
        var two = AddLot("第二标段", DistrictOrganisations.ContractorTwo, new(2023, 6, 28), new(2023, 8, 16), new(2023, 8, 28), new(2023, 10, 26));
        var eligible = book.Eligible(First, Last);
        var kept = eligible.Where(p => p.RegionCode == Places.Nanshilou).Take(KeptForNanshilou).ToList();
        foreach (var person in book.Chosen(eligible.Except(kept), DistrictPlans.Of(DistrictPlans.HomeModification).DoneOfTowns, records.Monitored.Dwellers))
        {
            Complete(person, Region.TownOf(person.RegionCode) is Places.Shiqiao or Places.Duanhu ? two : one);
        }
        FillOpen(one);
    }

    private Batch AddLot(string name, string contractor, DateOnly designed, DateOnly procured, DateOnly started, DateOnly accepted)
    {
        var organisation = records.Organisation(contractor);
        var lot = new Batch
        {
            Id = records.Chance.NextId(),
            Programme = book.Programme.Code,
            Year = 2023,
            Name = "2023年" + name,
            RegionCode = Places.District,
            State = BatchState.Ended,
            OrganisationId = organisation.Id,
            DesignedOn = designed,
            ProcuredOn = procured,
            WorkStartedOn = started,
            AcceptedOn = accepted,
            Supervision = "诚信工程监理公司",
            Auditing = "正大工程造价咨询公司",
            ContractNumber = "家改-2023-" + (records.Batches.Count + 1),
            AuditReport = "正大审字〔2023〕118号",
        };
        records.Batches.Add(lot);
        return lot;
    }

    private void Complete(Person person, Batch lot)
    {
        var concentrated = _made++ % 10 != 0;
        var lei = person.Name == "雷金海";
        var yuan = _made <= Dearer ? 3_130m : 3_120m;
        var file = Apply(person, lei ? new(2023, 4, 13) : records.Chance.Day(First, Last), concentrated || lei ? HomeModificationProgramme.Concentrated : HomeModificationProgramme.Dispersed);
        var accepted = lei ? new DateOnly(2023, 10, 26) : lot.AcceptedOn!.Value.AddDays(-records.Chance.Below(12));
        var form = FormOf(yuan);
        (form.FinishedOn, form.AcceptedOn, form.AcceptedBy, form.Settlement) = (accepted.AddDays(-4), accepted, "李明、陈建国、设计方、审计方、户主", yuan);
        book.Walk(file, ("H1", new(2023, 4, 16)), ("H2", new(2023, 4, 21)), ("H3", new(2023, 5, 6)), ("H4", new(2023, 5, 18)), ("H5", lot.DesignedOn!.Value),
            ("H6", lot.DesignedOn.Value), ("H7", lot.ProcuredOn!.Value), ("H8", accepted.AddDays(-4)), ("H9", accepted));
        book.Publish(file, "家庭无障碍改造对象公示", new(2023, 4, 21));
        if (file.Kind == HomeModificationProgramme.Concentrated)
        {
            (file.Batch, file.BatchId) = (lot, lot.Id);
        }
        (file.OrganisationId, file.AmountFen) = (lot.OrganisationId, (long)(yuan * 100));
        Finish(file, form, lei ? Waits.Entry : _made % 40 == 7 ? Waits.Settlement : _made % 18 == 3 ? Waits.Entry : _made % 14 == 5 ? Waits.Call : Waits.Nothing, lei);
        book.Write(file, form);
    }

    private enum Waits
    {
        Nothing, Settlement, Entry, Call,
    }

    private void Finish(CaseFile file, HomeModificationForm form, Waits waits, bool lei)
    {
        if (waits == Waits.Settlement)
        {
            return;
        }
        var paid = lei ? new DateOnly(2023, 12, 12) : waits == Waits.Entry ? new DateOnly(2023, 12, records.Chance.Between(13, 22)) : new DateOnly(2023, 11, 20);
        file.RecordPayment("付-2023-" + paid.ToString("MMdd", null), records.Organisations.First(o => o.Id == file.OrganisationId).Name, file.AmountFen!.Value, paid);
        book.Take(file, "H11", paid);
        if (waits == Waits.Entry)
        {
            return;
        }
        (form.PlatformNumber, form.EnteredOn, form.Review) = ("340699" + file.Number[^4..].PadLeft(6, '0'), new(2023, 11, 27), PlatformReview.Entered);
        book.Take(file, "H12", new(2023, 11, 27));
        if (waits == Waits.Call)
        {
            return;
        }
        var called = new DateOnly(2023, 12, records.Chance.Between(1, 20));
        var call = book.Ask(file, called, records.Chance.Weighted([(Satisfaction.Very, 52), (Satisfaction.Satisfied, 35), (Satisfaction.Fairly, 11), (Satisfaction.Dissatisfied, 2)]));
        call.Answers = new Dictionary<string, string> { ["in_use"] = "出入口、卫生间", ["quality"] = "好", ["charged"] = "否" };
        book.Take(file, "H13", called);
    }

    /// <summary>Households of next year's list that are being verified or wait for the notice, and one that failed its acceptance.</summary>
    private void FillOpen(Batch lot)
    {
        var rest = book.Eligible(new(2023, 11, 20), new(2023, 12, 25)).Where(p => !records.Monitored.Includes(p) && p.RegionCode != Places.Nanshilou)
            .OrderByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).DistinctBy(p => p.HouseholdId).ToList();
        var near = book.Eligible(new(2023, 11, 20), new(2023, 12, 25)).Where(p => p.RegionCode == Places.Nanshilou && !records.Monitored.Includes(p)).DistinctBy(p => p.HouseholdId).ToList();
        if (near.Count > 6)
        {
            var back = Apply(near[0], new(2023, 12, 8), HomeModificationProgramme.Concentrated);
            book.Take(back, "H1", new(2023, 12, 11));
            book.Take(back, "H15", new(2023, 12, 26), "申请表没有户主签字，请补签");
        }
        foreach (var (i, person) in rest.Take(9).Index())
        {
            var file = Apply(person, new(2023, 11, 22), HomeModificationProgramme.Concentrated);
            book.Take(file, "H1", i < 2 ? new(2023, 12, 5) : new(2023, 12, 15));
            if (i is > 2 and < 6)
            {
                book.Take(file, "H2", new(2023, 12, 18));
                book.Publish(file, "家庭无障碍改造对象公示", new(2023, 12, 18));
            }
            if (i >= 6)
            {
                book.Walk(file, ("H2", new(2023, 12, 18)), ("H3", new(2023, 12, 27)));
                book.Publish(file, "家庭无障碍改造对象公示", new(2023, 12, 18));
            }
        }
        foreach (var person in rest.Skip(9).Take(2))
        {
            var file = Apply(person, new(2023, 11, 22), HomeModificationProgramme.Concentrated);
            var form = FormOf(3_120m);
            book.Walk(file, ("H1", new(2023, 11, 23)), ("H2", new(2023, 11, 24)), ("H3", new(2023, 12, 4)), ("H4", new(2023, 12, 6)), ("H5", new(2023, 12, 8)),
                ("H6", new(2023, 12, 11)), ("H7", new(2023, 12, 12)), ("H8", new(2023, 12, 19)));
            book.Take(file, "H10", new(2023, 12, 21), "卫生间扶手松动，要加固");
            file.FollowUps.Add(new FollowUp
            {
                Id = records.Chance.NextId(),
                CaseId = file.Id,
                On = new(2023, 12, 21),
                Way = "验收",
                By = Colleagues.District.Name,
                Problem = "卫生间扶手松动，要加固",
                ResponsibleUnit = DistrictOrganisations.ContractorOne,
                FixBy = new(2023, 12, 28),
            });
            (file.BatchId, file.OrganisationId, file.AmountFen) = (lot.Id, lot.OrganisationId, 312_000);
            book.Write(file, form);
        }
    }

    private CaseFile Apply(Person person, DateOnly on, string kind)
    {
        var file = book.Open(person, on);
        file.Kind = kind;
        book.Visit(file, on.AddDays(3));
        book.Write(file, new HomeModificationForm { CanModify = true });
        return file;
    }

    private static HomeModificationForm FormOf(decimal yuan) => new()
    {
        CanModify = true,
        Parts = [DwellingPart.Entrance, DwellingPart.Bathroom],
        Assessor = "市康复辅具中心 陆工",
        AssessedOn = new(2023, 5, 18),
        Description = "门口坡道加双层扶手，卫生间一字扶手",
        Items =
        [
            new WorkItem { Part = DwellingPart.Entrance, Work = Work.Ramp, Quantity = 1, Unit = "处", UnitPrice = yuan - 1_700, Passed = true },
            new WorkItem { Part = DwellingPart.Entrance, Work = Work.Handrail, Quantity = 4, Unit = "米", UnitPrice = 300, Passed = true },
            new WorkItem { Part = DwellingPart.Bathroom, Work = Work.Handrail, Quantity = 2, Unit = "根", UnitPrice = 250, Passed = true },
        ],
        Budget = yuan,
    };
}

using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Culture;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>Somebody signs up for an event, is placed in it, and is counted when the sign-in sheet has the name.</summary>
public sealed class CultureTests
{
    private static readonly CultureProgramme Programme = new();
    private readonly CaseWalk<CultureForm> _walk =
        new(Programme, CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two), new DateOnly(2023, 9, 11));

    [Fact]
    public void A_person_signs_up_and_takes_part()
    {
        _walk.TakeOnceSupplied("E1", Role.VillageWorker, "待编入",
            new("申请表还有 1 处没填或不对：适合外出", () => _walk.Form.FitToGo = false),
            new("不符合条件：身体条件不宜外出。确需办理，请区残联写特批理由", () => _walk.Form.FitToGo = true) { Next = true },
            new("登记知情同意：日期、方式、签字人", () => _walk.Person.Consent()));
        var outing = new Batch { Programme = "culture", Year = 2023, Name = "金秋游园", RegionCode = "340699", State = BatchState.Enrolling, StartsOn = new(2023, 10, 12), EndsOn = new(2023, 10, 12), Capacity = 60 };
        _walk.TakeOnceSupplied("E2", Role.TownOfficer, "待参加", new Supply("选活动", () => _walk.Batch = outing));
        Assert.Equal(new DateOnly(2023, 10, 26), _walk.Case.DueOn);
        _walk.TakeOnceSupplied("E4", Role.TownOfficer, "已完成",
            new("选类别", () => _walk.Case.Kind = "游园"),
            new("签到表上没有雷金海", () => _walk.Form.SignedIn = true),
            new("活动还没有举行", () => _walk.Today = new(2023, 10, 12)));
        Assert.DoesNotContain(Programme.Flow.Stages, s => s.Name == "进行中");
        _walk.Remark = "签到表看错了";
        _walk.Take("E10", Role.Supervisor, "待参加");
    }
}

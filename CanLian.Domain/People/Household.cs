using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>A household (户): the persons of one registration booklet.</summary>
public class Household
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Number { get; set; }
    public required string RegionCode { get; set; }
    public string HeadName { get; set; } = "";
    public HouseSafety? Safety { get; set; }

    /// <summary>Day of an age-friendly conversion of the dwelling (居家适老化改造), which excludes a second one.</summary>
    public DateOnly? AgeFriendlyOn { get; set; }
    public List<Person> Members { get; init; } = [];
    public long Version { get; set; }
}

/// <summary>A recognised hardship from one day to another, and who said so (困难身份).</summary>
public class Hardship
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; set; }
    public HardshipKind Kind { get; set; }
    public DateOnly From { get; set; }

    /// <summary>Last day; null while it lasts.</summary>
    public DateOnly? To { get; set; }
    public string Source { get; set; } = "";

    /// <summary>Risks that a monitoring list names, such as 因残, the main one first; null elsewhere.</summary>
    public string? Risk { get; set; }

    /// <summary>The day the risk was said to be removed; the household stays on the list all the same.</summary>
    public DateOnly? RiskRemovedOn { get; set; }
    public RiskRemoval? RiskRemovedBy { get; set; }

    /// <summary>The bureau of rural affairs has judged that the whole household is without labour; such a household is not removed.</summary>
    public bool WithoutLabour { get; set; }

    /// <summary>Number of the household in the bureau's own system, which is not ours; null where no list has named it.</summary>
    public string? BureauNumber { get; set; }

    /// <summary>The day the register learned of it; null where it came with the person, and then its own day counts.</summary>
    public DateOnly? EnteredOn { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && (To == null || To >= day);

    /// <summary>What it is, since when, and on whose word.</summary>
    public Text Said() => Source.Length == 0
        ? new Text("{0}，{1} 起", new Text(Kind.Label()), Days.Written(From))
        : new Text("{0}，{1} 起（{2}）", new Text(Kind.Label()), Days.Written(From), Source);

    /// <summary>The three kinds of monitored household (监测户).</summary>
    public static IReadOnlyList<HardshipKind> Monitored { get; } =
        [HardshipKind.MonitoredUnstable, HardshipKind.MonitoredMarginal, HardshipKind.MonitoredSudden];

    public bool IsMonitored => Monitored.Contains(Kind);
}

/// <summary>One of the two allowances, paid by the civil affairs bureau from one day to another (两项补贴).</summary>
public class Allowance
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; set; }
    public AllowanceKind Kind { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public string Source { get; set; } = "";

    public bool HoldsOn(DateOnly day) => From <= day && (To == null || To >= day);
}

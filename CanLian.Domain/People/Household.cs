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

    /// <summary>Main risk that a monitoring list names, such as 因残; null elsewhere.</summary>
    public string? Risk { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && (To == null || To >= day);

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

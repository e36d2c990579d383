using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Domain.Plans;

/// <summary>A unit of counting (单位). Different units are never added up.</summary>
public enum Unit
{
    [Label("人")] Person,
    [Label("人次")] PersonTime,
    [Label("户")] Household,
    [Label("件")] Piece,
    [Label("家")] Site,
    [Label("个")] Place,
    [Label("篇")] Article,
    [Label("元")] Yuan,
    [Label("月")] Months,
    [Label("期")] Class,
    [Label("个")] Post,
    [Label("%")] Ratio,
    [Label("日期")] Date,
    [Label("月份")] Month,
}

/// <summary>A task of the year (年度任务): so many of a programme in a region, with the money and the document that set it.</summary>
public class Target
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Year { get; set; }
    public required string Programme { get; set; }

    /// <summary>District (6 digits) for the whole task, town (9 digits) for its split.</summary>
    public required string RegionCode { get; set; }
    public decimal Amount { get; set; }
    public Unit Unit { get; set; }
    public long? FundsFen { get; set; }

    /// <summary>Where the money comes from (资金来源), such as 省级; empty when the document does not say.</summary>
    public string FundingSource { get; set; } = "";
    public string DocumentNumber { get; set; } = "";

    /// <summary>Carried over from the year before and not confirmed (草稿): no figure counts it.</summary>
    public bool Draft { get; set; }
    public long Version { get; set; }
}

/// <summary>A rate of a programme (标准), valid for some years; rates are data, rules are code.</summary>
public class Tariff
{
    public const string PerMonth = "月";
    public const string PerPiece = "件";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Programme { get; set; }

    /// <summary>The kind of case it is for; null for every kind.</summary>
    public string? Kind { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>The amount of one unit; null where the programme only has a limit.</summary>
    public long? AmountFen { get; set; }

    /// <summary>The most one case may cost; null without a limit.</summary>
    public long? CapFen { get; set; }

    /// <summary>What one amount is for, such as 人/年.</summary>
    public string Per { get; set; } = "";

    /// <summary>By the month or by the piece: multiplied by the quantity of the case.</summary>
    public bool ByQuantity => Per is PerMonth or PerPiece;
    public string DocumentNumber { get; set; } = "";
    public long Version { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && (To == null || To >= day);
}

/// <summary>A number of the place's policy that is not the programme's default, valid for some time (政策设置).</summary>
public class PolicySetting
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Programme code and name of the policy, such as home_modification.years_between.</summary>
    public required string Key { get; set; }
    public decimal Value { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public string DocumentNumber { get; set; } = "";
    public long Version { get; set; }
}

/// <summary>A number that differs by place and year (政策参数), with the value that holds where nobody set another.</summary>
/// <param name="Name">Name within the programme, such as years_between.</param>
/// <param name="Label">Chinese name.</param>
/// <param name="Default">Value without a setting.</param>
/// <param name="Unit">Chinese unit, such as 年.</param>
public sealed record Policy(string Name, string Label, decimal Default, string Unit)
{
    /// <summary>The number that holds for a case.</summary>
    public decimal For(CaseFacts facts) => facts.Settings.GetValueOrDefault(Name, Default);
}

/// <summary>The policies of one programme as they hold on a day.</summary>
public sealed class PolicyValues(string programme, IEnumerable<PolicySetting> settings, DateOnly day)
{
    private readonly Dictionary<string, decimal> _values = settings
        .Where(s => s.Key.StartsWith(programme + ".", StringComparison.Ordinal) && s.From <= day && (s.To == null || s.To >= day))
        .OrderBy(s => s.From)
        .GroupBy(s => s.Key[(programme.Length + 1)..])
        .ToDictionary(g => g.Key, g => g.Last().Value);

    /// <summary>The numbers that somebody set, by name; what is missing has its default.</summary>
    public IReadOnlyDictionary<string, decimal> Set => _values;

    public decimal this[Policy policy] => _values.GetValueOrDefault(policy.Name, policy.Default);

    public int Int(Policy policy) => (int)this[policy];
}

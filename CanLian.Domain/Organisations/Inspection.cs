using CanLian.Domain.Common;

namespace CanLian.Domain.Organisations;

/// <summary>What a yearly inspection came to (检查结果).</summary>
public enum InspectionResult
{
    [Label("合格")] Passed,
    [Label("限期整改")] ToRectify,
    [Label("不合格")] Failed,
}

/// <summary>A yearly inspection of an organisation or site (年度检查), and the look again where something had to be put right.</summary>
public class Inspection
{
    public const int Inspectors = 2;

    /// <summary>Kinds that are inspected every year.</summary>
    public static IReadOnlyList<OrganisationKind> Kinds { get; } =
    [
        OrganisationKind.Rehabilitation, OrganisationKind.Care, OrganisationKind.EmploymentBase, OrganisationKind.SupportedEmployment, OrganisationKind.Home, OrganisationKind.Station,
    ];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public DateOnly On { get; init; }

    /// <summary>Names, parted by 、.</summary>
    public required string InspectedBy { get; init; }

    /// <summary>What was found; empty where all was in order.</summary>
    public string Findings { get; init; } = "";
    public InspectionResult Result { get; init; }

    /// <summary>Until when it must be put right; null where nothing must.</summary>
    public DateOnly? RectifyBy { get; init; }
    public DateOnly? RecheckedOn { get; private set; }
    public string? RecheckedBy { get; private set; }
    public string? RecheckNote { get; private set; }

    /// <summary>What the second look came to; null until there was one.</summary>
    public InspectionResult? RecheckResult { get; private set; }
    public long Version { get; set; }

    /// <summary>Where it ended, or stands as long as nobody looked again.</summary>
    public InspectionResult Standing => RecheckResult ?? Result;

    /// <summary>Still to be looked at again.</summary>
    public bool Pending => Standing == InspectionResult.ToRectify;

    public bool LateOn(DateOnly day) => Pending && RectifyBy < day;

    /// <summary>Enters the second look (复查): it ends well or badly, and there is no third.</summary>
    public Outcome Recheck(RecheckEntry entry, DateOnly today)
    {
        if (!Pending)
        {
            return Outcome.Refused("这次检查没有要复查的整改");
        }
        var reasons = entry.Against(this, today).ToList();
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        (RecheckedOn, RecheckedBy, RecheckNote, RecheckResult) =
            (entry.On, Written(entry.By), entry.Note.Trim(), entry.Passed!.Value ? InspectionResult.Passed : InspectionResult.Failed);
        return Outcome.Done;
    }

    internal static IReadOnlyList<string> Names(string written) =>
        [.. written.Split(['、', '，', ',', ' ', '；', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    internal static string Written(string names) => string.Join('、', Names(names));
}

/// <summary>What the form of an inspection holds (年度检查登记).</summary>
public sealed class InspectionEntry
{
    public DateOnly? On { get; set; }
    public string InspectedBy { get; set; } = "";
    public string Findings { get; set; } = "";
    public InspectionResult? Result { get; set; }
    public DateOnly? RectifyBy { get; set; }

    /// <summary>Everything that is against it, each with its field.</summary>
    public IEnumerable<Reason> Against(Organisation organisation, DateOnly today)
    {
        if (On is null || On > today || On < organisation.OpenedOn)
        {
            yield return new Reason(new Text("检查日期要填，不早于开办，不晚于今天"), FieldId(nameof(On)));
        }
        if (Inspection.Names(InspectedBy).Count < Inspection.Inspectors)
        {
            yield return new Reason(new Text("检查人至少写 {0} 名，用顿号分开", Inspection.Inspectors), FieldId(nameof(InspectedBy)));
        }
        if (Result is null)
        {
            yield return new Reason(new Text("选检查结果"), FieldId(nameof(Result)));
        }
        if (Result is InspectionResult.ToRectify or InspectionResult.Failed && string.IsNullOrWhiteSpace(Findings))
        {
            yield return new Reason(new Text("写查出了什么问题"), FieldId(nameof(Findings)));
        }
        if (Result == InspectionResult.ToRectify && !(RectifyBy > On))
        {
            yield return new Reason(new Text("整改期限要填，在检查日期之后"), FieldId(nameof(RectifyBy)));
        }
    }

    public Inspection ToInspection(Guid organisation) => new()
    {
        OrganisationId = organisation,
        On = On!.Value,
        InspectedBy = Inspection.Written(InspectedBy),
        Findings = Findings.Trim(),
        Result = Result!.Value,
        RectifyBy = Result == InspectionResult.ToRectify ? RectifyBy : null,
    };

    public static string FieldId(string property) => "inspection-" + property;
}

/// <summary>What the form of a second look holds (复查登记).</summary>
public sealed class RecheckEntry
{
    public DateOnly? On { get; set; }
    public string By { get; set; } = "";
    public bool? Passed { get; set; }
    public string Note { get; set; } = "";

    public IEnumerable<Reason> Against(Inspection inspection, DateOnly today)
    {
        if (On is null || On < inspection.On || On > today)
        {
            yield return new Reason(new Text("复查日期要填，不早于检查，不晚于今天"), FieldId(nameof(On)));
        }
        if (Inspection.Names(By).Count < Inspection.Inspectors)
        {
            yield return new Reason(new Text("复查人至少写 {0} 名，用顿号分开", Inspection.Inspectors), FieldId(nameof(By)));
        }
        if (Passed is null)
        {
            yield return new Reason(new Text("选复查结果"), FieldId(nameof(Passed)));
        }
        if (Passed == false && string.IsNullOrWhiteSpace(Note))
        {
            yield return new Reason(new Text("写还有什么没有改"), FieldId(nameof(Note)));
        }
    }

    public static string FieldId(string property) => "recheck-" + property;
}

using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>What somebody may say they need (需求类别).</summary>
public enum NeedTopic
{
    [Label("居家托养")] HomeCare,
    [Label("寄宿制托养")] BoardingCare,
    [Label("无障碍改造")] Modification,
    [Label("辅助器具")] Device,
    [Label("技能培训")] Training,
    [Label("创业")] Startup,
    [Label("农业技术")] Farming,
    [Label("灵活就业")] FlexibleWork,
}

/// <summary>
/// What a person said when last asked (需求): wanted or not. It stands in for an application nobody made, and makes the candidates of the year after;
/// of what was never asked there is no row.
/// </summary>
public class StatedNeed
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; set; }
    public NeedTopic Topic { get; set; }
    public bool Wanted { get; set; }

    /// <summary>Which parts or which device, in the words of the answer.</summary>
    public string Detail { get; set; } = "";

    /// <summary>The year of the survey.</summary>
    public int Year { get; set; }
    public DateOnly On { get; set; }
}

using System.Text.Json.Serialization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Domain.Programmes.HomeModification;

/// <summary>Part of a dwelling that is modified (改造类型).</summary>
public enum DwellingPart
{
    [Label("出入口")] Entrance,
    [Label("地面")] Floor,
    [Label("房门")] Door,
    [Label("卫生间")] Bathroom,
    [Label("厨房")] Kitchen,
    [Label("卧室")] Bedroom,
    [Label("信息")] Information,
}

/// <summary>What is built or fitted (改造项目). Devices stand last: a household that only gets those was not modified.</summary>
public enum Work
{
    [Label("坡道")] Ramp,
    [Label("扶手")] Handrail,
    [Label("地面平整硬化")] LevelFloor,
    [Label("防滑地面")] NonSlipFloor,
    [Label("消除门槛")] Threshold,
    [Label("房门加宽")] WiderDoor,
    [Label("坐便器")] Toilet,
    [Label("淋浴设施")] Shower,
    [Label("低位洗漱台")] LowBasin,
    [Label("低位灶台")] LowStove,
    [Label("闪光门铃")] FlashingBell,
    [Label("可视门铃")] VideoBell,
    [Label("煤气报警器")] GasAlarm,
    [Label("读屏软件")] ScreenReader,
    [Label("其他工程")] OtherWork,
    [Label("坐便椅")] CommodeChair,
    [Label("洗浴椅")] BathChair,
    [Label("护理床")] NursingBed,
    [Label("助行器")] WalkingFrame,
    [Label("其他器具")] OtherDevice,
}

/// <summary>One line of a household's plan: what is done, where, and what it costs (明细).</summary>
public sealed class WorkItem
{
    [Field("部位")]
    public DwellingPart? Part { get; set; }

    [Field("项目")]
    public Work? Work { get; set; }

    [Field("数量")]
    public decimal? Quantity { get; set; }

    [Field("单位")]
    public string Unit { get; set; } = "";

    [Field("单价", Unit = "元")]
    public decimal? UnitPrice { get; set; }

    [Field("小计", Unit = "元"), JsonIgnore]
    public decimal Subtotal => new Money(SubtotalFen).Yuan;

    [Field("合格")]
    public bool? Passed { get; set; }

    [JsonIgnore]
    public long SubtotalFen => Money.OfYuan((Quantity ?? 0) * (UnitPrice ?? 0)).Fen;

    [JsonIgnore]
    public bool IsDevice => Work >= HomeModification.Work.CommodeChair;

    [JsonIgnore]
    public bool IsComplete => Part is not null && Work is not null && Quantity is not null && UnitPrice is not null && Unit.Length > 0;
}

using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Plans;

/// <summary>Why a task was passed or missed (原因).</summary>
public enum RateCause
{
    /// <summary>Done with the place's own money.</summary>
    [Label("自筹资金")] OwnMoney,

    /// <summary>More was asked for in the course of the year.</summary>
    [Label("追加任务")] AddedTask,

    /// <summary>Prices were lower than planned, so that the money reached further.</summary>
    [Label("资金结余多办")] Savings,

    [Label("其他原因")] Other,
}

/// <summary>A leader's words on a programme's rate of a year (完成率说明), for one place.</summary>
public class RateNote
{
    public const int LongestText = 300, LongestDocument = 60;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Year { get; init; }
    public required string Programme { get; init; }
    public required string RegionCode { get; init; }
    public RateCause Cause { get; set; }

    /// <summary>How many of those done it explains, in the programme's unit; null where it explains the rate as a whole.</summary>
    public decimal? Amount { get; set; }
    public string DocumentNumber { get; set; } = "";
    public string Text { get; set; } = "";
    public DateOnly On { get; set; }
    public required string ByName { get; set; }
    public long Version { get; set; }
}

/// <summary>What a note must agree with; each failure carries its sentence as <see cref="Common.Text"/>.</summary>
public sealed class RateNoteValidator : AbstractValidator<RateNote>
{
    public RateNoteValidator()
    {
        RuleFor(n => n.Cause).IsInEnum().WithState(_ => new Text("原因要从列出的里选"));
        RuleFor(n => n.Amount).Must(a => a is null or > 0).WithState(_ => new Text("数量要大于 0；说明整个完成率就空着"));
        RuleFor(n => n.Amount).Must(a => a is null || a == decimal.Truncate(a.Value)).WithState(_ => new Text("数量要是整数"));
        RuleFor(n => n.DocumentNumber).NotEmpty().When(n => n.Cause == RateCause.AddedTask).WithState(_ => new Text("追加任务要写是哪份文件追加的"));
        RuleFor(n => n.DocumentNumber).MaximumLength(RateNote.LongestDocument).WithState(_ => new Text("文号最多 60 个字"));
        RuleFor(n => n.Text).NotEmpty().When(n => n.Cause == RateCause.Other).WithState(_ => new Text("选了其他原因，要写明是什么原因"));
        RuleFor(n => n.Text).MaximumLength(RateNote.LongestText).WithState(_ => new Text("说明最多 300 个字"));
    }
}

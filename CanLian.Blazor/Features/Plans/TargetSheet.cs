using CanLian.Domain.Common;
using CanLian.Domain.Plans;
using FluentValidation;

namespace CanLian.Blazor.Features.Plans;

/// <summary>One row of the sheet (任务行): so many for a place from a source; a new one has no id.</summary>
public sealed class TargetEdit
{
    public Guid? Id { get; init; }
    public long Version { get; init; }
    public string RegionCode { get; set; } = "";
    public decimal? Amount { get; set; }

    /// <summary>Money in yuan.</summary>
    public decimal? Funds { get; set; }
    public string FundingSource { get; set; } = "";
    public string DocumentNumber { get; set; } = "";

    public long? FundsFen => Funds is { } yuan ? Money.OfYuan(yuan).Fen : null;

    public static TargetEdit Of(Target stored) => new()
    {
        Id = stored.Id,
        Version = stored.Version,
        RegionCode = stored.RegionCode,
        Amount = decimal.Truncate(stored.Amount) == stored.Amount ? decimal.Truncate(stored.Amount) : stored.Amount,
        Funds = stored.FundsFen / 100m,
        FundingSource = stored.FundingSource,
        DocumentNumber = stored.DocumentNumber,
    };

    public void WriteTo(Target stored, Unit unit)
    {
        stored.RegionCode = RegionCode;
        stored.Amount = Amount ?? 0m;
        stored.Unit = unit;
        stored.FundsFen = FundsFen;
        stored.FundingSource = FundingSource.Trim();
        stored.DocumentNumber = DocumentNumber.Trim();
    }
}

/// <summary>The task of one programme and year as it is edited (任务表): the district's rows and the towns', in one unit, saved together.</summary>
public sealed class TargetSheet
{
    public required int Year { get; init; }
    public required string Programme { get; init; }
    public Unit Unit { get; set; }
    public List<TargetEdit> Rows { get; init; } = [];

    /// <summary>The rows there were when the sheet was opened: one that is gone from <see cref="Rows"/> was taken out, one that is not here is somebody else's.</summary>
    public IReadOnlySet<Guid> Opened { get; init; } = new HashSet<Guid>();

    /// <summary>Whether the task was given out already, so that a change of it needs its reason.</summary>
    public bool Given { get; init; }

    /// <summary>The document by which a task already given out is changed.</summary>
    public string RevisionDocument { get; set; } = "";
    public string RevisionReason { get; set; } = "";

    /// <summary>Whether a change says by what it is made: a document or a reason, or another document in the row itself.</summary>
    public bool SaysWhy(IReadOnlyList<Target> stored) => RevisionDocument.Trim().Length > 0 || RevisionReason.Trim().Length > 0
        || Rows.Any(r => r.DocumentNumber.Trim().Length > 0 && stored.Any(t => t.Id == r.Id && t.DocumentNumber != r.DocumentNumber.Trim()));

    /// <summary>What the sheet changes of a task already given out; nothing where it is given out for the first time or still a draft.</summary>
    public IReadOnlyList<TargetRevision> Revisions(IReadOnlyList<Target> stored, DateOnly on, Actor by)
    {
        if (stored.Count == 0 || stored.Any(t => t.Draft))
        {
            return [];
        }
        // What a town is given of it for the first time says the same task once more.
        var changed = Rows.Where(row => row.RegionCode.Length <= Region.DistrictLength || stored.Any(t => t.RegionCode == row.RegionCode)).Select(row => (Row: row, Stored: stored.FirstOrDefault(t => t.Id == row.Id)))
            .Select(r => Revision(r.Stored is null ? null : TaskState.Of(r.Stored), r.Row, r.Stored?.DocumentNumber));
        var gone = stored.Where(t => Rows.TrueForAll(r => r.Id != t.Id)).Select(t => Revision(TaskState.Of(t), null, null));
        return [.. changed.Concat(gone).OfType<TargetRevision>()];

        TargetRevision? Revision(TaskState? before, TargetEdit? row, string? document)
        {
            var after = row is null ? null : new TaskState(Year, Programme, row.RegionCode, row.FundingSource.Trim(), Unit, row.Amount ?? 0m, row.FundsFen);
            var own = row is not null && row.DocumentNumber.Trim() != document ? row.DocumentNumber.Trim() : "";
            return TargetRevision.Of(before, after, RevisionDocument.Trim() is { Length: > 0 } common ? common : own, RevisionReason.Trim(), on, by);
        }
    }

    /// <summary>Units a task can be set in.</summary>
    public static IReadOnlyList<Unit> Units { get; } = [Unit.Person, Unit.PersonTime, Unit.Household, Unit.Piece, Unit.Site, Unit.Article];
}

/// <summary>What a sheet must agree with (任务表的校验); each failure carries its sentence as <see cref="Text"/>.</summary>
public sealed class TargetSheetValidator : AbstractValidator<TargetSheet>
{
    public const int FirstYear = 2000, LastYear = 2100;

    public TargetSheetValidator()
    {
        RuleFor(s => s.Year).InclusiveBetween(FirstYear, LastYear).WithState(_ => new Text("年度写 {0} 到 {1} 之间的四位数", FirstYear, LastYear));
        RuleFor(s => s.Unit).Must(TargetSheet.Units.Contains).WithState(_ => new Text("任务的单位要从列出的里选"));
        RuleFor(s => s.RevisionDocument).MaximumLength(60).WithState(_ => new Text("文号最多 60 个字"));
        RuleFor(s => s.RevisionReason).MaximumLength(100).WithState(_ => new Text("原因最多 100 个字"));
        RuleForEach(s => s.Rows).ChildRules(row =>
        {
            row.RuleFor(r => r.RegionCode).Must(code => code.Length is Region.DistrictLength or Region.TownLength)
                .WithState(_ => new Text("没有选给哪里。任务下到区，或分到镇（街道）"));
            row.RuleFor(r => r.Amount).NotNull().WithState(_ => new Text("没有写任务数；只给钱不给任务就写 0"));
            row.RuleFor(r => r.Amount).Must(a => a is null or >= 0).WithState(_ => new Text("任务数不能小于 0"));
            row.RuleFor(r => r.Amount).Must(a => a is null || a == decimal.Truncate(a.Value)).WithState(_ => new Text("任务数要是整数"));
            row.RuleFor(r => r.Funds).Must(f => f is null or >= 0).WithState(_ => new Text("资金不能小于 0；文件没写钱就空着"));
            row.RuleFor(r => r.Funds).Must(f => f is null || decimal.Round(f.Value, 2) == f).WithState(_ => new Text("资金写到分，最多两位小数"));
            row.RuleFor(r => r.FundingSource).MaximumLength(20).WithState(_ => new Text("资金来源最多 20 个字"));
            row.RuleFor(r => r.DocumentNumber).MaximumLength(60).WithState(_ => new Text("文号最多 60 个字"));
        });
        RuleForEach(s => s.Rows).Must((sheet, row) => row.RegionCode.Length == 0 || sheet.Rows.Count(other => Same(other, row)) == 1)
            .WithState(_ => new Text("同一个地方、同一个资金来源写了两行，请合成一行"));
    }

    private static bool Same(TargetEdit one, TargetEdit other) =>
        one.RegionCode == other.RegionCode && one.FundingSource.Trim() == other.FundingSource.Trim();
}

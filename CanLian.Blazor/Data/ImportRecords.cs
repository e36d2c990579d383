using CanLian.Domain.Common;

namespace CanLian.Blazor.Data;

/// <summary>Where a run of the import stands (导入进度).</summary>
public enum ImportState
{
    [Label("核对中")] Checking,
    [Label("等待确认")] Previewed,
    [Label("写入中")] Writing,
    [Label("已写入")] Done,
    [Label("没有写入")] Failed,
    [Label("不导了")] Dropped,
    [Label("撤销中")] Undoing,
    [Label("已撤销")] Undone,
}

/// <summary>One run of the import (一次导入): who brought which workbooks, what each sheet was taken for, and what became of it.</summary>
public class ImportRecord
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime? FinishedAt { get; set; }
    public ImportState State { get; set; }

    /// <summary>Names of the workbooks, as they came.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What became of each sheet, as JSON.</summary>
    public string Result { get; set; } = "";

    /// <summary>New persons and households of the run have their keys from here …</summary>
    public Guid First { get; init; }

    /// <summary>… to here.</summary>
    public Guid Last { get; init; }

    /// <summary>The last entry of the change log before the run was written.</summary>
    public long FirstChange { get; set; }

    /// <summary>The last entry of the change log when the run was over: what comes later was built on it.</summary>
    public long LastChange { get; set; }
    public long Version { get; set; }
}

/// <summary>A row that was changed or refused (导入行), for the page and for the workbook of refused rows.</summary>
public class ImportRow
{
    public Guid RunId { get; init; }
    public int Sheet { get; init; }
    public int Row { get; init; }
    public bool Refused { get; init; }

    /// <summary>Whom or what the row is about.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What changed, or why it was refused, as JSON; numbers of persons are masked.</summary>
    public required string Details { get; init; }

    /// <summary>The cells of a refused row, sealed.</summary>
    public byte[]? Cells { get; init; }
}

/// <summary>A record that a run added or changed (导入痕迹), with what it was before, sealed: by this a run is undone.</summary>
public class ImportTrace
{
    public Guid RunId { get; init; }
    public required string Entity { get; init; }
    public required string EntityId { get; init; }
    public byte[]? Before { get; init; }
}

/// <summary>What somebody said an unknown column or sheet means (认列), remembered for the next workbook.</summary>
public class KnownHeader
{
    /// <summary>The kind of sheet; empty where a sheet's own name is meant.</summary>
    public required string Sheet { get; init; }
    public required string Header { get; init; }

    /// <summary>The column, or the kind of sheet; empty where it is not to be read.</summary>
    public required string Meaning { get; set; }
}

/// <summary>Persons and households that a run is still writing (未完成的导入): they do not exist for anybody else. There is one at most.</summary>
public class HiddenRange
{
    public Guid RunId { get; init; }
    public Guid First { get; init; }
    public Guid Last { get; init; }
}

/// <summary>What was decided about two persons who may be one (疑似重复).</summary>
public enum SuspicionState
{
    [Label("待核对")] Open,
    [Label("不是同一个人")] Different,
    [Label("已合并")] Merged,
}

/// <summary>Two persons of the register who may be one (疑似重复): same name, and birth date, phone or household besides.</summary>
public class Suspicion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who was there before.</summary>
    public Guid FirstId { get; init; }

    /// <summary>Who came later.</summary>
    public Guid SecondId { get; init; }
    public required string FirstRegion { get; init; }
    public required string SecondRegion { get; init; }
    public required string Name { get; init; }

    /// <summary>What they share besides the name, in words.</summary>
    public required string Shared { get; init; }
    public DateTime FoundAt { get; init; }
    public SuspicionState State { get; set; }
    public string? DecidedBy { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? Reason { get; set; }
    public long Version { get; set; }
}

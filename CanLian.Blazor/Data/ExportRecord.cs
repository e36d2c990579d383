using CanLian.Domain.Common;

namespace CanLian.Blazor.Data;

/// <summary>That a list left the system as a workbook (导出记录): who took which rows out, with which filter, and the hash of the file.</summary>
public class ExportRecord
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DateTime At { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public Role Role { get; init; }

    /// <summary>Scope of whoever took it out.</summary>
    public string RegionCode { get; init; } = "";

    /// <summary>Name of the list.</summary>
    public required string List { get; init; }

    /// <summary>The filter in words.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Numbers of persons stand in it unmasked.</summary>
    public bool Full { get; init; }

    /// <summary>What the unmasked numbers were needed for; empty where they stayed masked.</summary>
    public string Purpose { get; init; } = "";
    public int Rows { get; init; }

    /// <summary>Hash of the file as it was handed out.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Hash of the rows, which also stands in the file.</summary>
    public required string RowsSha256 { get; init; }
}

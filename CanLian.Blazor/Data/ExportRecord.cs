using System.Security.Cryptography;
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
    public bool Full { get; set; }

    /// <summary>What the unmasked numbers were needed for; empty where they stayed masked.</summary>
    public string Purpose { get; set; } = "";
    public int Rows { get; init; }

    /// <summary>Hash of the file as it was handed out.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Hash of the rows, which also stands in the file.</summary>
    public required string RowsSha256 { get; init; }

    /// <summary>The record of a file that is about to be handed out, whichever page hands it out.</summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="now">When.</param>
    /// <param name="list">What it holds.</param>
    /// <param name="filter">Of what, in words.</param>
    /// <param name="rows">Its rows, and their hash.</param>
    /// <param name="file">The file itself.</param>
    internal static ExportRecord Of(Actor actor, DateTime now, string list, string filter, (int Count, string Sha256) rows, byte[] file) => new()
    {
        At = now,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Role = actor.Role,
        RegionCode = actor.Region,
        List = list,
        Filter = filter,
        Rows = rows.Count,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
        RowsSha256 = rows.Sha256,
    };
}

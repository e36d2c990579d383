namespace CanLian.Domain.Figures;

/// <summary>A question somebody keeps by a name (存下的查询), their own or, shared by a supervisor, everybody's.</summary>
public class SavedInquiry
{
    public const int LongestName = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string OwnerId { get; init; }
    public required string OwnerName { get; init; }
    public required string Name { get; set; }

    /// <summary>The question as its address holds it.</summary>
    public required string Address { get; set; }

    /// <summary>Everybody in the house finds it.</summary>
    public bool Shared { get; set; }
    public DateTime SavedAt { get; set; }
    public long Version { get; set; }
}

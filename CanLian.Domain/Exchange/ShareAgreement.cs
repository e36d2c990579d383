namespace CanLian.Domain.Exchange;

/// <summary>
/// What the federation has agreed in writing to hand over (共享协议): to whom, for what, on which clause, which columns, from one day to another. A column
/// that is not in it never leaves.
/// </summary>
public class ShareAgreement
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The bureau as it is called while the agreement holds; bureaus are merged and renamed.</summary>
    public required string Recipient { get; set; }
    public string Purpose { get; set; } = "";

    /// <summary>Document number and clause (依据).</summary>
    public string Clause { get; set; } = "";
    public DateOnly From { get; set; }

    /// <summary>Last day; null while it lasts.</summary>
    public DateOnly? To { get; set; }

    /// <summary>File and column, such as disabled_changes/联系电话.</summary>
    public IReadOnlyList<string> Columns { get; set; } = [];
    public long Version { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && (To == null || To >= day);

    public bool Covers(string file, string column) => Columns.Contains(KeyOf(file, column));

    public static string KeyOf(string file, string column) => file + "/" + column;
}

using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>A list that was read and compared and not yet taken in (待确认的名单).</summary>
public sealed class ListLook(ListContent content, Month month)
{
    public ListContent Content { get; } = content;
    public Month Month { get; set; } = month;

    /// <summary>What taking it in would do; null until it is known.</summary>
    public ReceiveResult? Result { get; set; }
}

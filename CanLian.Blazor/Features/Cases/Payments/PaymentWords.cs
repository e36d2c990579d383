using CanLian.Blazor.Ui;
using CanLian.Domain.Cases;

namespace CanLian.Blazor.Features.Cases.Payments;

/// <summary>What the states of batches and lines mean for the reader (发放状态的含义).</summary>
internal static class PaymentWords
{
    public static Meaning Of(PaymentBatchState state) => state switch
    {
        PaymentBatchState.Returned => Meaning.Ok,
        PaymentBatchState.Submitted or PaymentBatchState.Approved or PaymentBatchState.Sent => Meaning.Info,
        _ => Meaning.Quiet,
    };

    public static Meaning Of(PaymentLineState state) => state switch
    {
        PaymentLineState.Paid => Meaning.Ok,
        PaymentLineState.Failed => Meaning.Error,
        PaymentLineState.Sent => Meaning.Info,
        _ => Meaning.Quiet,
    };
}

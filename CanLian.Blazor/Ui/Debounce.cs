namespace CanLian.Blazor.Ui;

/// <summary>Asks when somebody pauses in typing, and answers for the latest text alone (输入防抖).</summary>
public sealed class Debounce : IDisposable
{
    // Letters that come in a burst, as an input method sends them, are one question; a search is cheaper than a typist's wait for it.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(40);
    private CancellationTokenSource? _pending;

    /// <summary>The answer; null when a later text has taken over.</summary>
    public async Task<T?> AskAsync<T>(Func<CancellationToken, Task<T>> ask) where T : class
    {
        Cancel();
        var pending = _pending = new CancellationTokenSource();
        try
        {
            await Task.Delay(_pause, pending.Token);
            var answer = await ask(pending.Token);
            return pending.IsCancellationRequested ? null : answer;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>What is being asked is not wanted any more.</summary>
    public void Cancel()
    {
        _pending?.Cancel();
        _pending?.Dispose();
        _pending = null;
    }

    public void Dispose() => Cancel();
}

namespace CanLian.Blazor.Ui;

/// <summary>
/// What is asked before others are told, money moves, or nothing can be undone (确认). The title asks with the object, the body says what
/// happens and what stays, both answers are verbs.
/// </summary>
/// <param name="Title">The question: 退回雷金海户的验收？</param>
/// <param name="Body">What happens, what stays.</param>
/// <param name="Safe">The answer that changes nothing; first and focused.</param>
/// <param name="Act">The answer that does it.</param>
/// <param name="RemarkLabel">Asks for a remark, which must then be given; none when null.</param>
/// <param name="Destructive">Draws the acting answer outlined in red instead of filled.</param>
public sealed record Question(string Title, string Body, string Safe, string Act, string? RemarkLabel = null, bool Destructive = true);

/// <summary>The acting answer (答复), with the remark if one was asked for.</summary>
public sealed record Answer(string? Remark);

/// <summary>Asks the one question at a time that the layout's dialog shows (确认框).</summary>
public sealed class Confirmation
{
    private TaskCompletionSource<Answer?>? _waiting;

    public event Action? Changed;

    /// <summary>The question being asked.</summary>
    public Question? Question { get; private set; }

    /// <summary>Asks and waits; null means the person chose the safe way, closed the dialog, or another question took its place.</summary>
    public Task<Answer?> AskAsync(Question question)
    {
        Settle(null);
        Question = question;
        _waiting = new TaskCompletionSource<Answer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Changed?.Invoke();
        return _waiting.Task;
    }

    public void Settle(Answer? answer)
    {
        Question = null;
        _waiting?.TrySetResult(answer);
        _waiting = null;
        Changed?.Invoke();
    }
}

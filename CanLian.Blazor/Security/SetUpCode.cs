using System.Security.Cryptography;
using System.Text;

namespace CanLian.Blazor.Security;

/// <summary>
/// The code that lets somebody set up an empty installation (首次设置码): printed on the console, so that whoever has it also has the machine.
/// It is gone with the restart and with the set-up.
/// </summary>
public sealed class SetUpCode
{
    public string? Value { get; private set; }

    public string Offer() => Value = PasswordRules.CreateOneTime();

    public void Withdraw() => Value = null;

    /// <summary>Whether it is the code, in a time that tells nothing about it.</summary>
    public bool Is(string? typed) => Value is { } value
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed?.Trim().ToLowerInvariant() ?? ""), Encoding.UTF8.GetBytes(value));
}

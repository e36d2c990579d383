namespace CanLian.Blazor.Features.Accounts;

/// <summary>An address within this application (站内地址): the only kind that a link may send somebody on to after signing in.</summary>
public static class LocalAddress
{
    /// <summary>The address if it is one of ours, else the first page.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] && address is not (['/', '/', ..] or ['/', '\\', ..]) && !address.Any(char.IsControl) ? address : "/";
}

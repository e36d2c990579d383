using System.Globalization;

namespace CanLian.Domain.Common;

/// <summary>A sentence for a person (文句): the Chinese sentence is the key, translated at the edge together with its arguments.
/// An argument may itself be a <see cref="Text"/>.</summary>
public readonly record struct Text(string Key, params object[] Args)
{
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Key ?? "", Args ?? []);
}

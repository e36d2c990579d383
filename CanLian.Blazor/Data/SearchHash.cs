using System.Security.Cryptography;
using System.Text;

namespace CanLian.Blazor.Data;

/// <summary>
/// Keyed hash of identifying numbers: equal numbers meet, and without the key file nobody can try all numbers of a district.
/// </summary>
public sealed class SearchHash
{
    private readonly byte[] _key;

    public SearchHash(DataFolder folder)
    {
        var path = Path.Combine(folder.Keys, "search.key");
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(32));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        _key = File.ReadAllBytes(path);
    }

    /// <summary>22 characters for a number or a tail of one; <paramref name="what"/> keeps tails of different numbers apart.</summary>
    public string Of(string what, string number) =>
        Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(what + ":" + number)), 0, 16).TrimEnd('=');
}

using System.Security.Cryptography;
using System.Text;
using CanLian.Blazor.Data.Keys;

namespace CanLian.Blazor.Data;

/// <summary>
/// Keyed hash of identifying numbers: equal numbers meet, and without the key file nobody can try all numbers of a district.
/// </summary>
public sealed class SearchHash(DataFolder folder)
{
    private readonly byte[] _key = KeyFiles.Read(folder, "search.key", () => RandomNumberGenerator.GetBytes(32));

    /// <summary>22 characters for a number or a tail of one; <paramref name="what"/> keeps tails of different numbers apart.</summary>
    public string Of(string what, string number) =>
        Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(what + ":" + number)), 0, 16).TrimEnd('=');

    /// <summary>A key for another purpose, as lasting as this one and of no use for finding it.</summary>
    internal byte[] KeyFor(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, 32, info: Encoding.UTF8.GetBytes(purpose));
}

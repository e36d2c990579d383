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

    // Making ready for a hash costs more than the hash.
    [ThreadStatic] private static (SearchHash Of, IncrementalHash Hash)? _ready;

    /// <summary>22 characters for a number or a tail of one; <paramref name="what"/> keeps tails of different numbers apart.</summary>
    public string Of(string what, string number)
    {
        if (_ready is not { } ready || ready.Of != this)
        {
            _ready?.Hash.Dispose();
            _ready = ready = (this, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key));
        }
        ready.Hash.AppendData(Encoding.UTF8.GetBytes(what + ":" + number));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        ready.Hash.GetHashAndReset(hash);
        return Convert.ToBase64String(hash[..16]).TrimEnd('=');
    }

    /// <summary>A key for another purpose, as lasting as this one and of no use for finding it.</summary>
    internal byte[] KeyFor(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, 32, info: Encoding.UTF8.GetBytes(purpose));
}

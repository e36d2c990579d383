using System.Security.Cryptography;
using System.Text;
using CanLian.Blazor.Data.Keys;

namespace CanLian.Blazor.Data;

/// <summary>
/// Keyed hash of identifying numbers: equal numbers meet, and without the key file nobody can try all numbers of a district.
/// </summary>
public sealed class SearchHash(DataFolder folder)
{
    // Sixteen bytes, without what base64 fills up with.
    private const int Length = 22;
    private const int MostOnStack = 256;

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
        var most = Encoding.UTF8.GetMaxByteCount(what.Length + 1 + number.Length);
        var text = most <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[most];
        var length = Encoding.UTF8.GetBytes(what, text);
        text[length++] = (byte)':';
        length += Encoding.UTF8.GetBytes(number, text[length..]);
        ready.Hash.AppendData(text[..length]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        ready.Hash.GetHashAndReset(hash);
        Span<char> shown = stackalloc char[24];
        Convert.TryToBase64Chars(hash[..16], shown, out _);
        return new string(shown[..Length]);
    }

    /// <summary>A key for another purpose, as lasting as this one and of no use for finding it.</summary>
    internal byte[] KeyFor(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, 32, info: Encoding.UTF8.GetBytes(purpose));
}

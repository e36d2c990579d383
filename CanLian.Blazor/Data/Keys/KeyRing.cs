using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Data.Keys;

/// <summary>One version of the data key (数据密钥的一版).</summary>
public sealed record KeyVersion(int Version, DateTime Created);

/// <summary>
/// The ring of data keys (密钥环). It seals a value for one row of one column by AES-256-GCM: a sealed value moved to another row or column, or changed
/// by a bit, does not open. New values are sealed with the newest version, old versions open what they sealed.
/// </summary>
public sealed class KeyRing
{
    private const string FileName = "data-keys.json";
    private const byte Format = 1;
    private const int HeadLength = 1 + sizeof(ushort);
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int SecretLength = 32;

    private readonly DataFolder _folder;
    private readonly Lock _lock = new();
    private volatile Loaded _loaded;

    private KeyRing(DataFolder folder, Loaded loaded) => (_folder, _loaded) = (folder, loaded);

    public IReadOnlyList<KeyVersion> Versions => [.. _loaded.File.Keys.Select(k => new KeyVersion(k.Version, k.Created))];

    public int Current => _loaded.Newest.Version;

    /// <summary>Whether a data folder has a ring; none is made.</summary>
    public static bool IsIn(DataFolder folder) => File.Exists(Path.Combine(folder.Keys, FileName));

    /// <summary>Opens the ring of a data folder; makes its first version where nothing was sealed yet.</summary>
    /// <exception cref="KeysException">The keys are missing, damaged, or readable by others.</exception>
    public static KeyRing Open(DataFolder folder) => new(folder, Load(folder));

    /// <summary>Adds a version, which seals from now on.</summary>
    public int AddVersion()
    {
        lock (_lock)
        {
            var keys = Load(_folder).File.Keys;
            var next = new StoredKey(keys.Max(k => k.Version) + 1, DateTime.UtcNow, RandomNumberGenerator.GetBytes(SecretLength));
            KeyFiles.Write(Path.Combine(_folder.Keys, FileName), Written(new KeyFile([.. keys, next])));
            _loaded = Load(_folder);
            return next.Version;
        }
    }

    /// <summary>Which version sealed a value.</summary>
    public static int VersionOf(ReadOnlySpan<byte> sealedValue) => BinaryPrimitives.ReadUInt16BigEndian(sealedValue[1..]);

    public byte[] Seal(string column, ReadOnlySpan<byte> row, string text) => Seal(column, row, Encoding.UTF8.GetBytes(text));

    public byte[] Seal(string column, ReadOnlySpan<byte> row, ReadOnlySpan<byte> plain)
    {
        var cell = new byte[HeadLength + NonceLength + plain.Length + TagLength];
        var key = _loaded.Newest;
        cell[0] = Format;
        BinaryPrimitives.WriteUInt16BigEndian(cell.AsSpan(1), (ushort)key.Version);
        var nonce = cell.AsSpan(HeadLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        key.For(column).Encrypt(nonce, plain, cell.AsSpan(HeadLength + NonceLength, plain.Length), cell.AsSpan(cell.Length - TagLength), Bound(cell, column, row));
        return cell;
    }

    /// <exception cref="KeysException">It was sealed for another row or column, was changed, or its key is missing.</exception>
    public string OpenText(string column, ReadOnlySpan<byte> row, byte[] cell) => Encoding.UTF8.GetString(Open(column, row, cell));

    /// <inheritdoc cref="OpenText"/>
    public byte[] Open(string column, ReadOnlySpan<byte> row, byte[] cell)
    {
        if (cell.Length < HeadLength + NonceLength + TagLength || cell[0] != Format)
        {
            throw Damaged(column);
        }
        var plain = new byte[cell.Length - HeadLength - NonceLength - TagLength];
        try
        {
            KeyOf(VersionOf(cell), column).For(column).Decrypt(
                cell.AsSpan(HeadLength, NonceLength), cell.AsSpan(HeadLength + NonceLength, plain.Length), cell.AsSpan(cell.Length - TagLength), plain, Bound(cell, column, row));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Damaged(column);
        }
    }

    // Another process may have turned the ring since this one read it.
    private Key KeyOf(int version, string column)
    {
        if (!_loaded.Keys.ContainsKey(version))
        {
            lock (_lock)
            {
                _loaded = Load(_folder);
            }
        }
        return _loaded.Keys.TryGetValue(version, out var key)
            ? key
            : throw new KeysException(new Text("{0} 是用第 {1} 版密钥加密的，密钥文件里没有这一版。请放回完整的 keys 文件夹", column, version));
    }

    private static KeysException Damaged(string column) => new(new Text("{0} 有一个加密的值打不开：被改过、挪过，或者密钥不是这个数据库的", column));

    private static byte[] Bound(byte[] cell, string column, ReadOnlySpan<byte> row)
    {
        var name = Encoding.UTF8.GetByteCount(column);
        var bound = new byte[HeadLength + name + 1 + row.Length];
        cell.AsSpan(0, HeadLength).CopyTo(bound);
        Encoding.UTF8.GetBytes(column, bound.AsSpan(HeadLength));
        row.CopyTo(bound.AsSpan(HeadLength + name + 1));
        return bound;
    }

    private static Loaded Load(DataFolder folder)
    {
        var first = new KeyFile([new StoredKey(1, DateTime.UtcNow, RandomNumberGenerator.GetBytes(SecretLength))]);
        try
        {
            var file = JsonSerializer.Deserialize<KeyFile>(KeyFiles.Read(folder, FileName, () => Written(first)), JsonSerializerOptions.Web);
            if (file is { Keys.Count: > 0 } && file.Keys.All(k => k.Secret.Length == SecretLength))
            {
                return new Loaded(file);
            }
        }
        catch (JsonException)
        {
            // Said below, as for a file that is JSON and no key ring.
        }
        throw new KeysException(new Text("密钥文件 {0} 读不懂，已经损坏。请把单独保存的 keys 文件夹放回来", Path.Combine(folder.Keys, FileName)));
    }

    private static byte[] Written(KeyFile file) => JsonSerializer.SerializeToUtf8Bytes(file, JsonSerializerOptions.Web);

    private sealed record StoredKey(int Version, DateTime Created, byte[] Secret);

    private sealed record KeyFile(IReadOnlyList<StoredKey> Keys);

    private sealed class Loaded(KeyFile file)
    {
        public KeyFile File => file;

        public Dictionary<int, Key> Keys { get; } = file.Keys.ToDictionary(k => k.Version, k => new Key(k.Version, k.Secret));

        public Key Newest => Keys[file.Keys.Max(k => k.Version)];
    }

    // A key of its own for each column, and a cipher of its own for each thread, since ciphers are not made for several at once.
    private sealed class Key(int version, byte[] secret)
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ThreadLocal<AesGcm>> _ciphers = new();

        public int Version => version;

        public AesGcm For(string column) => _ciphers.GetOrAdd(column, name =>
        {
            var subkey = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, SecretLength, info: Encoding.UTF8.GetBytes("CanLian column " + name));
            return new ThreadLocal<AesGcm>(() => new AesGcm(subkey, TagLength));
        }).Value!;
    }
}

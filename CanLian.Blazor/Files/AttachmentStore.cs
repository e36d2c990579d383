using System.Security.Cryptography;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Files;

/// <summary>A file that passed the checks and lies in the store.</summary>
public sealed record StoredFile(Guid Id, string ContentType, long Size, string Sha256);

/// <summary>
/// Files of cases on disk. The name on disk is our own; what somebody called the file is data only. A file is what its first bytes say it is.
/// </summary>
public sealed class AttachmentStore(DataFolder folder)
{
    public const long LargestFile = 10 * 1024 * 1024;

    private static readonly (string ContentType, byte[] Magic)[] Accepted =
    [
        ("image/jpeg", [0xFF, 0xD8, 0xFF]),
        ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("application/pdf", "%PDF-"u8.ToArray()),
    ];

    /// <summary>Takes a file in; refused when it is too large or none of picture and PDF, and then nothing stays behind.</summary>
    public async Task<(Outcome Outcome, StoredFile? File)> TakeInAsync(Guid id, Stream content, CancellationToken cancellation = default)
    {
        var temporary = PathOf(id) + ".part";
        try
        {
            long size = 0;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var head = Array.Empty<byte>();
            await using (var file = File.Create(temporary))
            {
                var buffer = new byte[64 * 1024];
                int read;
                while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
                {
                    size += read;
                    if (size > LargestFile)
                    {
                        return (Outcome.Refused("文件超过 10 MB，请压缩或改用照片"), null);
                    }
                    head = head.Length == 0 ? buffer[..Math.Min(read, 16)] : head;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
                file.Flush(flushToDisk: true);
            }
            if (Array.Find(Accepted, a => head.AsSpan().StartsWith(a.Magic)).ContentType is not { } contentType)
            {
                return (Outcome.Refused("只收照片（JPG、PNG）和 PDF，这个文件不是"), null);
            }
            File.Move(temporary, PathOf(id));
            return (Outcome.Done, new StoredFile(id, contentType, size, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Stream Open(Guid id) => File.OpenRead(PathOf(id));

    public bool Exists(Guid id) => File.Exists(PathOf(id));

    public void Remove(Guid id) => File.Delete(PathOf(id));

    private string PathOf(Guid id) => Path.Combine(folder.Attachments, id.ToString("N"));
}

using System.Globalization;
using System.Security.Cryptography;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Exports;

/// <summary>A workbook ready to be sent (导出文件); the file behind the stream is gone when it is closed.</summary>
public sealed record TakenOut(Stream Content, string FileName);

/// <summary>
/// The counter where lists leave the system: writes the workbook, records it once, hands it out. Nobody takes out what they could not see.
/// </summary>
public sealed class ExportDesk(CanLianDbFactory databases, DataFolder folder, OfficeClock clock, IEnumerable<Takeout> lists, IStringLocalizer<Texts> localizer) : IDisposable
{
    // Two at a time: whoever works at a page must not wait for whoever takes out the register.
    private readonly SemaphoreSlim _places = new(2);

    /// <summary>Takes a list out; null without a reason where there is no such list for the actor.</summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="code">The list.</param>
    /// <param name="conditions">The page's conditions, as its address has them.</param>
    /// <param name="full">Numbers unmasked.</param>
    /// <param name="purpose">What they are needed for.</param>
    public async Task<(Outcome Outcome, TakenOut? File)> TakeOutAsync(Actor actor, string code, IReadOnlyDictionary<string, string> conditions, bool full, string purpose)
    {
        if (lists.FirstOrDefault(l => l.Code == code) is not { } list || !Access.Allows(actor.Role, list.Policy))
        {
            return (Outcome.Done, null);
        }
        if (full && !Access.Allows(actor.Role, Access.TakesNumbersOut))
        {
            return (Outcome.Refused("全号由镇（街道）和区里导出，您可以导出遮住号码的"), null);
        }
        if (full && string.IsNullOrWhiteSpace(purpose))
        {
            return (Outcome.Refused("先选导出全号的用途"), null);
        }
        await _places.WaitAsync();
        try
        {
            return (Outcome.Done, await list.OpenAsync(new TakeoutAsk(actor, conditions, full)) is { } sheet ? await WriteAsync(actor, sheet, full, purpose.Trim()) : null);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<TakenOut> WriteAsync(Actor actor, TakeoutSheet list, bool full, string purpose)
    {
        var id = Guid.CreateVersion7();
        var content = new FileStream(Path.Combine(folder.Outgoing, id.ToString("N") + ".xlsx"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            Workbook.Write(content, [list.Sheet], () => Notes(actor, id, list, full, purpose));
            content.Position = 0;
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content));
            content.Position = 0;
            await using var db = databases.Open(actor);
            db.Add(new ExportRecord
            {
                Id = id,
                At = clock.UtcNow,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Role = actor.Role,
                RegionCode = actor.Region,
                List = list.Name,
                Filter = list.Filter,
                Full = full,
                Purpose = full ? purpose : "",
                Rows = list.Sheet.RowCount,
                Sha256 = hash,
                RowsSha256 = list.Sheet.Sha256,
            });
            await db.SaveChangesAsync();
            return new TakenOut(content, $"{list.Name}-{clock.Local.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.xlsx");
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private IEnumerable<Note> Notes(Actor actor, Guid id, TakeoutSheet list, bool full, string purpose)
    {
        yield return new(localizer["导出内容"], list.Name);
        yield return new(localizer["条件"], list.Filter.Length > 0 ? list.Filter : localizer["没有条件，范围内的全部"]);
        yield return new(localizer["号码"], full ? localizer["全号"] : localizer["遮住"]);
        if (full)
        {
            yield return new(localizer["用途"], purpose);
        }
        yield return new(localizer["行数"], list.Sheet.RowCount.ToString(CultureInfo.InvariantCulture));
        yield return new("SHA-256", list.Sheet.Sha256);
        yield return new(localizer["校验办法"], localizer[Sheet.HashRule]);
        yield return new(localizer["导出人"], $"{actor.Name}（{localizer[actor.Role.Label()]}）");
        yield return new(localizer["导出时间"], clock.Local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        yield return new(localizer["导出编号"], id.ToString("N"));
    }
}

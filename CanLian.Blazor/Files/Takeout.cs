using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Files;

/// <summary>What is asked of a list that is taken out (导出要求): by whom, with the page's own conditions, numbers masked or whole.</summary>
public sealed record TakeoutAsk(Actor Actor, IReadOnlyDictionary<string, string> Conditions, bool Full)
{
    public string? Text(string key) => Conditions.GetValueOrDefault(key) is { Length: > 0 } text ? text : null;

    public int? Number(string key) => int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public Guid? Id(string key) => Guid.TryParse(Text(key), out var id) ? id : null;

    public DateOnly? Day(string key) => DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public bool Flag(string key) => bool.TryParse(Text(key), out var flag) && flag;

    /// <summary>An ID number as the file shows it.</summary>
    public string? Shown(IdNumber? id) => Full ? id?.Value : id?.MaskedShort;

    public string? Shown(CertificateNumber? number) => Full ? number?.Value : number?.Masked;

    public string? Phone(string? phone) => Full || phone is null ? phone : Mask.Phone(phone);

    public string? Account(string? number) => Full || number is null ? number : Mask.Account(number);
}

/// <summary>A list ready to be written (待导出的表).</summary>
/// <param name="Name">What the file is called.</param>
/// <param name="Filter">The conditions in words.</param>
/// <param name="Sheet">Rows and columns.</param>
public sealed record TakeoutSheet(string Name, string Filter, Sheet Sheet);

/// <summary>
/// A list of a page that can be taken out as a workbook (可导出的名单). With whole numbers it is laid out as the import reads it; masked, its sheet
/// has a name of its own, because a masked number is nobody's.
/// </summary>
public abstract class Takeout(string code, string policy)
{
    /// <summary>Its name in addresses.</summary>
    public string Code { get; } = code;

    /// <summary>Who may take it out at all: those who may open its page.</summary>
    public string Policy { get; } = policy;

    /// <summary>The rows; null when there is no such list for whoever asks.</summary>
    public abstract Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask);

    /// <summary>Rows fetched some hundred at a time, in the order of their keys, so that a long list never lies in memory.</summary>
    protected static IEnumerable<T> InParts<T>(IReadOnlyList<Guid> ids, Func<List<Guid>, IEnumerable<T>> load, Func<T, Guid> key) =>
        ids.Chunk(500).SelectMany(part =>
        {
            var rows = load([.. part]).ToDictionary(key);
            return part.Where(rows.ContainsKey).Select(id => rows[id]);
        });

    protected static string YesNo(bool flag) => flag ? "是" : "否";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>A sheet that the bureau sent, read and not yet compared (读入的名单).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="FileName">The file.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Month">The month it says it is of; null where it does not say.</param>
/// <param name="Read">Rows that are neither empty nor a footer.</param>
/// <param name="Persons">The rows of a list of persons.</param>
/// <param name="Clues">The rows of answers to clues.</param>
/// <param name="Refusals">Rows that cannot be taken, with their reasons.</param>
/// <param name="Warnings">What was left aside.</param>
public sealed record ListContent(
    ListKind Kind, string FileName, string Sha256, Month? Month, int Read, IReadOnlyList<ListedPerson> Persons, IReadOnlyList<ClueAnswer> Clues,
    IReadOnlyList<Refusal> Refusals, IReadOnlyList<Text> Warnings)
{
    /// <summary>Persons of rows that were refused for something else: they are on the list all the same.</summary>
    public IReadOnlyList<IdNumber> Others { get; init; } = [];

    public int RefusedRows => Refusals.Select(r => r.Row).Distinct().Count();
}

/// <summary>Reads the workbooks of the bureau (读名单): the sheet's name says what it is, its title, its name or the file's may say of which month.</summary>
internal static partial class ListFile
{
    private const int Silent = 2;

    /// <summary>The sheets that are lists, or why none could be read.</summary>
    public static (IReadOnlyList<ListContent> Lists, Text? Problem) Read(string path, string fileName, DateOnly today)
    {
        var (sheets, problem) = WorkbookReader.Open(path);
        if (problem is not null)
        {
            return ([], Renamed(problem.Value, path, fileName));
        }
        var known = sheets.Select(s => (Sheet: s, Rows: ListRows.Of(s.Name))).Where(s => s.Rows is not null).ToList();
        if (known.Count == 0)
        {
            return ([], new Text("{0} 里没有叫“监测名单”“脱贫人口”或“线索反馈”的工作表，收不了：请对方按这些名称发来", fileName));
        }
        try
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
            var lists = new List<ListContent>();
            foreach (var (sheet, rows) in known)
            {
                var (list, unreadable) = Read(sheet, rows!, fileName, hash, today);
                if (list is null)
                {
                    return ([], unreadable);
                }
                lists.Add(list);
            }
            return (lists, null);
        }
        catch (InvalidDataException)
        {
            return ([], WorkbookReader.NotAWorkbook(fileName));
        }
    }

    private static (ListContent? List, Text? Problem) Read(IncomingSheet sheet, ListRows kind, string fileName, string hash, DateOnly today)
    {
        using var rows = sheet.Rows.GetEnumerator();
        if (Header.Find(kind.Columns, rows) is not { } header)
        {
            return (null, new Text("“{0}”的前 {1} 行里找不到表头，表头要有：{2}", sheet.Name, Header.MostTitleRows, string.Join("、", kind.Columns.Where(c => c.Required).Select(c => c.Name))));
        }
        var titles = sheet.Rows.Take(rows.Current.Number - 1).SelectMany(r => r.Cells).OfType<string>().Append(sheet.Name).Append(Path.GetFileNameWithoutExtension(fileName));
        var read = 0;
        while (rows.MoveNext())
        {
            if (!rows.Current.IsEmpty && !rows.Current.IsFooter)
            {
                read++;
                var row = new Row(rows.Current.Number, header.Cells(rows.Current));
                row.Require(kind.Columns);
                kind.Take(row, today);
            }
        }
        if (read == 0)
        {
            return (null, new Text("“{0}”里一行也没有，没有收：空名单会把在册的都当成移出", sheet.Name));
        }
        return (new ListContent(
            kind.Kind, fileName, hash, MonthOf(titles, today) ?? MonthOf(kind.Latest, today), read, kind.Persons, kind.Clues, kind.Refusals,
            [.. header.Unknown.Select(c => new Text("不认识“{0}”这一列，没有读", c))])
        { Others = kind.Others }, null);
    }

    /// <summary>A month that is written out; else of a year that is over its last month.</summary>
    private static Month? MonthOf(IEnumerable<string> titles, DateOnly today)
    {
        var plain = titles.Select(HalfWidth.Compact).ToList();
        foreach (var match in plain.Select(t => WrittenMonth().Match(t)).Where(m => m.Success))
        {
            var month = new Month(Number(match.Groups[1]), Number(match.Groups[2]));
            if (month <= Domain.Common.Month.Of(today))
            {
                return month;
            }
        }
        return plain.Select(t => WrittenYear().Match(t)).FirstOrDefault(m => m.Success) is { } year ? LastOf(Number(year.Groups[1]), today) : null;
    }

    // A list that says nothing of its month, and on which nothing has happened for years, is of the year in which something last did.
    private static Month? MonthOf(DateOnly? newest, DateOnly today) => newest is { } day && day < today.AddYears(-Silent) ? LastOf(day.Year, today) : null;

    private static Month LastOf(int year, DateOnly today) => year < today.Year ? new Month(year, 12) : Domain.Common.Month.Of(today);

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    // A file that was uploaded has a name of ours on the disk; the sentence is about the one it came with.
    private static Text Renamed(Text problem, string path, string fileName) =>
        new(problem.Key, [.. problem.Args.Select(a => a is string name && name == Path.GetFileName(path) ? fileName : a)]);

    // 2023年11月, 2023-11, 202311.
    [GeneratedRegex(@"(20\d\d)[\u5E74.\-/]?(1[0-2]|0[1-9]|(?<=[\u5E74.\-/])[1-9])(?!\d)")]
    private static partial Regex WrittenMonth();

    [GeneratedRegex(@"(20\d\d)\u5E74")]
    private static partial Regex WrittenYear();
}

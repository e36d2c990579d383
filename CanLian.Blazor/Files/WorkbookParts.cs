using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Files;

/// <summary>A workbook that was made to hurt, or holds more than anybody's register (大得反常): reading stopped.</summary>
internal sealed class MonstrousWorkbookException : Exception
{
    public MonstrousWorkbookException(Text reason) : base(reason.ToString()) => Reason = reason;

    public Text Reason { get; }
}

/// <summary>
/// The parts of a packed workbook (工作簿部件): its sheets, shared texts and date formats. Everything is read as a stream, with bounds on what it may
/// unpack to, and stays in memory.
/// </summary>
internal sealed class WorkbookParts : IDisposable
{
    // A register of a million rows unpacks to some 600 MB; what unpacks further, or from next to nothing, was made to hurt.
    private const long MostUnpacked = 1_500_000_000;
    private const long SmallEnough = 50_000_000;
    private const int MostRatio = 200;
    private const int MostParts = 5_000;
    private const int MostSheets = 300;
    private const int MostTextInMemory = 60_000_000;
    private const string Main = "xl/workbook.xml";

    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly string _name;
    private SharedTexts? _texts;
    private bool[]? _dateStyles;

    private WorkbookParts(string path, string name)
    {
        _name = name;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            _zip = new ZipArchive(_file, ZipArchiveMode.Read);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Days count from 1904, as some computers once did.</summary>
    public bool From1904 { get; private set; }

    public bool HasMacros => _zip.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase));

    public bool HasExternalLinks => _zip.Entries.Any(e => e.FullName.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase));

    public bool IsWorkbook => _zip.GetEntry(Main) is not null;

    public static WorkbookParts Open(string path, string name)
    {
        var parts = new WorkbookParts(path, name);
        try
        {
            parts.RefuseMonsters();
            return parts;
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <summary>Name and part of each sheet, in the order of the workbook.</summary>
    public List<(string Name, string Part)> Sheets()
    {
        var targets = new Dictionary<string, string>();
        if (_zip.GetEntry("xl/_rels/workbook.xml.rels") is not null)
        {
            using var links = Read("xl/_rels/workbook.xml.rels");
            while (links.Read())
            {
                if (links is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && links.GetAttribute("Id") is { } id)
                {
                    var target = (links.GetAttribute("Target") ?? "").Replace('\\', '/');
                    targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
                }
            }
        }
        var sheets = new List<(string, string)>();
        using var workbook = Read(Main);
        while (workbook.Read())
        {
            if (workbook is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                From1904 = workbook.GetAttribute("date1904") is "1" or "true";
            }
            else if (workbook is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && sheets.Count < MostSheets)
            {
                var link = workbook.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                    ?? workbook.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
                if (link is not null && targets.GetValueOrDefault(link) is { } part && _zip.GetEntry(part) is not null)
                {
                    sheets.Add((workbook.GetAttribute("name") ?? "", part));
                }
            }
        }
        return sheets;
    }

    /// <summary>A text that several cells share; empty where the number leads nowhere.</summary>
    public string Shared(int index)
    {
        _texts ??= ReadShared();
        return index >= 0 && index < _texts.Count ? _texts[index] : "";
    }

    /// <summary>Whether a cell of this style shows a day.</summary>
    public bool ShowsDate(int style)
    {
        _dateStyles ??= DateStyles();
        return style >= 0 && style < _dateStyles.Length && _dateStyles[style];
    }

    public XmlReader Read(string part)
    {
        var entry = _zip.GetEntry(part) ?? throw new InvalidDataException($"The part {part} is missing.");
        return XmlReader.Create(new BoundedStream(entry.Open(), MostOf(entry), Monster()), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
            CloseInput = true,
        });
    }

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    public Text Monster() => new("{0} 解开后大得反常，不读：请从原来的系统重新导出", _name);

    /// <summary>The text of the element the reader stands at, without what is only for reading it aloud; the reader then stands at its end.</summary>
    public static string TextOf(XmlReader xml, int most)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }
        var depth = xml.Depth;
        StringBuilder? several = null;
        var text = "";
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                Skip(xml);
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                if (xml.NodeType == XmlNodeType.Whitespace && xml.XmlSpace != XmlSpace.Preserve)
                {
                    continue;
                }
                var piece = xml.Value;
                if (piece.Length + (several?.Length ?? text.Length) > most)
                {
                    throw new InvalidDataException("A cell holds more than a cell can.");
                }
                if (text.Length == 0 && several is null)
                {
                    text = piece;
                }
                else
                {
                    several ??= new StringBuilder(text);
                    several.Append(piece);
                }
            }
        }
        return several?.ToString() ?? text;
    }

    // Leaves the reader at the end of the element, so that the caller's next Read goes on behind it.
    private static void Skip(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
        }
    }

    private void RefuseMonsters()
    {
        if (_zip.Entries.Count > MostParts || _zip.Entries.Sum(e => e.Length) > MostUnpacked || _zip.Entries.Any(e => e.Length > MostOf(e)))
        {
            throw new MonstrousWorkbookException(Monster());
        }
    }

    // What the archive says of itself may be a lie: the same bound is kept while reading.
    private static long MostOf(ZipArchiveEntry entry) => Math.Min(MostUnpacked, Math.Max(SmallEnough, entry.CompressedLength * MostRatio));

    private SharedTexts ReadShared()
    {
        var texts = new SharedTexts();
        if (_zip.GetEntry("xl/sharedStrings.xml") is null)
        {
            return texts;
        }
        var held = 0L;
        using var xml = Read("xl/sharedStrings.xml");
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                var text = TextOf(xml, SheetCells.LongestText);
                held += text.Length + 16;
                if (held > MostTextInMemory)
                {
                    throw new MonstrousWorkbookException(Monster());
                }
                texts.Add(text);
            }
        }
        return texts;
    }

    private bool[] DateStyles()
    {
        var formats = new Dictionary<int, bool>();
        var styles = new List<bool>();
        if (_zip.GetEntry("xl/styles.xml") is null)
        {
            return [];
        }
        using var xml = Read("xl/styles.xml");
        var inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element;
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && Number(xml, "numFmtId") is { } id)
            {
                formats[id] = IsDateFormat(xml.GetAttribute("formatCode") ?? "");
            }
            else if (inCells && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" } && styles.Count < 100_000)
            {
                var format = Number(xml, "numFmtId") ?? 0;
                styles.Add(formats.TryGetValue(format, out var known) ? known : format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
            }
        }
        return [.. styles];
    }

    private static int? Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A format shows a day when it has y or d outside of quotes and brackets; m alone may be minutes.
    private static bool IsDateFormat(string code)
    {
        var (quoted, bracketed) = (false, false);
        foreach (var (i, sign) in code.Index())
        {
            quoted ^= sign == '"';
            bracketed = sign == '[' || (bracketed && sign != ']');
            if (!quoted && !bracketed && sign is 'y' or 'Y' or 'd' or 'D' && (i == 0 || code[i - 1] is not '\\' and not '_'))
            {
                return true;
            }
        }
        return false;
    }
}

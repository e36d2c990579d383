using System.Text;

namespace CanLian.Domain.Common;

/// <summary>How names are spelt in pinyin (拼音): small letters, no tones, v for ü.</summary>
public static class Pinyin
{
    /// <summary>A name of several characters with several readings has no more spellings than this, the likeliest.</summary>
    public const int MostSpellings = 8;

    private static readonly string[] Letters = [.. Enumerable.Range('a', 26).Select(c => ((char)c).ToString())];

    private static readonly Lazy<Table> Known = new(() => new Table());

    /// <summary>The readings of a character, the commonest first; none for what is not Chinese or not known.</summary>
    public static IReadOnlyList<string> Readings(char c) => Known.Value.Readings.TryGetValue(c, out var readings) ? readings : [];

    /// <summary>The spellings of a name in one word (单海: shanhai, danhai…), the likeliest first.</summary>
    public static IEnumerable<string> FullSpellings(string name) => Spellings(Words(name));

    /// <summary>The first letters of the words of a name (单海: sh, dh…), the likeliest first.</summary>
    public static IEnumerable<string> Initials(string name) =>
        Spellings(Words(name).Select(word => word.Count == 1 ? [FirstOf(word[0])] : word.Select(FirstOf).Distinct()));

    private static string FirstOf(string reading) => reading[0] is >= 'a' and <= 'z' ? Letters[reading[0] - 'a'] : Rune.GetRuneAt(reading, 0).ToString();

    /// <summary>What a list of names is sorted by: the likeliest spelling, its words apart (shan hai).</summary>
    public static string SortKey(string name) => string.Join(' ', Words(name).Select(word => word[0]));

    /// <summary>Each character is a word with its readings, as is each run of other letters and digits; signs and blanks part them.</summary>
    private static List<IReadOnlyList<string>> Words(string name)
    {
        var text = name.Trim();
        var surname = Known.Value.SurnameOf(text);
        var words = new List<IReadOnlyList<string>>(text.Length);
        var run = new StringBuilder();
        foreach (var sign in text.EnumerateRunes())
        {
            var readings = sign.IsBmp ? Readings((char)sign.Value) : [];
            if (readings.Count == 0 && Rune.IsLetterOrDigit(sign))
            {
                run.Append(Rune.ToLowerInvariant(sign));
                continue;
            }

            EndRun();
            if (words.Count < surname.Length)
                words.Add([surname[words.Count], .. readings.Where(reading => reading != surname[words.Count])]);
            else if (readings.Count > 0)
                words.Add(readings);
        }

        EndRun();
        return words;

        void EndRun()
        {
            if (run.Length > 0)
                words.Add([run.ToString()]);
            run.Clear();
        }
    }

    /// <summary>The combinations that stray least from the first readings; a plain product would vary the last characters only.</summary>
    private static IEnumerable<string> Spellings(IEnumerable<IEnumerable<string>> words)
    {
        List<(string Text, int Strays)> best = [("", 0)];
        foreach (var word in words)
        {
            best = Longer(best, word);
        }

        return best.Select(spelling => spelling.Text).Where(text => text.Length > 0);
    }

    private static List<(string Text, int Strays)> Longer(List<(string Text, int Strays)> heads, IEnumerable<string> readings)
    {
        var all = new List<(string Text, int Strays)>();
        foreach (var (head, strays) in heads)
        {
            var more = 0;
            foreach (var reading in readings)
            {
                // Of two ways to one spelling the straighter counts, and among equals the earlier.
                var longer = (Text: head + reading, Strays: strays + more++);
                var same = all.FindIndex(a => a.Text == longer.Text);
                if (same >= 0 && all[same].Strays <= longer.Strays)
                {
                    continue;
                }

                if (same >= 0)
                    all.RemoveAt(same);
                var after = all.FindLastIndex(a => a.Strays <= longer.Strays);
                all.Insert(after + 1, longer);
            }
        }

        if (all.Count > MostSpellings)
            all.RemoveRange(MostSpellings, all.Count - MostSpellings);
        return all;
    }

    /// <summary>The embedded file: lines of readings and the characters so read, then surnames that have their own (=尉迟 yu chi).</summary>
    private sealed class Table
    {
        private readonly Dictionary<string, string[]> _surnames = [];

        public Table()
        {
            foreach (var line in ReferenceFile.Lines("pinyin.txt"))
            {
                var words = line.Split(' ');
                if (line[0] == '=')
                {
                    _surnames.Add(words[0][1..], words[1..]);
                    continue;
                }

                var readings = words[0].Split(',');
                foreach (var character in words[1])
                    Readings.Add(character, readings);
            }
        }

        public Dictionary<char, string[]> Readings { get; } = new(21_000);

        /// <summary>The special reading of the surname a name begins with, or nothing; a compound surname goes before its first character.</summary>
        public string[] SurnameOf(string name)
        {
            for (var length = Math.Min(2, name.Length); length > 0; length--)
            {
                if (_surnames.TryGetValue(name[..length], out var reading))
                    return reading;
            }

            return [];
        }
    }
}

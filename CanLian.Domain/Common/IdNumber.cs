using System.Globalization;

namespace CanLian.Domain.Common;

/// <summary>Citizen ID number (公民身份号码, GB 11643-1999), always in its 18-digit form. It prints itself masked;
/// the number itself is had by <see cref="Value"/> alone, so that it never slips into a log or an exception.</summary>
public readonly record struct IdNumber
{
    private const int Length = 18;
    private const int OldLength = 15;
    private const int EarliestYear = 1800;
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? _value;

    private IdNumber(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>Where the person was first registered: six digits, perhaps of a district long abolished; never the residence.</summary>
    public string AreaCode => Digits(0, 6);

    public DateOnly BirthDate => DateOnly.ParseExact(Digits(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    public Sex Sex => (Digits(16, 1)[0] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    public string Masked => Digits(0, 3) + new string('•', 13) + Digits(16, 2);

    /// <summary>The masked form for narrow columns.</summary>
    public string MaskedShort => Digits(0, 3) + new string('•', 5) + Digits(16, 2);

    /// <summary>Full years of age (周岁) on a day; who was born on 29 February turns a year older on 1 March of a common year.</summary>
    public int AgeOn(DateOnly day)
    {
        var birth = BirthDate;
        return day.Year - birth.Year - ((day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);
    }

    /// <summary>Reads a number as people write it: full-width digits, blanks, a small x, the 15-digit form.</summary>
    public static bool TryParse(string? raw, out IdNumber id, out Text problem)
    {
        id = default;
        var digits = HalfWidth.Compact(raw);
        if ((ProblemOfForm(digits) ?? ProblemOfContent(digits)) is { } found)
        {
            problem = found;
            return false;
        }

        id = new IdNumber(InFull(digits));
        problem = default;
        return true;
    }

    /// <summary>Reads a number known to be good, such as a stored one.</summary>
    public static IdNumber Parse(string raw) => TryParse(raw, out var id, out var problem) ? id : throw new FormatException(problem.ToString());

    public override string ToString() => _value is null ? "" : Masked;

    private static Text? ProblemOfForm(string digits) => digits.Length switch
    {
        0 => new Text("没有填身份证号"),
        not (Length or OldLength) => new Text("身份证号应为 18 位（旧证 15 位），现在是 {0} 位", digits.Length),
        _ when digits[..^1].All(char.IsAsciiDigit) && (char.IsAsciiDigit(digits[^1]) || (digits.Length == Length && digits[^1] == 'X')) => null,
        _ => new Text("身份证号只能是数字，18 位的末位可以是 X"),
    };

    private static Text? ProblemOfContent(string digits)
    {
        var full = InFull(digits);
        if (!IsProvince(full))
            return new Text("身份证号开头的 {0} 不是哪个省的代码，请对照证件", full[..2]);
        if (!IsBirthDate(full.AsSpan(6, 8)))
            return new Text("身份证号第 7–{0} 位的出生日期不存在，请对照证件", digits.Length == Length ? 14 : 12);
        return full[^1] == CheckDigit(full) ? null : new Text("身份证号校验不对，多半抄错一位，请对照证件");
    }

    /// <summary>The 15-digit form (until 1999) left out the century and the check digit; 996 to 999 were kept for people born before 1900.</summary>
    private static string InFull(string digits)
    {
        if (digits.Length == Length)
            return digits;
        var century = digits.AsSpan(12) is "996" or "997" or "998" or "999" ? "18" : "19";
        var body = string.Concat(digits.AsSpan(0, 6), century, digits.AsSpan(6));
        return body + CheckDigit(body);
    }

    private static char CheckDigit(string body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (body[i] - '0') * Weights[i];
        return CheckDigits[sum % 11];
    }

    private static bool IsBirthDate(ReadOnlySpan<char> digits) =>
        DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year >= EarliestYear;

    /// <summary>Mainland provinces, 71 Taiwan, 81 Hong Kong, 82 Macau, and 83 on the residence permits of Taiwan residents.</summary>
    private static bool IsProvince(string digits) => ((digits[0] - '0') * 10 + digits[1] - '0') is
        (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46)
        or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or (>= 81 and <= 83);

    private string Digits(int start, int count) =>
        _value is null ? throw new InvalidOperationException("There is no ID number here.") : _value.Substring(start, count);
}

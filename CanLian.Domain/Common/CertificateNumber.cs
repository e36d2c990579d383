using System.Globalization;
using System.Text.RegularExpressions;

namespace CanLian.Domain.Common;

/// <summary>Disability certificate number (残疾人证号): the citizen ID, a digit of the category, a digit of the grade and,
/// after the certificate was lost, B1, B2… It prints itself masked; the number itself is had by <see cref="Value"/> alone.</summary>
/// <remarks>It changes when category, grade or ID change or a lost one is issued again, so it identifies no person for good.</remarks>
public readonly partial record struct CertificateNumber
{
    private const int IdLength = 18;
    public const int FirstIssueLength = 20;

    private readonly string? _value;

    private CertificateNumber(IdNumber id, string tail) => _value = id.Value + tail;

    public string Value => _value ?? "";

    public IdNumber Id => IdNumber.Parse(Given[..IdLength]);

    public DisabilityKind Kind => (DisabilityKind)(Given[IdLength] - '0');

    public DisabilityGrade Grade => (DisabilityGrade)(Given[IdLength + 1] - '0');

    /// <summary>How often the certificate was issued again after a loss (遗失补发); renewal at expiry does not count.</summary>
    public int ReissueCount =>
        Given.Length == FirstIssueLength ? 0 : int.Parse(Given.AsSpan(FirstIssueLength + 1), CultureInfo.InvariantCulture);

    /// <summary>The head alone: the tail would tell the check digit, the category and the grade.</summary>
    public string Masked => Given[..3] + new string('•', Given.Length - 3);

    private string Given => _value ?? throw new InvalidOperationException("There is no certificate number here.");

    /// <summary>The number a certificate of this category and grade carries.</summary>
    public static CertificateNumber Of(IdNumber id, DisabilityKind kind, DisabilityGrade grade, int reissue = 0)
    {
        if (id == default)
            throw new ArgumentException("A certificate number needs an ID number.", nameof(id));
        var suffix = reissue == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"B{reissue}");
        var tail = string.Create(CultureInfo.InvariantCulture, $"{(int)kind}{(int)grade}{suffix}");
        return ProblemOfTail(tail) is { } problem ? throw new ArgumentException(problem.ToString()) : new CertificateNumber(id, tail);
    }

    /// <summary>Reads a number as people write it: full-width signs, blanks, small letters.</summary>
    public static bool TryParse(string? raw, out CertificateNumber number, out Text problem)
    {
        number = default;
        var signs = HalfWidth.Compact(raw);
        if (signs.Length < FirstIssueLength)
        {
            problem = signs.Length == 0
                ? new Text("没有填残疾人证号")
                : new Text("残疾人证号应为 20 位（身份证号加类别、等级两位），现在是 {0} 位", signs.Length);
            return false;
        }

        if (!IdNumber.TryParse(signs[..IdLength], out var id, out var idProblem))
        {
            problem = new Text("残疾人证号的前 18 位有误：{0}", idProblem);
            return false;
        }

        var tail = signs[IdLength..];
        if (ProblemOfTail(tail) is { } found)
        {
            problem = found;
            return false;
        }

        number = new CertificateNumber(id, tail);
        problem = default;
        return true;
    }

    /// <summary>Reads a number known to be good, such as a stored one.</summary>
    public static CertificateNumber Parse(string raw) =>
        TryParse(raw, out var number, out var problem) ? number : throw new FormatException(problem.ToString());

    /// <summary>Where the number contradicts what the register says of its holder, or null.</summary>
    public Text? DisagreementWith(IdNumber holder, DisabilityKind kind, DisabilityGrade grade)
    {
        if (Id != holder)
            return new Text("残疾人证号的前 18 位与身份证号不一致，请对照证件");
        if (Kind != kind || Grade != grade)
        {
            return new Text(
                "残疾人证号的类别、等级是{0}{1}，登记的是{2}{3}，请对照证件",
                new Text(Kind.Name()), new Text(Grade.Name()), new Text(kind.Name()), new Text(grade.Name()));
        }

        return null;
    }

    public override string ToString() => _value is null ? "" : Masked;

    private static Text? ProblemOfTail(string tail)
    {
        if (tail[0] is < '1' or > '7')
            return new Text("残疾人证号第 19 位是残疾类别，应为 1 至 7");
        if (tail[1] is < '1' or > '4')
            return new Text("残疾人证号第 20 位是残疾等级，应为 1 至 4");
        return ReissueSuffix().IsMatch(tail.AsSpan(2)) ? null : new Text("残疾人证号 20 位之后只能是补发次数，写作 B1、B2");
    }

    [GeneratedRegex(@"^(B[1-9][0-9]?)?\z")]
    private static partial Regex ReissueSuffix();
}

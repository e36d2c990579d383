using System.Text.RegularExpressions;
using CanLian.Domain.Figures;

namespace CanLian.Domain.Reports;

/// <summary>
/// What figures are called while somebody writes (数字域名称): 【药费 完成数：名】 for <c>{medication.persons:名}</c>. Names are unique; where two
/// figures would have the same, the later one goes by its id.
/// </summary>
public static partial class FieldNames
{
    private static readonly Lazy<(Dictionary<string, string> NameOf, Dictionary<string, string> IdOf)> _names = new(Build);

    public static string Of(Figure figure) => _names.Value.NameOf[figure.Id];

    /// <summary>A wording as its author reads it.</summary>
    public static string ToNames(string wording) => Field().Replace(wording, m => $"【{_names.Value.NameOf.GetValueOrDefault(m.Groups[1].Value, m.Groups[1].Value)}{(m.Groups[2].Success ? "：" + m.Groups[2].Value : "")}】");

    /// <summary>What the author wrote, as a wording. A name that nothing bears stays as it is, for the wording to complain of.</summary>
    public static string FromNames(string written) => Name().Replace(written.Trim(), m => $"{{{_names.Value.IdOf.GetValueOrDefault(m.Groups[1].Value.Trim(), m.Groups[1].Value.Trim())}{(m.Groups[2].Success ? ":" + m.Groups[2].Value.Trim() : "")}}}");

    private static (Dictionary<string, string>, Dictionary<string, string>) Build()
    {
        var (nameOf, idOf) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var figure in Catalogue.Figures)
        {
            var name = Catalogue.ProgrammeOf(figure) is { } programme ? $"{programme.ShortName} {figure.Label}" : figure.Label;
            name = idOf.TryAdd(name, figure.Id) ? name : figure.Id;
            idOf.TryAdd(name, figure.Id);
            nameOf[figure.Id] = name;
        }
        return (nameOf, idOf);
    }

    [GeneratedRegex(@"\{([^{}:]+)(?::([^{}]+))?\}")]
    private static partial Regex Field();

    [GeneratedRegex("【([^【】：:]+)(?:[：:]([^【】]+))?】")]
    private static partial Regex Name();
}

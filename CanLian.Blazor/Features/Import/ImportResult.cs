using System.Text.Json;
using System.Text.Json.Serialization;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Import;

/// <summary>What became of one sheet (一张表的结果). The four outcomes add up to the rows read.</summary>
public sealed record SheetResult(
    string File, string Sheet, int Read, int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<Refusal> Refusals, IReadOnlyList<Text> Warnings)
{
    /// <summary>What the sheet was taken for; null where it was skipped.</summary>
    public string? Kind { get; init; }

    /// <summary>Headers nobody knows.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The columns that were read, in the order of the sheet.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>What became of a run (导入结果): its sheets, and files that could not be read at all.</summary>
public sealed record ImportResult(IReadOnlyList<SheetResult> Sheets, IReadOnlyList<Text> Problems)
{
    private static readonly JsonSerializerOptions _json = new() { Converters = { new TextJson() } };

    /// <summary>Everything was taken.</summary>
    public bool Clean => Problems.Count == 0 && Sheets.All(s => s.Refused == 0 && s.Refusals.Count == 0 && s.Read == s.Added + s.Changed + s.Unchanged);

    /// <summary>Pairs of persons who may be one, found in this run.</summary>
    public int Suspicions { get; init; }

    /// <summary>As it is kept with the run; refused rows are kept beside it.</summary>
    public string Written() => JsonSerializer.Serialize(this with { Sheets = [.. Sheets.Select(s => s with { Refusals = [.. s.Refusals.Where(r => r.Row == 0)] })] }, _json);

    public static ImportResult Read(string json) => json.Length == 0 ? new ImportResult([], []) : JsonSerializer.Deserialize<ImportResult>(json, _json)!;

    internal static string Written(RowReport row) =>
        row.Refusals.Count > 0 ? JsonSerializer.Serialize(row.Refusals, _json) : JsonSerializer.Serialize(row.Changes, _json);

    internal static IReadOnlyList<Refusal> ReadRefusals(string json) => JsonSerializer.Deserialize<Refusal[]>(json, _json)!;

    internal static IReadOnlyList<FieldChange> ReadChanges(string json) => JsonSerializer.Deserialize<FieldChange[]>(json, _json)!;
}

/// <summary>Keeps a sentence with its arguments, so that it is still translated when it is shown.</summary>
internal sealed class TextJson : JsonConverter<Text>
{
    public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Of(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Key);
        foreach (var argument in value.Args)
        {
            switch (argument)
            {
                case Text inner:
                    Write(writer, inner, options);
                    break;
                case int or long:
                    writer.WriteNumberValue(Convert.ToInt64(argument, System.Globalization.CultureInfo.InvariantCulture));
                    break;
                default:
                    writer.WriteStringValue(Convert.ToString(argument, System.Globalization.CultureInfo.InvariantCulture));
                    break;
            }
        }
        writer.WriteEndArray();
    }

    private static Text Of(JsonElement element) => new(element[0].GetString()!, [.. element.EnumerateArray().Skip(1).Select(argument => argument.ValueKind switch
    {
        JsonValueKind.Array => (object)Of(argument),
        JsonValueKind.Number => argument.GetInt64(),
        _ => argument.GetString() ?? "",
    })]);
}

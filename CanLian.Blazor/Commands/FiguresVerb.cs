using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;

namespace CanLian.Blazor.Commands;

/// <summary>A ratio's part, which is told for ratios alone; there it may be nothing.</summary>
internal sealed record RatioPart(decimal? Number);

/// <summary>One figure as a program reads it (指标): its value a number, a date as text, or nothing.</summary>
internal sealed record FigureAnswer(
    string Id, string Label, object? Value, string Shown, string Unit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(RatioPartConverter))] RatioPart? Numerator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(RatioPartConverter))] RatioPart? Denominator,
    int Records)
{
    public static FigureAnswer Of(Figure figure, FigureValue value, string label) => new(
        figure.Id,
        label,
        figure.Unit switch
        {
            CanLian.Domain.Plans.Unit.Date => value.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            CanLian.Domain.Plans.Unit.Month => value.Date?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => Plain(value.Number),
        },
        figure.Shown(value),
        JsonNamingPolicy.SnakeCaseLower.ConvertName(figure.Unit.ToString()),
        figure is RatioFigure ? new RatioPart(Plain(value.Numerator)) : null,
        figure is RatioFigure ? new RatioPart(Plain(value.Denominator)) : null,
        value.Records);

    // Without the zeros a decimal carries behind its point: 652, not 652.0.
    private static decimal? Plain(decimal? number) => number / 1.0000000000000000000000000000m;
}

/// <summary>Writes a ratio's part as the number it is.</summary>
internal sealed class RatioPartConverter : JsonConverter<RatioPart>
{
    public override RatioPart Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.TokenType == JsonTokenType.Null ? null : reader.GetDecimal());

    public override void Write(Utf8JsonWriter writer, RatioPart value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Every figure of a year and a region (一年的指标).</summary>
internal sealed record FiguresAnswer(int Year, string Region, string AsOf, IReadOnlyList<FigureAnswer> Figures);

/// <summary>figures: prints every figure of a year, each from its records (打印指标).</summary>
internal sealed class FiguresVerb : Verb
{
    private readonly Option<int> _year = new("--year") { Description = "年度，如 2023", Required = true };
    private readonly Option<string?> _region = new("--region") { Description = "只统计这个区划代码以下：镇 9 位，村 12 位；不写是全区" };
    private readonly Option<bool> _json = JsonOption();

    public FiguresVerb() : base("figures", "列出一个年度的全部指标")
    {
        Options.Add(_year);
        Options.Add(_region);
        Options.Add(_json);
    }

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        var queries = run.Service<FigureQueries>();
        if (await queries.GroundAsync(run.Actor, new FigureAsk(run.Get(_year), run.Get(_region))) is not { } ground)
        {
            return run.Conclude(Outcome.Refused("没有这个年度或区划代码：{0} {1}", run.Get(_year), run.Get(_region) ?? ""));
        }
        var values = await queries.EvaluateAsync(run.Actor, ground.Scope, Catalogue.Figures);
        var answers = Catalogue.Figures.Select(figure => FigureAnswer.Of(figure, values[figure.Id], FigureWords.NameOf(run.L, figure))).ToList();
        if (run.Get(_json))
        {
            run.WriteJson(new FiguresAnswer(
                ground.Scope.Year, ground.Scope.Region, ground.Scope.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), answers));
        }
        else
        {
            await run.Out.WriteLineAsync(run.L["{0} 年，{1}，截至 {2:yyyy-MM-dd}", ground.Scope.Year, ground.Place.Name, ground.Scope.AsOf]);
            foreach (var answer in answers)
            {
                await run.Out.WriteLineAsync($"{answer.Id,-38}{Right(answer.Shown, 14)}  {Right(run.L["{0} 行", answer.Records], 8)}  {answer.Label}");
            }
        }
        return Done;
    }

    // A Chinese character is two columns wide on a terminal.
    private static string Right(string text, int columns) => new string(' ', Math.Max(0, columns - text.Sum(c => c > '\u2E7F' ? 2 : 1))) + text;
}

using System.Text.Json;
using CanLian.Blazor.Commands;
using CanLian.Domain;
using CanLian.Tests.Data;
using CanLian.Tests.Demo;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>The verb figures: every figure of the year, in exactly the shape that a program expects.</summary>
public sealed class FiguresVerbTests : IDisposable
{
    private readonly Database _database = new();

    public FiguresVerbTests(Demonstration demonstration) => demonstration.CopyTo(_database.Folder.Root);

    [Fact]
    public async Task Every_figure_is_there_once_with_the_keys_and_types_agreed()
    {
        var (code, output, error) = await RunAsync("figures", "--year", "2023", "--json");
        Assert.Equal((0, ""), (code, error));
        using var answer = JsonDocument.Parse(output);
        Assert.Equal(["year", "region", "asOf", "figures"], answer.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(2023, answer.RootElement.GetProperty("year").GetInt32());
        Assert.Equal("340699", answer.RootElement.GetProperty("region").GetString());
        Assert.Equal("2023-12-29", answer.RootElement.GetProperty("asOf").GetString());
        var figures = answer.RootElement.GetProperty("figures").EnumerateArray().ToList();
        Assert.Equal(Catalogue.Figures.Select(f => f.Id), figures.Select(f => f.GetProperty("id").GetString()));
        Assert.All(figures, f => Assert.Equal(
            f.GetProperty("id").GetString()!.EndsWith("_rate", StringComparison.Ordinal) || f.GetProperty("unit").GetString() == "ratio" || Catalogue.FindFigure(f.GetProperty("id").GetString()!) is Domain.Figures.RatioFigure
                ? ["id", "label", "value", "shown", "unit", "numerator", "denominator", "records"]
                : ["id", "label", "value", "shown", "unit", "records"],
            f.EnumerateObject().Select(p => p.Name)));
        Assert.All(figures, f => Assert.Contains(f.GetProperty("unit").GetString(),
            (string[])["person", "person_time", "household", "piece", "site", "place", "article", "yuan", "months", "class", "post", "ratio", "date", "month"]));
    }

    [Theory]
    [InlineData("medication.persons", "525", "person")]
    [InlineData("medication.amount", "525000", "yuan")]
    [InlineData("medication.completion", "1.0096", "ratio")]
    [InlineData("home_modification.task", "652", "household")]
    [InlineData("home_modification.designed", "\"2023-06\"", "month")]
    [InlineData("home_modification.started", "\"2023-08-28\"", "date")]
    [InlineData("training.application_rate", "0.8", "ratio")]
    [InlineData("training.times", "142", "person_time")]
    public async Task A_value_is_a_plain_number_or_a_date(string id, string json, string unit)
    {
        var figure = await FigureAsync(id, "--year", "2023");
        var value = figure.GetProperty("value").GetRawText();
        Assert.Equal(json, value.Length > 8 && value[0] != '"' ? figure.GetProperty("value").GetDecimal().ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) : value);
        Assert.Equal(unit, figure.GetProperty("unit").GetString());
    }

    [Fact]
    public async Task A_year_without_records_has_every_figure_at_nothing_and_a_ratio_without_value()
    {
        var persons = await FigureAsync("training.persons", "--year", "2019");
        Assert.Equal((0, 0), (persons.GetProperty("value").GetInt32(), persons.GetProperty("records").GetInt32()));
        var completion = await FigureAsync("training.completion", "--year", "2019");
        Assert.Equal(JsonValueKind.Null, completion.GetProperty("value").ValueKind);
        Assert.Equal(0, completion.GetProperty("numerator").GetInt32());
        Assert.Equal(JsonValueKind.Null, completion.GetProperty("denominator").ValueKind);
        Assert.Equal("—", completion.GetProperty("shown").GetString());
    }

    [Fact]
    public async Task A_region_narrows_and_an_unknown_one_is_refused()
    {
        var town = await FigureAsync("medication.persons", "--year", "2023", "--region", "340699003");
        Assert.InRange(town.GetProperty("value").GetInt32(), 1, 524);
        var (code, output, error) = await RunAsync("figures", "--year", "2023", "--region", "110101", "--json");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("110101", error);
        Assert.Equal(2, (await RunAsync("figures")).Code);
    }

    [Fact]
    public async Task Without_json_it_is_a_table_of_lines()
    {
        var (_, output, _) = await RunAsync("figures", "--year", "2023");
        var line = output.Split('\n').Single(l => l.StartsWith("medication.completion ", StringComparison.Ordinal));
        Assert.Contains("100.96%", line);
        Assert.Equal(Catalogue.Figures.Count + 1, output.TrimEnd().Split('\n').Length);
    }

    public void Dispose() => _database.Dispose();

    private async Task<JsonElement> FigureAsync(string id, params string[] options)
    {
        var (_, output, _) = await RunAsync(["figures", .. options, "--json"]);
        using var answer = JsonDocument.Parse(output);
        return answer.RootElement.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("id").GetString() == id).Clone();
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. args, "--data", _database.Folder.Root], output, error);
        return (code, output.ToString(), error.ToString());
    }
}

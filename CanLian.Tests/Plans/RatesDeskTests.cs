using CanLian.Blazor.Features.Plans;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Plans;

/// <summary>Rates and policy numbers hold from a day to a day, without gap by accident and without overlap.</summary>
public class RatesDeskTests : IDisposable
{
    private static readonly Actor Administrator = Database.Someone(Role.Administrator);

    private readonly Database _database = new();
    private readonly RatesDesk _desk;
    private readonly PlanQueries _queries;

    public RatesDeskTests()
    {
        _desk = new RatesDesk(_database.Factory);
        _queries = new PlanQueries(_database.Factory, _database.Clock);
    }

    [Fact]
    public async Task A_new_rate_ends_the_open_one_the_day_before_and_an_overlap_is_refused()
    {
        Assert.True((await _desk.SaveAsync(Administrator, Rate(1_000, "2022-01-01"))).Succeeded);
        Assert.True((await _desk.SaveAsync(Administrator, Rate(1_200, "2024-01-01"))).Succeeded);
        var rates = (await _queries.TariffsAsync(Administrator))["medication"].ToList();
        Assert.Equal([(120_000L, null), (100_000L, new DateOnly(2023, 12, 31))], rates.Select(r => (r.AmountFen!.Value, r.To)));

        var outcome = await _desk.SaveAsync(Administrator, Rate(900, "2023-06-01"));
        Assert.Equal("field-From", outcome.Reasons.Single().Anchor);
        Assert.Contains("重叠", outcome.Reasons.Single().Sentence.ToString());
        Assert.Equal(2, (await _queries.TariffsAsync(Administrator))["medication"].Count());
    }

    [Fact]
    public async Task What_is_wrong_with_a_rate_is_said_field_by_field()
    {
        var outcome = await _desk.SaveAsync(Administrator, new TariffEdit { Programme = "medication", Amount = 100, Cap = 50, To = new DateOnly(2023, 1, 1) });
        Assert.Equal(["field-Cap", "field-From", "field-Per"], outcome.Reasons.Select(r => r.Anchor).Order());
        Assert.False((await _desk.SaveAsync(Administrator, new TariffEdit { Programme = "medication", Kind = "没有的", Amount = 1, Per = "人/年", From = new DateOnly(2023, 1, 1) })).Succeeded);
    }

    [Fact]
    public async Task A_policy_number_holds_from_its_day_and_what_held_before_keeps_its_days()
    {
        Assert.True((await _desk.SaveAsync(Administrator, Number(85, "2023-03-01"))).Succeeded);
        Assert.True((await _desk.SaveAsync(Administrator, Number(90, "2023-09-01"))).Succeeded);
        Assert.True((await _desk.SaveAsync(Administrator, Number(95, "2024-09-01"))).Succeeded);
        Assert.Equal(90, (await AttendanceAsync()).Today!.Value);
        Assert.Equal((80m, 85m, 90m, 95m), (On(2023, 2), On(2023, 3), On(2024, 8), On(2024, 9)));

        await _desk.DeletePolicyAsync(Administrator, (await AttendanceAsync()).Today!.Id);
        Assert.Equal((85m, 95m), (On(2024, 8), On(2024, 9)));

        decimal On(int year, int month)
        {
            using var db = _database.Open();
            var policy = Catalogue.Of("training").Policies.Single(p => p.Name == "attendance");
            return new PolicyValues("training", db.PolicySettings.ToList(), new DateOnly(year, month, 15))[policy];
        }
    }

    [Fact]
    public async Task A_policy_number_needs_its_document_and_somebody_who_may()
    {
        var outcome = await _desk.SaveAsync(Administrator, new PolicyEdit { Key = "training.attendance", Value = 85, From = new DateOnly(2023, 1, 1) });
        Assert.Equal("field-DocumentNumber", outcome.Reasons.Single().Anchor);
        Assert.False((await _desk.SaveAsync(Database.Someone(Role.DistrictOfficer), Number(85, "2023-01-01"))).Succeeded);
        Assert.False((await _desk.SaveAsync(Administrator, new PolicyEdit { Key = "training.nothing", Value = 1, From = new DateOnly(2023, 1, 1), DocumentNumber = "x" })).Succeeded);
    }

    public void Dispose() => _database.Dispose();

    private async Task<PolicyView> AttendanceAsync() => (await _queries.PoliciesAsync(Administrator)).Single(p => p.Key == "training.attendance");

    private static TariffEdit Rate(decimal amount, string from) =>
        new() { Programme = "medication", Amount = amount, Per = "人/年", From = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture) };

    private static PolicyEdit Number(decimal value, string from) =>
        new() { Key = "training.attendance", Value = value, From = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DocumentNumber = "X残联〔2023〕1号" };
}

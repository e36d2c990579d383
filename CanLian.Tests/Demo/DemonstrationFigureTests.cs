using System.Globalization;
using System.Text.Json;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Demo;

/// <summary>The demonstration gives the year's figures, from its records.</summary>
public class DemonstrationFigureTests(Demonstration demonstration)
{
    private static readonly FigureScope Year = FigureScope.Of(2023, "340699", new DateOnly(2023, 12, 29));

    [Theory]
    [InlineData("medication.persons", "525人")]
    [InlineData("medication.amount", "52.5万元")]
    [InlineData("medication.monitored_persons", "4人")]
    [InlineData("child_rehab.amount", "219.9万元")]
    [InlineData("child_rehab.children", "145人")]
    [InlineData("child_devices.children", "19人")]
    [InlineData("child_devices.completion", "211.11%")]
    [InlineData("home_modification.task", "652户")]
    [InlineData("home_modification.households", "652户")]
    [InlineData("home_modification.amount", "204万元")]
    [InlineData("home_modification.monitored_persons", "9户")]
    [InlineData("home_modification.designed", "2023-06")]
    [InlineData("home_modification.procured", "2023-08")]
    [InlineData("home_modification.started", "2023-08-28")]
    [InlineData("home_modification.accepted", "2023-10-26")]
    [InlineData("training.amount", "5.68万元")]
    [InlineData("training.persons", "142人")]
    [InlineData("training.application_rate", "80%")]
    [InlineData("employment.flexible", "4人")]
    [InlineData("education.persons", "234人")]
    [InlineData("education.amount", "17.35万元")]
    [InlineData("education.preschool", "1人")]
    [InlineData("education.compulsory", "170人")]
    [InlineData("education.senior_high", "44人")]
    [InlineData("education.amount_to_senior", "13.2万元")]
    [InlineData("education.vocational", "8人")]
    [InlineData("education.undergraduate", "9人")]
    [InlineData("education.postgraduate", "2人")]
    [InlineData("education.amount_above_senior", "4.15万元")]
    [InlineData("insurance_subsidy.persons", "143人")]
    [InlineData("relief_visit.households", "31户")]
    [InlineData("monitoring.households", "31户")]
    [InlineData("monitoring.persons", "37人")]
    [InlineData("monitoring.allowance_persons", "31人")]
    [InlineData("monitoring.home_modification", "9户")]
    [InlineData("monitoring.employment_support", "1人")]
    [InlineData("monitoring.insurance_subsidy", "23人")]
    [InlineData("monitoring.care", "2人")]
    [InlineData("monitoring.devices", "2人")]
    [InlineData("monitoring.visit_amount", "1.45万元")]
    [InlineData("entrepreneurship.households", "22户")]
    [InlineData("entrepreneurship.amount", "8.25万元")]
    [InlineData("entrepreneurship.tier1", "11户")]
    [InlineData("greenhouse.households", "10户")]
    [InlineData("greenhouse.amount", "10万元")]
    [InlineData("assistive_devices.persons", "64人")]
    [InlineData("assistive_devices.pieces", "72件")]
    [InlineData("assistive_devices.monitored_persons", "2人")]
    [InlineData("home_care.persons", "200人")]
    [InlineData("home_care.amount", "55.2万元")]
    [InlineData("home_care.surveyed_on", "2023-07-30")]
    [InlineData("home_care.satisfaction", "95%")]
    [InlineData("home_care.monitored_persons", "1人")]
    [InlineData("boarding_care.persons", "27人")]
    [InlineData("boarding_care.amount", "30万元")]
    [InlineData("boarding_care.monitored_persons", "1人")]
    [InlineData("certificate_audit.holders", "22人")]
    [InlineData("certificate_audit.cancelled", "4人")]
    [InlineData("certificate_audit.home_verified_physical", "13人")]
    [InlineData("certificate_audit.reassessed_mental", "3人")]
    [InlineData("certificate_audit.reassessed_physical", "2人")]
    [InlineData("certification.home_assessments", "14人")]
    [InlineData("certification.cancelled", "86人次")]
    [InlineData("activity.held_on", "2023-10-12")]
    [InlineData("activity.participants", "40人")]
    [InlineData("employment_base.sites", "1家")]
    [InlineData("sites.new_homes", "1家")]
    [InlineData("sites.new_stations", "1家")]
    [InlineData("survey.planned_on", "2023-09-18")]
    [InlineData("survey.trained_on", "2023-09-22")]
    [InlineData("survey.started_on", "2023-10-01")]
    [InlineData("survey.ended_on", "2023-10-20")]
    [InlineData("survey.holders", "6,826人")]
    [InlineData("survey.not_found", "1人")]
    [InlineData("survey.moved_away", "2人")]
    [InlineData("survey.nominal_registration", "0人")]
    [InlineData("survey.away", "16人")]
    [InlineData("survey.cancelled", "86人")]
    [InlineData("survey.transferred", "1人")]
    [InlineData("survey.home_visits", "6,709人")]
    [InlineData("survey.phone", "117人")]
    [InlineData("survey.home_visit_rate", "98.29%")]
    [InlineData("jobs.wishes_open", "46人")]
    [InlineData("jobs.vacancies_open", "12个")]
    [InlineData("jobs.vacancy_posts", "31个")]
    [InlineData("jobs.placed", "6人")]
    [InlineData("jobs.gap", "15个")]
    [InlineData("publicity.mainstream", "6篇")]
    [InlineData("publicity.city_site", "153篇")]
    [InlineData("publicity.district_platform", "77篇")]
    public void A_figure_comes_out_as_the_year_had_it(string id, string shown)
    {
        using var db = demonstration.Open();
        var figure = Catalogue.FindFigure(id)!;
        Assert.Equal(shown, figure.Shown(figure.Evaluate(db, Year)));
    }

    [Fact]
    public void All_numbers_of_the_year_s_summary_come_out()
    {
        using var summary = JsonDocument.Parse(typeof(DemonstrationFigureTests).Assembly.GetManifestResourceStream("2023-figures.json")!);
        using var db = demonstration.Open();
        var expected = summary.RootElement.EnumerateObject().Select(f => (f.Name, Value: f.Value.ToString())).ToList();
        var found = expected.Select(f => (f.Name, Value: Plain(Catalogue.FindFigure(f.Name), db))).ToList();
        Assert.Equal(74, expected.Count);
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("medication.persons")]
    [InlineData("education.persons")]
    [InlineData("child_rehab.children")]
    [InlineData("home_modification.households")]
    [InlineData("training.persons")]
    [InlineData("home_modification.amount")]
    public void Towns_add_up_to_the_district(string id)
    {
        using var db = demonstration.Open();
        var figure = Catalogue.FindFigure(id)!;
        var towns = db.Regions.Where(r => r.Code.Length == 9).Select(r => r.Code).ToList();
        Assert.Equal(figure.Evaluate(db, Year).Number, towns.Sum(t => figure.Evaluate(db, Year with { Region = t }).Number));
    }

    [Fact]
    public void Every_case_stands_where_its_history_says()
    {
        using var db = demonstration.Open();
        var cases = db.Cases.AsNoTracking().Include(c => c.Events).AsSplitQuery().ToList();
        Assert.All(cases, c =>
        {
            var last = c.Events.OrderBy(e => e.Sequence).LastOrDefault(e => e.ToStage is not null);
            Assert.Equal(c.Stage, last?.ToStage ?? Catalogue.Of(c.Programme).Flow.First.Code);
            Assert.Equal(c.Events.OrderBy(e => e.Sequence).Select(e => e.On), c.Events.OrderBy(e => e.On).Select(e => e.On));
            Assert.True(c.StageKind != StageKind.Done || c.DoneOn is not null, c.Number);
        });
        Assert.DoesNotContain(cases.Where(c => c.StageKind is StageKind.Open or StageKind.Done && c.Programme is not ("training" or "relief_visit"))
            .GroupBy(c => (c.Programme, c.Year, c.PersonId)), g => g.Count() > 1);
    }

    private static string Plain(Figure? figure, IRecords records) => figure?.Evaluate(records, Year) switch
    {
        null => "none",
        { Date: not null } day => figure.Shown(day),
        { Number: { } number } => Math.Round(number, 4, MidpointRounding.AwayFromZero).ToString("0.####", CultureInfo.InvariantCulture),
        _ => "undefined",
    };
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Figures;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>Questions of one's own: what the database answers is what a plain count over all cases says, down to the records of every cell.</summary>
public class InquiryTests : IDisposable
{
    private const int Asked = 60;
    private static readonly FigureScope Whole = InquiryFigure.Scope(SmallDistrict.Year, SmallDistrict.District, SmallDistrict.Today);
    private readonly Database _database = new();
    private readonly SmallDistrict _district = new();
    private readonly InquiryQueries _queries;
    private readonly InquiryDesk _desk;

    public InquiryTests()
    {
        _database.Clock.Pinned = SmallDistrict.Today;
        var figures = new FigureQueries(_database.Factory, _database.Clock);
        _queries = new InquiryQueries(_database.Factory, figures, new RegionQueries(_database.Factory), _database.Clock);
        _desk = new InquiryDesk(_database.Factory, _database.Clock);
        using var db = _database.Open();
        db.LogsEachChange = false;
        db.AddRange(SmallDistrict.Towns.Concat(SmallDistrict.Villages).Append(SmallDistrict.District).Select(code => new Region { Code = code, Name = code }));
        db.AddRange(_district.HouseholdList);
        db.AddRange(_district.PersonList);
        db.AddRange(_district.BatchList);
        db.AddRange(_district.CaseList);
        db.SaveChanges();
    }

    [Fact]
    public void Any_question_gets_the_answer_of_a_plain_count_cell_by_cell()
    {
        var chance = new Random(20231120);
        using var db = _database.Open();
        for (var i = 0; i < Asked; i++)
        {
            var inquiry = Anything(chance);
            var scope = Whole with { Region = inquiry.Region ?? SmallDistrict.District };
            var figure = new InquiryFigure(inquiry);
            var counted = Plain.Cases(_district, inquiry, scope).ToList();
            Assert.Equal((Plain.Number(inquiry, counted), counted.Count), Both(figure.Evaluate(db, scope)));
            Assert.Equal(counted.Select(c => c.Id).Order(), figure.Rows(db, scope).Select(r => r.Id).ToList().Order());

            var cells = figure.Cells(db, scope);
            var expected = Plain.Cells(inquiry, counted, scope);
            Assert.Equal(expected.OrderBy(c => c.First).ThenBy(c => c.Second), cells.OrderBy(c => c.First).ThenBy(c => c.Second));
            foreach (var cell in cells.Where((_, at) => at % 5 == 0))
            {
                var narrowed = inquiry.Of(cell);
                var below = scope with { Region = narrowed.Region ?? scope.Region };
                var part = new InquiryFigure(Inquiry.Read(key => narrowed.Write().GetValueOrDefault(key)));
                Assert.Equal((cell.Number, cell.Records), Both(part.Evaluate(db, below)));
                Assert.Equal(cell.Records, part.Rows(db, below).Count());
            }
        }
    }

    [Fact]
    public void A_question_asks_what_the_standing_figure_counts()
    {
        using var db = _database.Open();
        var standing = Catalogue.Of("medication").MeasureFigure;
        var asked = new InquiryFigure(new Inquiry { Measure = Measure.Persons }.With(InquiryGroups.Programme, "medication"));
        Assert.Equal(standing.Evaluate(db, Whole), asked.Evaluate(db, Whole));
        Assert.NotEqual(0m, asked.Evaluate(db, Whole).Number);
    }

    [Fact]
    public void An_address_holds_the_question_and_never_a_number_of_somebody()
    {
        var chance = new Random(7);
        for (var i = 0; i < Asked; i++)
        {
            var written = Anything(chance).Write();
            Assert.Equal(written, Inquiry.Read(key => written.GetValueOrDefault(key)).Write());
        }
        var dirty = new Dictionary<string, string>
        {
            ["kind"] = "34052419800101001X",
            ["region"] = "34052419800101001X",
            ["age"] = "16-x",
            ["level"] = "Five,Two",
            ["by"] = "town,town,month,sex",
            ["programme"] = "13855551234",
            ["year"] = "-1",
        };
        var clean = Inquiry.Read(key => dirty.GetValueOrDefault(key)).Write();
        Assert.Equal(new Dictionary<string, string> { ["level"] = "Two", ["by"] = "town,month" }, clean);
    }

    [Fact]
    public async Task Nobody_is_answered_about_another_place_whatever_they_ask()
    {
        var town = Database.Someone(Role.TownOfficer, SmallDistrict.Towns[0]);
        var inquiry = new Inquiry { Year = SmallDistrict.Year, Basis = InquiryBasis.Applied, Groups = [InquiryGroups.Village] };
        var own = (await _queries.AskAsync(town, inquiry, 1))!;
        Assert.All(own.Table!.Down, village => Assert.StartsWith(SmallDistrict.Towns[0], village));
        Assert.Equal(own.Value, (await _queries.AskAsync(town, inquiry with { Region = SmallDistrict.District }, 1))!.Value);
        Assert.Null(await _queries.AskAsync(town, inquiry with { Region = SmallDistrict.Towns[1] }, 1));
        Assert.Null(await _queries.AskAsync(town, inquiry with { Region = SmallDistrict.Villages[3] }, 1));
        var whole = (await _queries.AskAsync(Database.Someone(Role.Supervisor, SmallDistrict.District), inquiry, 1))!;
        Assert.InRange(own.Value!.Records, 1, whole.Value!.Records - 1);

        var districtOnly = inquiry.With(InquiryGroups.Programme, Catalogue.Programmes.First(p => p.DistrictOnly).Code);
        Assert.Equal(0, (await _queries.AskAsync(town, districtOnly, 1))!.Value!.Records);
        Assert.Equal(0, (await _queries.AskAsync(Database.Someone(Role.Administrator, SmallDistrict.District), inquiry, 1))!.Value!.Records);
    }

    [Fact]
    public async Task Names_are_for_whoever_handles_the_programme()
    {
        var officer = Database.Someone(Role.DistrictOfficer, SmallDistrict.District) with { Programmes = new HashSet<string> { "medication" } };
        var one = new Inquiry { Year = SmallDistrict.Year }.With(InquiryGroups.Programme, "medication");
        Assert.NotNull((await _queries.AskAsync(officer, one, 1))!.Rows);
        var every = (await _queries.AskAsync(officer, new Inquiry { Year = SmallDistrict.Year }, 1))!;
        Assert.Null(every.Rows);
        Assert.NotEqual(0, every.Value!.Records);
    }

    [Fact]
    public async Task A_saved_question_is_ones_own_unless_a_supervisor_shares_it()
    {
        var (town, village, supervisor) = (Database.Someone(Role.TownOfficer), Database.Someone(Role.VillageWorker), Database.Someone(Role.Supervisor));
        var inquiry = new Inquiry { Year = 2023, Groups = [InquiryGroups.Level] };
        Assert.True((await _desk.SaveAsync(town, " 按等级 ", inquiry, shared: false)).Succeeded);
        Assert.False((await _desk.SaveAsync(town, "按等级", inquiry, shared: false)).Succeeded);
        Assert.False((await _desk.SaveAsync(town, "大家的", inquiry, shared: true)).Succeeded);
        Assert.False((await _desk.SaveAsync(town, "", inquiry, shared: false)).Succeeded);
        Assert.False((await _desk.SaveAsync(town, "查 " + _district.PersonList[0].IdNumber.Value, inquiry, shared: false)).Succeeded);
        Assert.Equal(["按等级"], (await _queries.SavedAsync(town)).Select(q => q.Name));
        Assert.Empty(await _queries.SavedAsync(village));

        Assert.True((await _desk.SaveAsync(supervisor, "月报", inquiry, shared: true)).Succeeded);
        var shared = Assert.Single(await _queries.SavedAsync(village));
        Assert.Equal("questions?year=2023&by=level", shared.Address);
        Assert.False((await _desk.DeleteAsync(village, shared.Id)).Succeeded);
        Assert.True((await _desk.DeleteAsync(supervisor, shared.Id)).Succeeded);
        Assert.Empty(await _queries.SavedAsync(village));
    }

    public void Dispose() => _database.Dispose();

    private static (decimal?, int) Both(FigureValue value) => (value.Number, value.Records);

    private static Inquiry Anything(Random chance)
    {
        var inquiry = new Inquiry
        {
            Year = SmallDistrict.Year,
            Region = Chosen((string?)null, null, SmallDistrict.Towns[1], SmallDistrict.Villages[0]),
            Basis = Chosen(InquiryBasis.Done, InquiryBasis.Done, InquiryBasis.Applied, InquiryBasis.Open),
            Measure = Chosen(Enum.GetValues<Measure>()),
            Groups = [.. Enumerable.Range(0, chance.Next(3)).Select(_ => Chosen([.. InquiryGroups.All])).Distinct()],
        };
        if (chance.Next(3) == 0 || inquiry.Measure == Measure.Quantity)
        {
            inquiry = inquiry.With(InquiryGroups.Programme, Catalogue.Programmes[chance.Next(Catalogue.Programmes.Count)].Code);
        }
        foreach (var group in InquiryGroups.All.Where(g => g != InquiryGroups.Programme && chance.Next(6) == 0))
        {
            var values = group == InquiryGroups.Month ? ["3-9"]
                : group == InquiryGroups.Age ? [Chosen("0-17", "18-59", "60-150")]
                : group == InquiryGroups.Kind ? [Catalogue.Programmes[0].Kinds is [var kind, ..] ? kind : Inquiry.None]
                : group.Values.Count > 0 ? Enumerable.Range(0, 2).Select(_ => Chosen([.. group.Values, Inquiry.None])).Distinct().ToList()
                : group.Knows(Inquiry.None) ? (List<string>)[Inquiry.None] : [];
            inquiry = inquiry.With(group, values);
        }
        return inquiry;

        T Chosen<T>(params T[] from) => from[chance.Next(from.Length)];
    }

    /// <summary>The same, counted as one would with a pencil.</summary>
    private static class Plain
    {
        public static IEnumerable<CaseFile> Cases(SmallDistrict district, Inquiry inquiry, FigureScope scope) => district.CaseList.Where(c =>
            c.Year == scope.Year && c.RegionCode.StartsWith(scope.Region, StringComparison.Ordinal)
            && inquiry.Basis switch
            {
                InquiryBasis.Done => c.StageKind == StageKind.Done && c.DoneOn <= scope.AsOf,
                InquiryBasis.Open => c.StageKind == StageKind.Open && c.AppliedOn <= scope.AsOf,
                _ => c.AppliedOn <= scope.AsOf,
            }
            && inquiry.Conditions.All(condition => InquiryGroups.Find(condition.Key) is { } group
                && (group == InquiryGroups.Month || group == InquiryGroups.Age
                    ? Within(condition.Value[0], group == InquiryGroups.Age ? c.Person!.AgeOn(scope.AsOf) : MonthOf(c, inquiry, scope))
                    : Values(group, c, inquiry, scope).Any(condition.Value.Contains))));

        public static decimal Number(Inquiry inquiry, List<CaseFile> cases) => inquiry.Measure switch
        {
            Measure.Persons => cases.Select(c => c.PersonId).Distinct().Count(),
            Measure.Households => cases.Select(c => c.HouseholdId ?? c.PersonId).Distinct().Count(),
            Measure.Amount => cases.Sum(c => c.AmountFen ?? 0) / 100m,
            Measure.Quantity => cases.Sum(c => c.Quantity ?? 0),
            _ => cases.Count,
        };

        public static IReadOnlyList<InquiryCell> Cells(Inquiry inquiry, IEnumerable<CaseFile> cases, FigureScope scope) => inquiry.Groups.Count == 0 ? []
            : [.. (from file in cases
                   from first in Wanted(inquiry.Groups[0], file, inquiry, scope)
                   from second in inquiry.Groups.Count > 1 ? Wanted(inquiry.Groups[1], file, inquiry, scope) : [null!]
                   group file by (first, second) into cell
                   select new InquiryCell(cell.Key.first, cell.Key.second, Number(inquiry, [.. cell]), cell.Count()))];

        // Told apart by hardship and asked for one, only that one is shown.
        private static IEnumerable<string> Wanted(InquiryGroup group, CaseFile file, Inquiry inquiry, FigureScope scope) => Values(group, file, inquiry, scope)
            .Where(v => group != InquiryGroups.Hardship || inquiry.ValuesOf(group).Count == 0 || inquiry.ValuesOf(group).Contains(v));

        private static IEnumerable<string> Values(InquiryGroup group, CaseFile file, Inquiry inquiry, FigureScope scope)
        {
            var person = file.Person!;
            return group.Code switch
            {
                "programme" => [file.Programme],
                "town" => [file.RegionCode[..9]],
                "village" => [file.RegionCode],
                "month" => [MonthOf(file, inquiry, scope).ToString(System.Globalization.CultureInfo.InvariantCulture)],
                "kind" => [file.Kind ?? "-"],
                "category" => [person.Certificate?.Kind.ToString() ?? "-"],
                "level" => [person.Certificate?.Grade.ToString() ?? "-"],
                "age" => [((string[])["0-6", "7-17", "18-44", "45-59", "60-79", "80-150"]).Single(band => Within(band, person.AgeOn(scope.AsOf)))],
                "sex" => [person.Sex.ToString()],
                "hardship" => person.HardshipsOn(scope.AsOf).Select(h => h.Kind.ToString()).DefaultIfEmpty("-"),
                "result" => [file.Result ?? "-"],
                _ => [file.FundingSource ?? "-"],
            };
        }

        private static int MonthOf(CaseFile file, Inquiry inquiry, FigureScope scope)
        {
            var day = inquiry.Basis == InquiryBasis.Done ? file.DoneOn!.Value : file.AppliedOn;
            return day.Year < scope.Year ? 1 : day.Month;
        }

        private static bool Within(string span, int number) => span.Split('-') is var parts
            && number >= int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) && number <= int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}

using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>What a number may and may not do: rates, tasks, rounding, days, units.</summary>
public sealed class FigureRulesTests
{
    private const string District = "340699", Town = "340699001", Village = "340699001001";

    private static readonly FigureScope Scope = new(2023, District, new DateOnly(2023, 12, 29));
    private static readonly Programme Training = Catalogue.Of("training");

    private readonly Rows _rows = new();

    private static Figure Completion => Training.Figure("training.completion");

    [Fact]
    public void A_rate_may_pass_a_hundred_and_keeps_its_parts()
    {
        _rows.Done(19);
        _rows.Task(District, 9);
        var value = Completion.Evaluate(_rows, Scope);
        Assert.Equal((19m / 9m, 19m, 9m, 19), (value.Number, value.Numerator, value.Denominator, value.Records));
        Assert.Equal("211.11%", Completion.Shown(value));
    }

    [Fact]
    public void Without_a_task_a_rate_is_nothing_and_not_infinite()
    {
        _rows.Done(3);
        Assert.Equal(new FigureValue(null, null, 3, null, 3), Completion.Evaluate(_rows, Scope));
        _rows.Task(District, 0);
        Assert.Null(Completion.Evaluate(_rows, Scope).Number);
        Assert.Equal("—", Completion.Shown(Completion.Evaluate(_rows, Scope)));
    }

    [Theory]
    [InlineData(1, 3, "33.33%")]
    [InlineData(2, 3, "66.67%")]
    [InlineData(1, 800, "0.13%")]
    [InlineData(3, 800, "0.38%")]
    [InlineData(2, 2, "100.00%")]
    public void Rounding_is_half_away_from_zero_and_only_when_shown(int done, int task, string shown)
    {
        _rows.Done(done);
        _rows.Task(District, task);
        var value = Completion.Evaluate(_rows, Scope);
        Assert.Equal(done / (decimal)task, value.Number);
        Assert.Equal(shown, Completion.Shown(value));
    }

    [Fact]
    public void A_split_says_the_same_task_once_more_and_a_draft_says_nothing_yet()
    {
        var task = Training.Figure("training.task");
        _rows.Task(District, 100);
        _rows.Task(District, 40, source: "区级");
        _rows.Task(Town, 90);
        _rows.Task(District, 7, draft: true, source: "市级");
        Assert.Equal(new FigureValue(140, Records: 2), task.Evaluate(_rows, Scope));
        Assert.Equal(90, task.Evaluate(_rows, Scope with { Region = Town }).Number);
        Assert.Null(task.Evaluate(_rows, Scope with { Region = Village }).Number);
    }

    [Fact]
    public void Where_only_towns_have_a_task_the_districts_is_their_sum()
    {
        _rows.Task(Town, 90);
        _rows.Task("340699002", 11);
        Assert.Equal(101, Training.Figure("training.task").Evaluate(_rows, Scope).Number);
    }

    [Fact]
    public void A_task_in_another_unit_is_no_denominator_but_its_money_counts()
    {
        _rows.Task(District, 30, unit: Unit.PersonTime);
        Assert.Null(Training.Figure("training.task").Evaluate(_rows, Scope).Number);
        Assert.Equal(500m, Training.Figure("training.funds").Evaluate(_rows, Scope).Number);
    }

    [Fact]
    public void One_person_twice_is_one_person_and_two_person_times()
    {
        var person = _rows.Done(1);
        _rows.Done(person);
        Assert.Equal(1, Training.Figure("training.persons").Evaluate(_rows, Scope).Number);
        var times = Training.Figure("training.cases");
        Assert.Equal((2m, Unit.PersonTime), (times.Evaluate(_rows, Scope).Number, times.Unit));
    }

    [Fact]
    public void A_household_is_one_however_many_ask_and_who_has_none_stands_alone()
    {
        var figure = Catalogue.FindFigure("home_modification.households")!;
        var household = new Household { Number = "1", RegionCode = Village };
        _rows.Done(_rows.Person(household), "home_modification", household.Id);
        _rows.Done(_rows.Person(household), "home_modification", household.Id);
        _rows.Done(_rows.Person(null), "home_modification", null);
        _rows.Done(_rows.Person(null), "home_modification", null);
        Assert.Equal(new FigureValue(3, Records: 4), figure.Evaluate(_rows, Scope));
    }

    [Fact]
    public void What_happened_later_is_not_seen_and_a_case_done_later_was_still_open()
    {
        _rows.Done(2, on: new DateOnly(2023, 6, 10));
        _rows.Done(1, on: new DateOnly(2023, 7, 10));
        var june = Scope with { AsOf = new DateOnly(2023, 6, 30) };
        Assert.Equal(2, Training.Figure("training.persons").Evaluate(_rows, june).Number);
        Assert.Equal(1, Training.Figure("training.open").Evaluate(_rows, june).Number);
        Assert.Equal(0, Training.Figure("training.open").Evaluate(_rows, Scope).Number);
    }

    [Fact]
    public void A_year_is_asked_month_by_month_up_to_today()
    {
        Assert.Equal(["01-31", "02-28", "03-05"], FigureScope.Of(2023, District, new DateOnly(2023, 3, 5)).MonthByMonth().Select(s => s.AsOf.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(FigureScope.Of(2024, District, new DateOnly(2023, 3, 5)).MonthByMonth());
        Assert.Equal(new DateOnly(2024, 2, 29), FigureScope.Of(2024, District, new DateOnly(2026, 1, 1), month: 2).AsOf);
    }

    [Fact]
    public void Only_money_cases_and_persons_counted_once_are_added_over_programmes() =>
        Assert.Equal([Unit.Yuan, Unit.Yuan, Unit.Piece, Unit.Piece, Unit.Person], OverallFigures.Of(Catalogue.Programmes).Select(f => f.Unit));

    [Theory]
    [InlineData(525000, "52.5万元")]
    [InlineData(10000, "1万元")]
    [InlineData(9999.5, "9,999.5元")]
    [InlineData(82513.37, "8.251337万元")]
    public void Money_is_shown_to_the_fen(double yuan, string shown) =>
        Assert.Equal(shown, Training.Figure("training.amount").Shown(new FigureValue((decimal)yuan)));

    private sealed class Rows : IRecords
    {
        private readonly List<CaseFile> _cases = [];
        private readonly List<Target> _targets = [];
        private int _serial;

        public IQueryable<Person> Persons => _cases.Select(c => c.Person!).AsQueryable();
        public IQueryable<CaseFile> Cases => _cases.AsQueryable();
        public IQueryable<FollowUp> FollowUps => Enumerable.Empty<FollowUp>().AsQueryable();
        public IQueryable<Batch> Batches => Enumerable.Empty<Batch>().AsQueryable();
        public IQueryable<Target> Targets => _targets.AsQueryable();
        public IQueryable<Domain.Organisations.Organisation> Organisations => Enumerable.Empty<Domain.Organisations.Organisation>().AsQueryable();
        public IQueryable<PolicySetting> Policies => Enumerable.Empty<PolicySetting>().AsQueryable();

        public Person Person(Household? household)
        {
            var person = SmallDistrict.NewPerson(_serial++, Village, new DateOnly(1980, 1, 1));
            (person.Household, person.HouseholdId) = (household, household?.Id);
            return person;
        }

        public Person Done(int persons, DateOnly? on = null)
        {
            Person last = null!;
            for (var i = 0; i < persons; i++)
            {
                Done(last = Person(null), on: on);
            }
            return last;
        }

        public void Done(Person person, string programme = "training", Guid? household = null, DateOnly? on = null)
        {
            var file = new CaseFile
            {
                Number = $"{_cases.Count}",
                Programme = programme,
                Year = 2023,
                PersonId = person.Id,
                Person = person,
                SubjectName = person.Name,
                HouseholdId = household,
                RegionCode = Village,
                AppliedOn = new DateOnly(2023, 1, 5),
            };
            var day = on ?? new DateOnly(2023, 5, 1);
            file.PlaceAsRecorded(Catalogue.Of(programme).Flow.Stages.First(s => s.Kind == StageKind.Done), day, null, day, "导入", Actor.System, default);
            _cases.Add(file);
        }

        public void Task(string region, decimal amount, Unit unit = Unit.Person, bool draft = false, string source = "省级") => _targets.Add(new Target
        {
            Year = 2023,
            Programme = "training",
            RegionCode = region,
            Amount = amount,
            Unit = unit,
            Draft = draft,
            FundingSource = source,
            FundsFen = 50_000,
        });
    }
}

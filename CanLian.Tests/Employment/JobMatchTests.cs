using CanLian.Domain.Employment;
using CanLian.Domain.People;
using Xunit;

namespace CanLian.Tests.Employment;

/// <summary>What rules a match out, and what each part of the score is worth.</summary>
public sealed class JobMatchTests
{
    private const string Home = "340699003007";
    private static readonly DateOnly Today = new(2023, 12, 29);

    [Fact]
    public void A_perfect_match_has_a_hundred_points_and_says_why()
    {
        var match = JobMatch.Of(Wish(), Vacancy(), Today);
        Assert.Empty(match.Barriers);
        Assert.Equal(100, match.Score);
        Assert.Equal(100, match.Parts.Sum(p => p.Most));
        Assert.Equal(["工种相同", "就在本村（社区）", "薪资够", "时间合适", "不要求技能", "不需要另外支持"], match.Parts.Select(p => p.Words.ToString()));
        Assert.True(match.Suggested);
    }

    [Theory]
    [InlineData("手工加工", 40)]
    [InlineData("缝纫", 20)]
    [InlineData("客服", 0)]
    [InlineData("其他", 0)]
    public void The_trade_counts_most(string trade, int points) => Assert.Equal(points, JobMatch.Of(Wish(), Vacancy(v => v.Trade = trade), Today).Parts[0].Points);

    [Theory]
    [InlineData(Home, 20)]
    [InlineData("340699003008", 15)]
    [InlineData("340699003", 15)]
    [InlineData("340699004001", 8)]
    [InlineData("340699", 8)]
    [InlineData("340600001001", 0)]
    public void Distance_is_measured_on_the_tree_of_regions(string place, int points) =>
        Assert.Equal(points, JobMatch.Of(Wish(), Vacancy(v => v.RegionCode = place), Today).Parts[1].Points);

    [Fact]
    public void Pay_hours_skills_and_support_give_the_rest()
    {
        Assert.Equal(0, Parts(Wish(w => w.PayFen = 300_000), Vacancy(v => v.PayToFen = 299_900))[2]);
        Assert.Equal(15, Parts(Wish(w => w.PayFen = null), Vacancy(v => v.PayToFen = 100))[2]);
        Assert.Equal(0, Parts(Wish(), Vacancy(v => v.Time = WorkTime.HalfDay))[3]);
        Assert.Equal((10, 5, 0), (
            Parts(Wish(w => w.Skills = ["打字", "驾照"]), Vacancy(v => v.Skills = ["打字"]))[4],
            Parts(Wish(w => w.Skills = ["打字"]), Vacancy(v => v.Skills = ["打字", "驾照"]))[4],
            Parts(Wish(), Vacancy(v => v.Skills = ["打字"]))[4]));
        Assert.Equal(0, Parts(Wish(w => w.Needs = [WorkSupport.SignLanguage]), Vacancy(v => v.Offers = [WorkSupport.Transport]))[5]);
        Assert.Equal(5, Parts(Wish(w => w.Needs = [WorkSupport.SignLanguage]), Vacancy(v => v.Offers = [WorkSupport.SignLanguage]))[5]);
    }

    [Fact]
    public void Each_hard_rule_rules_out_by_itself_whatever_the_score()
    {
        Assert.Equal("求职意愿已失效", Barrier(Wish(w => w.RefreshedOn = new(2023, 6, 1)), Vacancy()));
        Assert.Equal("岗位关闭", Barrier(Wish(), Vacancy(v => v.Deadline = new(2023, 12, 28))));
        Assert.Equal("岗位已满", Barrier(Wish(), Vacancy(v => v.Hires.Add(new Hire { On = Today }))));
        Assert.Equal("年龄 60 岁，须 16–59 岁", Barrier(Wish(birth: new(1963, 5, 1)), Vacancy()));
        Assert.Equal("想要居家，岗位是按比例", Barrier(Wish(w => w.Kind = WorkKind.AtHome), Vacancy()));
        Assert.Equal("岗位要夜班，本人不能", Barrier(Wish(w => w.Cannot = [WorkAbility.Nights]), Vacancy(v => v.Requires = [WorkAbility.Nights, WorkAbility.Standing])));
        Assert.Equal("岗位不在本镇（街道），超出范围", Barrier(Wish(w => w.Reach = Reach.Town), Vacancy(v => v.RegionCode = "340699004001")));
        Assert.False(JobMatch.Of(Wish(w => w.Reach = Reach.Town), Vacancy(v => v.RegionCode = "340699004001"), Today).Suggested);
    }

    [Fact]
    public void Work_at_home_is_never_too_far()
    {
        var match = JobMatch.Of(
            Wish(w => (w.Kind, w.Time, w.Reach) = (WorkKind.AtHome, WorkTime.AtHome, Reach.Village)),
            Vacancy(v => (v.Kind, v.Time, v.RegionCode) = (WorkKind.AtHome, WorkTime.AtHome, "340699004001")), Today);
        Assert.Empty(match.Barriers);
        Assert.Equal("在家做", match.Parts[1].Words.ToString());
    }

    [Theory]
    [InlineData(WorkKind.Quota, WorkKind.Concentrated, true)]
    [InlineData(WorkKind.Supported, WorkKind.Quota, false)]
    [InlineData(WorkKind.Startup, WorkKind.Startup, false)]
    public void Kinds_fit_where_the_work_is_the_same(WorkKind wanted, WorkKind offered, bool fits) => Assert.Equal(fits, JobMatch.Fits(wanted, offered));

    [Fact]
    public void Fifty_nine_points_are_not_suggested()
    {
        var match = JobMatch.Of(Wish(w => (w.PayFen, w.Skills) = (900_000, [])), Vacancy(v => (v.Skills, v.RegionCode, v.Time) = (["打字"], "340699004001", WorkTime.HalfDay)), Today);
        Assert.Empty(match.Barriers);
        Assert.Equal((53, false), (match.Score, match.Suggested));
    }

    [Fact]
    public void An_employer_learns_nothing_of_the_disability()
    {
        string[] known = ["Name", "Sex", "Age", "Village", "Trade", "Time", "Skills", "Can", "Cannot", "Needs"];
        Assert.Equal(known.Order(), typeof(EmployerSheet).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract").Order());
        var sheet = EmployerSheet.Of(Wish(w => w.Cannot = [WorkAbility.Nights]).Person!, Wish(w => w.Cannot = [WorkAbility.Nights]), "南石楼村", Today);
        Assert.DoesNotContain(WorkAbility.Nights, sheet.Can);
        Assert.Equal([WorkAbility.Nights], sheet.Cannot);
    }

    private static string Barrier(JobWish wish, Vacancy vacancy) => Assert.Single(JobMatch.Of(wish, vacancy, Today).Barriers).ToString();

    private static int[] Parts(JobWish wish, Vacancy vacancy) => [.. JobMatch.Of(wish, vacancy, Today).Parts.Select(p => p.Points)];

    private static JobWish Wish(Action<JobWish>? change = null, DateOnly? birth = null)
    {
        var wish = new JobWish
        {
            Person = new Person { Name = "雷金海", IdNumber = default, RegionCode = Home, BirthDate = birth ?? new(1985, 4, 17) },
            Kind = WorkKind.Quota,
            Trade = "手工加工",
            PayFen = 200_000,
            Place = Home,
            Reach = Reach.District,
            From = new(2023, 1, 5),
            RefreshedOn = new(2023, 11, 1),
        };
        change?.Invoke(wish);
        return wish;
    }

    private static Vacancy Vacancy(Action<Vacancy>? change = null)
    {
        var vacancy = new Vacancy
        {
            Employer = "阳光工坊",
            Title = "组装工",
            Kind = WorkKind.Quota,
            Trade = "手工加工",
            RegionCode = Home,
            PayFromFen = 200_000,
            PayToFen = 260_000,
            From = new(2023, 10, 1),
            Deadline = new(2024, 1, 31),
        };
        change?.Invoke(vacancy);
        return vacancy;
    }
}

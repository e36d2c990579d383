using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Employment;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Tests.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Employment;

/// <summary>A wish, a vacancy, a referral and what came of it: at the desks, in the figures, and for those who may not see it.</summary>
public class EmploymentDeskTests : IDisposable
{
    private readonly Town _town = new();
    private readonly JobWishDesk _wishes;
    private readonly VacancyDesk _vacancies;
    private readonly ReferralDesk _referrals;
    private readonly EmploymentQueries _queries;
    private readonly Person _person;

    public EmploymentDeskTests()
    {
        (_wishes, _vacancies) = (new(_town.Database.Factory, _town.Database.Clock), new(_town.Database.Factory, _town.Database.Clock));
        (_referrals, _queries) = (new(_town.Database.Factory, _town.Database.Clock), new(_town.Database.Factory, _town.Database.Clock));
        _person = _town.Add("雷金海", new(1985, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Three), dress: p => p.Employment = EmploymentState.Unemployed);
    }

    [Fact]
    public async Task A_person_has_one_open_wish_and_every_mistake_comes_back_at_once()
    {
        var wrong = await _wishes.SaveAsync(Town.Worker, _person.Id, new JobWish { Place = "1", PayFen = -5 });
        Assert.Equal(["wish-PayFen", "wish-Place", "wish-Trade"], wrong.Outcome.Reasons.Select(r => r.Anchor!).Order());
        var (outcome, id) = await _wishes.SaveAsync(Town.Worker, _person.Id, Wish);
        Assert.Empty(outcome.Reasons);
        Assert.Equal("雷金海已有一份求职意愿，改那一份", Assert.Single((await _wishes.SaveAsync(Town.Worker, _person.Id, Wish)).Outcome.Reasons).Sentence.ToString());
        var edit = (await _queries.ForPersonAsync(Town.Worker, _person.Id))!.Wish!;
        edit.Trade = "缝纫";
        Assert.Empty((await _wishes.SaveAsync(Town.Worker, _person.Id, edit)).Outcome.Reasons);
        Assert.Equal("您打开以后，别人改过这份意愿。请重新打开再改", Assert.Single((await _wishes.SaveAsync(Town.Worker, _person.Id, edit)).Outcome.Reasons).Sentence.ToString());
        Assert.Empty((await _wishes.CloseAsync(Town.Worker, id!.Value)).Reasons);
        Assert.Empty((await _wishes.SaveAsync(Town.Worker, _person.Id, Wish)).Outcome.Reasons);
    }

    [Fact]
    public async Task Another_village_neither_sees_nor_changes_the_wish_and_a_move_takes_it_along()
    {
        var (_, id) = await _wishes.SaveAsync(Town.Worker, _person.Id, Wish);
        Assert.Empty((await _queries.WishesAsync(Town.OtherWorker, new JobFilter())).Rows);
        Assert.Null(await _queries.WishAsync(Town.OtherWorker, id!.Value));
        Assert.False((await _wishes.CloseAsync(Town.OtherWorker, id.Value)).Succeeded);
        Assert.False((await _wishes.SaveAsync(Town.OtherWorker, _person.Id, Wish)).Outcome.Succeeded);
        await using (var db = _town.Database.Open(Town.OtherWorker))
        {
            db.Add(new JobWish { PersonId = _person.Id, Trade = "缝纫" });
            await Assert.ThrowsAsync<OutsideScopeException>(() => db.SaveChangesAsync());
        }
        await using (var db = _town.Open())
        {
            (await db.Persons.Include(p => p.Certificates).SingleAsync(p => p.Id == _person.Id)).RegionCode = Town.Xiahao;
            await db.SaveChangesAsync();
        }
        Assert.Single((await _queries.WishesAsync(Town.OtherWorker, new JobFilter())).Rows);
        Assert.Empty((await _queries.WishesAsync(Town.Worker, new JobFilter())).Rows);
    }

    [Fact]
    public async Task A_referral_needs_consent_and_only_proof_makes_somebody_employed()
    {
        var (wish, vacancy) = await PrepareAsync();
        Assert.Equal("招聘岗位由镇（街道）和区残联经办登记", Assert.Single((await _vacancies.SaveAsync(Town.Worker, Vacancy)).Outcome.Reasons).Sentence.ToString());
        Assert.False((await _referrals.ReferAsync(Town.Worker, wish, vacancy)).Succeeded);
        Assert.Equal(JobWish.Consented, Assert.Single((await _referrals.ReferAsync(Town.TownOfficer, wish, vacancy)).Reasons).Anchor);
        await ConsentAsync();
        Assert.Empty((await _referrals.ReferAsync(Town.TownOfficer, wish, vacancy)).Reasons);
        Assert.Equal("已经向这个岗位推荐过", Assert.Single((await _referrals.ReferAsync(Town.TownOfficer, wish, vacancy)).Reasons).Sentence.ToString());
        var referral = Assert.Single((await _queries.VacancyAsync(Town.TownOfficer, vacancy))!.Referrals);
        Assert.Empty((await _queries.VacancyAsync(Town.OtherWorker, vacancy))!.Referrals);
        Assert.Null(await _queries.SheetAsync(Town.OtherWorker, referral.Id));

        var said = new ReferralOutcome { Result = ReferralResult.NotHired, On = Town.Today };
        Assert.Equal("result-Reason", Assert.Single((await _referrals.ConcludeAsync(Town.TownOfficer, referral.Id, said)).Reasons).Anchor);
        said.Result = ReferralResult.Hired;
        Assert.Empty((await _referrals.ConcludeAsync(Town.TownOfficer, referral.Id, said)).Reasons);
        Assert.Equal((EmploymentState.Unemployed, WishState.Referred), await StandingAsync(wish));
        said.Proof = EmploymentProof.Contract;
        Assert.Empty((await _referrals.ConcludeAsync(Town.TownOfficer, referral.Id, said)).Reasons);
        Assert.Equal((EmploymentState.Employed, WishState.Placed), await StandingAsync(wish));
        Assert.Equal(1, (await _queries.VacancyAsync(Town.Officer, vacancy))!.Vacancy.PostsOn(Town.Today));
        Assert.Equal("已经就业，结果不再改", Assert.Single((await _referrals.ConcludeAsync(Town.TownOfficer, referral.Id, said)).Reasons).Sentence.ToString());
    }

    [Fact]
    public async Task The_figures_follow_the_records_and_say_the_same_in_lists_and_in_SQL()
    {
        await PrepareAsync();
        await using var db = _town.Open();
        var scope = new FigureScope(2023, "340699", Town.Today);
        Assert.Equal(["1人", "1个", "2个", "0人", "-1个"], JobFigures.All.Select(f => f.Shown(f.Evaluate(db, scope))));
        Assert.All(JobFigures.All, f => Assert.Equal(f.Evaluate(db, scope).Records, f.Rows(db, scope).Count()));
        var lists = new Lists(await db.JobWishes.Include(w => w.Person).ToListAsync(), await db.Vacancies.Include(v => v.Hires).ToListAsync());
        Assert.All(JobFigures.All, f => Assert.Equal(f.Evaluate(lists, scope), f.Evaluate(db, scope)));
        Assert.Equal(new TradeGap("手工加工", 1, 2), Assert.Single(JobFigures.ByTrade(db, scope)));
        Assert.Equal(0, Catalogue.FindFigure("jobs.wishes_open")!.Evaluate(db, scope with { Region = "340699004" }).Number);
        Assert.Equal(0, Catalogue.FindFigure("jobs.vacancy_posts")!.Evaluate(db, scope with { AsOf = new(2023, 11, 30) }).Number);
    }

    [Fact]
    public async Task A_wish_nobody_asked_about_for_half_a_year_lapses_until_somebody_asks()
    {
        var (_, id) = await _wishes.SaveAsync(Town.Worker, _person.Id, Wish);
        _town.Database.Clock.Pinned = new(2024, 6, 29);
        Assert.Equal(WishState.Lapsed, (await _queries.WishAsync(Town.Worker, id!.Value))!.Wish.StateOn(new(2024, 6, 29)));
        Assert.Empty((await _queries.WishesAsync(Town.Worker, new JobFilter())).Rows);
        Assert.Empty((await _wishes.ConfirmAsync(Town.Worker, id.Value)).Reasons);
        Assert.Single((await _queries.WishesAsync(Town.Worker, new JobFilter())).Rows);
    }

    public void Dispose() => _town.Dispose();

    private static JobWish Wish => new() { Kind = WorkKind.Quota, Trade = "手工加工", Place = Town.Nanshilou, PayFen = 200_000, Cannot = [WorkAbility.Lifting] };

    private static Vacancy Vacancy => new()
    {
        Employer = "阳光工坊",
        Title = "组装工",
        Posts = 2,
        Kind = WorkKind.Quota,
        Trade = "手工加工",
        RegionCode = Town.Xiahao,
        PayFromFen = 200_000,
        PayToFen = 260_000,
        Deadline = new(2024, 1, 31),
    };

    private async Task<(Guid Wish, Guid Vacancy)> PrepareAsync()
    {
        var (_, wish) = await _wishes.SaveAsync(Town.Worker, _person.Id, Wish);
        var (outcome, vacancy) = await _vacancies.SaveAsync(Town.TownOfficer, Vacancy);
        Assert.Empty(outcome.Reasons);
        return (wish!.Value, vacancy!.Value);
    }

    private async Task ConsentAsync()
    {
        await using var db = _town.Open();
        var person = await db.Persons.Include(p => p.Consents).Include(p => p.Certificates).SingleAsync(p => p.Id == _person.Id);
        db.Add(new Consent { PersonId = person.Id, Purpose = ConsentEntry.ToEmployers, SignedOn = new(2023, 12, 1), Way = "书面签字", SignedBy = person.Name });
        await db.SaveChangesAsync();
    }

    private async Task<(EmploymentState?, WishState)> StandingAsync(Guid wish)
    {
        await using var db = _town.Open();
        var stored = await db.JobWishes.Include(w => w.Person).Include(w => w.Referrals).SingleAsync(w => w.Id == wish);
        return (stored.Person!.Employment, stored.StateOn(Town.Today));
    }

    private sealed class Lists(IReadOnlyList<JobWish> wishes, IReadOnlyList<Vacancy> vacancies) : IRecords
    {
        public IQueryable<Person> Persons => Enumerable.Empty<Person>().AsQueryable();
        public IQueryable<Domain.Cases.CaseFile> Cases => Enumerable.Empty<Domain.Cases.CaseFile>().AsQueryable();
        public IQueryable<Domain.Cases.FollowUp> FollowUps => Enumerable.Empty<Domain.Cases.FollowUp>().AsQueryable();
        public IQueryable<Domain.Cases.Batch> Batches => Enumerable.Empty<Domain.Cases.Batch>().AsQueryable();
        public IQueryable<Domain.Plans.Target> Targets => Enumerable.Empty<Domain.Plans.Target>().AsQueryable();
        public IQueryable<Domain.Organisations.Organisation> Organisations => Enumerable.Empty<Domain.Organisations.Organisation>().AsQueryable();
        public IQueryable<Domain.Plans.PolicySetting> Policies => Enumerable.Empty<Domain.Plans.PolicySetting>().AsQueryable();

        public IQueryable<T> Of<T>() where T : class => wishes.Cast<object>().Concat(vacancies).OfType<T>().AsQueryable();
    }
}

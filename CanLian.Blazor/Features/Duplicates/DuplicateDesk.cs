using System.Reflection;
using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Duplicates;

/// <summary>Decides about two persons who may be one (疑似重复): merges them with everything that was done for either, or declares them different for good.</summary>
public sealed class DuplicateDesk(CanLianDbFactory databases, OfficeClock clock)
{
    private static readonly Outcome _closed = Outcome.Refused("疑似重复由区残联经办和分管领导核对");
    private static readonly Outcome _decided = Outcome.Refused("这一对已经有人核对过了");
    private const string Overtaken = "就在刚才，别人动了其中一个人的档案，这次没有合并。打开最新的再看";

    /// <summary>Declares two persons different: they are not asked about again.</summary>
    public async Task<Outcome> KeepApartAsync(Actor actor, Guid id, string reason)
    {
        await using var db = databases.Open(actor);
        if (!Access.Allows(actor.Role, Access.Imports))
        {
            return _closed;
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Outcome.Refused(new Reason(new Text("写下凭什么说不是同一个人"), "duplicate-reason"));
        }
        if (await db.Suspicions.SingleOrDefaultAsync(s => s.Id == id && s.State == SuspicionState.Open) is not { } pair)
        {
            return _decided;
        }
        Decide(pair, actor, SuspicionState.Different, reason);
        return await db.SaveOrRefuseAsync("这一对已经有人核对过了");
    }

    /// <summary>Makes one person of two. The file that stays gets every case and record of the other, and what it lacks itself.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="id">The pair.</param>
    /// <param name="keep">Whose file and ID number stay.</param>
    /// <param name="reason">Why they are one.</param>
    public async Task<Outcome> MergeAsync(Actor actor, Guid id, Guid keep, string reason)
    {
        await using var db = databases.Open(actor);
        if (!Access.Allows(actor.Role, Access.Imports))
        {
            return _closed;
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Outcome.Refused(new Reason(new Text("写下凭什么说是同一个人"), "duplicate-reason"));
        }
        await using var write = await db.BeginWriteAsync();
        var pair = await db.Suspicions.SingleOrDefaultAsync(s => s.Id == id && s.State == SuspicionState.Open);
        if (pair is null || (keep != pair.FirstId && keep != pair.SecondId))
        {
            return _decided;
        }
        var (stays, goes) = (await WholeAsync(db, keep), await WholeAsync(db, keep == pair.FirstId ? pair.SecondId : pair.FirstId));
        if (stays is null || goes is null)
        {
            return Outcome.Refused("名册里找不到其中一个人，刷新看看");
        }
        var title = $"并入{stays.Name}（{stays.IdNumber.Masked}）的档案，原身份证号 {goes.IdNumber.Masked}：{reason.Trim()}";
        foreach (var file in await db.Cases.IgnoreQueryFilters().Include(c => c.Events).Where(c => c.PersonId == goes.Id).ToListAsync())
        {
            file.AddRemark(title, actor, clock.UtcNow, clock.Today);
            db.Add(file.Events[^1]);
        }
        FillIn(stays, goes);
        await SettleSurveysAsync(db, stays.Id, goes.Id);
        await MoveAsync(db, stays, goes);
        await SettlePairsAsync(db, pair, stays.Id, goes.Id);
        Decide(pair, actor, SuspicionState.Merged, reason);
        db.Entry(stays).Property(p => p.Version).IsModified = true;
        var outcome = await db.SaveOrRefuseAsync(Overtaken);
        if (!outcome.Succeeded)
        {
            return outcome;
        }
        db.Remove(goes);
        outcome = await db.SaveOrRefuseAsync(Overtaken);
        if (outcome.Succeeded)
        {
            await write.CommitAsync();
        }
        return outcome;
    }

    private void Decide(Suspicion pair, Actor actor, SuspicionState state, string reason) =>
        (pair.State, pair.DecidedBy, pair.DecidedAt, pair.Reason) = (state, actor.Name, clock.UtcNow, reason.Trim());

    private static Task<Person?> WholeAsync(CanLianDb db, Guid id) => db.Persons.Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances)
        .Include(p => p.Consents).Include(p => p.Needs).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id);

    private static void FillIn(Person stays, Person goes)
    {
        stays.Phone ??= goes.Phone;
        stays.Address = stays.Address.Length > 0 ? stays.Address : goes.Address;
        stays.HouseholdId ??= goes.HouseholdId;
        stays.RelationToHead ??= goes.RelationToHead;
        stays.Employment ??= goes.Employment;
        stays.EmploymentWish ??= goes.EmploymentWish;
        stays.PublicEmployee |= goes.PublicEmployee;
        stays.Guardian ??= goes.Guardian is { } g ? new Guardian { Name = g.Name, Relation = g.Relation, Phone = g.Phone, IdNumber = g.IdNumber } : null;
        stays.Account ??= goes.Account is { } a ? new BankAccount { Bank = a.Bank, Number = a.Number, Holder = a.Holder, HolderRelation = a.HolderRelation } : null;
        stays.Diagnosis ??= goes.Diagnosis is { } d ? new Diagnosis { Kind = d.Kind, Hospital = d.Hospital, On = d.On } : null;
        if (stays.Certificate is not null)
        {
            goes.Certificates.ForEach(c => c.Current = false);
        }
    }

    // One survey asks one person once: of two answers the one that was given stays.
    private static async Task SettleSurveysAsync(CanLianDb db, Guid stays, Guid goes)
    {
        var entries = await db.SurveyEntries.IgnoreQueryFilters().Where(e => e.PersonId == stays || e.PersonId == goes).ToListAsync();
        foreach (var twice in entries.GroupBy(e => e.SurveyId).Where(g => g.Count() > 1))
        {
            db.Remove(twice.OrderBy(e => e.Way is not null).ThenBy(e => e.PersonId == stays).First());
        }
    }

    // Whatever the model says refers to a person, so that a new kind of record is not forgotten.
    private static async Task MoveAsync(CanLianDb db, Person stays, Person goes)
    {
        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsOwned()))
        {
            foreach (var reference in type.GetForeignKeys().Where(f => f.PrincipalEntityType.ClrType == typeof(Person) && f.Properties.Count == 1))
            {
                await (Task)typeof(DuplicateDesk).GetMethod(nameof(MoveOfAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.ClrType)
                    .Invoke(null, [db, reference.Properties[0].Name, goes.Id, stays.Id])!;
            }
        }
        foreach (var look in await db.Disclosures.Where(d => d.PersonId == goes.Id).ToListAsync())
        {
            db.Entry(look).Property(d => d.PersonId).CurrentValue = stays.Id;
        }
    }

    private static async Task MoveOfAsync<T>(CanLianDb db, string reference, Guid from, Guid to) where T : class
    {
        foreach (var record in await db.Set<T>().IgnoreQueryFilters().Where(e => EF.Property<Guid?>(e, reference) == from).ToListAsync())
        {
            if (db.Entry(record).State != EntityState.Deleted)
            {
                db.Entry(record).Property(reference).CurrentValue = to;
            }
        }
    }

    private static async Task SettlePairsAsync(CanLianDb db, Suspicion pair, Guid stays, Guid goes)
    {
        foreach (var other in await db.Suspicions.IgnoreQueryFilters()
            .Where(s => s.Id != pair.Id && s.State == SuspicionState.Open && (s.FirstId == goes || s.SecondId == goes)).ToListAsync())
        {
            var third = other.FirstId == goes ? other.SecondId : other.FirstId;
            if (third == stays || await db.Suspicions.IgnoreQueryFilters().AnyAsync(s =>
                s.Id != other.Id && ((s.FirstId == stays && s.SecondId == third) || (s.FirstId == third && s.SecondId == stays))))
            {
                db.Remove(other);
            }
            else
            {
                db.Entry(other).Property(other.FirstId == goes ? nameof(Suspicion.FirstId) : nameof(Suspicion.SecondId)).CurrentValue = stays;
            }
        }
    }
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Duplicates;

/// <summary>One pair in the queue (疑似重复).</summary>
public sealed record PairLine(Guid Id, string Name, string Shared, string FirstPlace, string SecondPlace, SuspicionState State, string? DecidedBy, DateTime? DecidedAt);

/// <summary>A case in the comparison.</summary>
public sealed record TwinCase(Guid Id, string Number, string Programme, string State);

/// <summary>One of two persons as they stand side by side. Rows are what can be compared, under the same labels.</summary>
public sealed record Twin(Guid Id, string Name, string Number, IReadOnlyList<(string Label, string Value)> Rows, IReadOnlyList<TwinCase> Cases);

/// <summary>Two persons side by side (并排比较).</summary>
public sealed record PairView(Guid Id, string Shared, SuspicionState State, string? DecidedBy, string? Reason, Twin? First, Twin? Second);

/// <summary>Reads pairs of persons who may be one.</summary>
public sealed class DuplicateQueries(CanLianDbFactory databases)
{
    public const int PageSize = 20;

    public async Task<(IReadOnlyList<PairLine> Pairs, int Total)> PairsAsync(Actor actor, bool open, int page)
    {
        await using var db = databases.Open(actor);
        var may = Access.Allows(actor.Role, Access.Imports);
        var pairs = db.Suspicions.AsNoTracking().Where(s => may && (s.State == SuspicionState.Open) == open);
        var some = await pairs.OrderByDescending(s => s.FoundAt).ThenBy(s => s.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        return (
            some.ConvertAll(s => new PairLine(
                s.Id, s.Name, s.Shared, names.GetValueOrDefault(s.FirstRegion, ""), names.GetValueOrDefault(s.SecondRegion, ""), s.State, s.DecidedBy, s.DecidedAt)),
            await pairs.CountAsync());
    }

    public async Task<PairView?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (!Access.Allows(actor.Role, Access.Imports) || await db.Suspicions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id) is not { } pair)
        {
            return null;
        }
        return new PairView(pair.Id, pair.Shared, pair.State, pair.DecidedBy, pair.Reason, await TwinAsync(db, pair.FirstId), await TwinAsync(db, pair.SecondId));
    }

    private static async Task<Twin?> TwinAsync(CanLianDb db, Guid id)
    {
        var person = await db.Persons.AsNoTracking().Include(p => p.Certificates).Include(p => p.Household).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id);
        if (person is null)
        {
            return null;
        }
        var place = await db.Regions.Where(r => r.Code == person.RegionCode).Select(r => r.Name).FirstOrDefaultAsync() ?? "";
        var cases = await db.Cases.AsNoTracking().Where(c => c.PersonId == id).OrderByDescending(c => c.AppliedOn).ToListAsync();
        return new Twin(
            person.Id, person.Name, person.IdNumber.Masked,
            [
                ("身份证号", person.IdNumber.Masked), ("出生日期", person.BirthDate.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("性别", person.Sex.Label()),
                ("残疾人证", person.Certificate is { } card ? $"{card.Number.Masked} {card.Description}" : ""), ("村（社区）", place), ("地址", person.Address),
                ("手机", person.Phone is { } phone ? Mask.Phone(phone) : ""), ("户编号", person.Household?.Number ?? ""), ("监护人", person.Guardian?.Name ?? ""),
                ("收款账户", person.Account is { } account ? $"{account.Bank} {Mask.Account(account.Number)}" : ""),
            ],
            cases.ConvertAll(c => new TwinCase(c.Id, c.Number, Catalogue.Of(c.Programme).Name, c.StageKind.Label())));
    }
}

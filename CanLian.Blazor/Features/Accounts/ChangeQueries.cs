using System.Globalization;
using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>What is asked of the trail (查询条件): by whom, of what kind, on which days.</summary>
public sealed record TrailFilter(string? Who, string? Entity, DateOnly? From, DateOnly? To, int Page);

/// <summary>One field before and after (改前改后).</summary>
public sealed record FieldChange(string Label, string? Before, string? After);

/// <summary>One entry of the trail (操作记录行). The subject is who or what it was about; the address is empty where there is no page.</summary>
public sealed record TrailRow(DateTime At, string Who, string Entity, string Action, string? Subject, string? Href, IReadOnlyList<FieldChange> Changes);

/// <summary>One page of the trail, and how many entries there are in all (操作记录).</summary>
public sealed record Trail(IReadOnlyList<TrailRow> Rows, int Total);

/// <summary>
/// Reads the trail (操作记录查询): the auditor all of it, the administrator what concerns accounts and settings, nobody else anything.
/// </summary>
public sealed class ChangeQueries(CanLianDbFactory databases)
{
    public const int PageSize = 20;

    private static readonly string[] _administration = ["Account", "Demonstration", "PolicySetting", "Region", "Setting", "Target", "Tariff"];

    /// <summary>Which kinds of record somebody may follow.</summary>
    public static IEnumerable<string> EntitiesFor(Actor actor) => SeesAll(actor) ? ChangeWords.Entities : _administration;

    /// <summary>Whether somebody may read who looked at numbers and took data out.</summary>
    public static bool SeesDisclosures(Actor actor) => SeesAll(actor);

    public async Task<Trail> ChangesAsync(Actor actor, TrailFilter filter, int size = PageSize)
    {
        await using var db = databases.Open(actor);
        var (may, all) = (Access.Allows(actor.Role, Access.ReadsTrail), SeesAll(actor));
        var scope = RegionRange.Of(actor.Region);
        var (low, high) = (scope.Low, scope.High);
        var entries = db.ChangeLog.AsNoTracking().Where(e => may && (all || _administration.Contains(e.Entity))
            && (e.RegionCode == "" || (string.Compare(e.RegionCode, low) >= 0 && string.Compare(e.RegionCode, high) <= 0)));
        if (filter.Who?.Trim() is { Length: > 0 } who)
        {
            entries = entries.Where(e => e.ActorName.Contains(who) || e.ActorId == who || (e.Entity == nameof(Account) && e.EntityId == who));
        }

        if (filter.Entity is { Length: > 0 } entity)
        {
            entries = entries.Where(e => e.Entity == entity);
        }

        var (from, to) = Days(filter);
        entries = entries.Where(e => e.At >= from && e.At < to);
        var page = await entries.OrderByDescending(e => e.Id).Skip((filter.Page - 1) * size).Take(size).ToListAsync();
        var names = await NamesAsync(db, page);
        return new Trail([.. page.Select(e => Row(e, names))], await entries.CountAsync());
    }

    public async Task<Trail> DisclosuresAsync(Actor actor, TrailFilter filter, int size = PageSize)
    {
        if (!SeesDisclosures(actor))
        {
            return new Trail([], 0);
        }

        await using var db = databases.Open(actor);
        var (from, to) = Days(filter);
        var looks = db.Disclosures.AsNoTracking().Where(d => d.At >= from && d.At < to);
        if (filter.Who?.Trim() is { Length: > 0 } who)
        {
            looks = looks.Where(d => d.ActorName.Contains(who) || d.ActorId == who);
        }

        var page = await looks.OrderByDescending(d => d.Id).Skip((filter.Page - 1) * size).Take(size).ToListAsync();
        var ids = page.Select(d => d.PersonId).OfType<Guid>().Distinct().ToList();
        var names = await db.Persons.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        return new Trail(
            [.. page.Select(d => new TrailRow(
                d.At, d.ActorName, d.What, d.Reason, d.PersonId is { } id ? names.GetValueOrDefault(id) : null,
                d.PersonId is { } person && names.ContainsKey(person) ? $"people/{person}" : null, []))],
            await looks.CountAsync());
    }

    private static bool SeesAll(Actor actor) => actor.Role == Role.Auditor;

    private static (DateTime From, DateTime To) Days(TrailFilter filter) => (
        filter.From is { } from ? OfficeClock.ToUtc(from.ToDateTime(TimeOnly.MinValue)) : DateTime.UnixEpoch,
        filter.To is { } to ? OfficeClock.ToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue)) : DateTime.SpecifyKind(DateTime.MaxValue.Date, DateTimeKind.Utc));

    // Names come through the reader's own context: what lies outside the reader's scope keeps its number alone.
    private static async Task<Dictionary<string, string>> NamesAsync(CanLianDb db, List<ChangeLogEntry> entries)
    {
        List<Guid> Ids(string entity) => [.. entries.Where(e => e.Entity == entity).Select(e => Guid.TryParse(e.EntityId, out var id) ? id : default).Distinct()];
        var (persons, cases, accounts) = (Ids(nameof(Person)), Ids(nameof(CaseFile)), entries.Where(e => e.Entity == nameof(Account)).Select(e => e.EntityId).Distinct().ToList());
        var names = new Dictionary<string, string>();
        foreach (var person in await db.Persons.Where(p => persons.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync())
        {
            names[person.Id.ToString()] = person.Name;
        }

        foreach (var file in await db.Cases.Where(c => cases.Contains(c.Id)).Select(c => new { c.Id, c.Number, c.SubjectName }).ToListAsync())
        {
            names[file.Id.ToString()] = $"{file.SubjectName} {file.Number}";
        }

        foreach (var account in await db.Users.Where(a => accounts.Contains(a.Id)).Select(a => new { a.Id, a.DisplayName }).ToListAsync())
        {
            names[account.Id] = account.DisplayName;
        }

        return names;
    }

    private static TrailRow Row(ChangeLogEntry entry, Dictionary<string, string> names)
    {
        var name = names.GetValueOrDefault(entry.EntityId);
        var href = (entry.Entity, name) switch
        {
            (nameof(Person), { }) => $"people/{entry.EntityId}",
            (nameof(CaseFile), { }) => $"case/{entry.EntityId}",
            _ => null,
        };
        var changes = JsonSerializer.Deserialize<Dictionary<string, string?[]>>(entry.Changes) ?? [];
        return new TrailRow(
            entry.At, entry.ActorName, ChangeWords.Entity(entry.Entity), entry.Action, name ?? Subject(entry), href,
            [.. changes.SelectMany(c => Fields(entry.Entity, c.Key, c.Value.ElementAtOrDefault(0), c.Value.ElementAtOrDefault(1)))
                .Where(change => change.Before != change.After)]);
    }

    // A number that only the database knows tells a reader nothing.
    private static string? Subject(ChangeLogEntry entry) => entry.Entity == nameof(Setting) ? ChangeWords.Setting(entry.EntityId)
        : Guid.TryParse(entry.EntityId, out _) ? null : entry.EntityId;

    private static IEnumerable<FieldChange> Fields(string entity, string property, string? before, string? after)
    {
        if (entity != nameof(CaseFile) || property != nameof(CaseFile.Form))
        {
            return [new FieldChange(ChangeWords.Property(entity, property), Shown(property, before), Shown(property, after))];
        }

        var (old, now) = (Parts(before), Parts(after));
        return old.Keys.Union(now.Keys).Where(key => old.GetValueOrDefault(key) != now.GetValueOrDefault(key))
            .Select(key => new FieldChange(ChangeWords.FormField(key), old.GetValueOrDefault(key), now.GetValueOrDefault(key)));
    }

    private static Dictionary<string, string> Parts(string? form) => form is null
        ? []
        : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(form)!.ToDictionary(part => part.Key, part => Said(part.Value));

    // A person whom the form names.
    private static string Said(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.Deserialize<PersonReference>() is { Name: { } } person ? person.ToString() : value.ToString();

    private static string? Shown(string property, string? value) => value switch
    {
        null or "" or "[]" or "{}" => null,
        "true" => "是",
        "false" => "否",
        _ when property.EndsWith("Fen", StringComparison.Ordinal) && long.TryParse(value, CultureInfo.InvariantCulture, out var fen) => new Money(fen).InYuan(),
        _ => value,
    };
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using CanLian.Domain.Employment;
using CanLian.Domain.Exchange;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CanLian.Blazor.Data;

/// <summary>Turns what is about to be saved into change log entries: who, when, what, before and after.</summary>
internal static class ChangeLogWriter
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Derived or bookkeeping records: they follow from changes that are logged.
    private static readonly HashSet<Type> Unlogged =
    [
        typeof(ChangeLogEntry), typeof(Disclosure), typeof(ExportRecord), typeof(SearchKey), typeof(Draft), typeof(CaseCounter), typeof(JobRun), typeof(ProtectionKey),
        typeof(ClosedFigure), typeof(ClosedRecord), typeof(ImportRecord), typeof(ImportRow), typeof(ImportTrace), typeof(HiddenRange),
        typeof(Tally), typeof(DueTally), typeof(TargetTally), typeof(TallyAhead), typeof(VillageCell), typeof(VillageStamp),
    ];

    // Secrets, and what Identity keeps for itself: sign-ins leave entries of their own.
    private static readonly HashSet<string> Unshown =
    [
        "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "AccessFailedCount", "LockoutEnd", "LockoutEnabled", "LastSignInAt", "NormalizedUserName",
        "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled",
    ];

    public static List<ChangeLogEntry> EntriesFor(CanLianDb db, Actor actor, DateTime now) =>
        [.. db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !Unlogged.Contains(e.Metadata.ClrType))
            .Select(e => (Entry: e, Changes: Changes(e, db.Ring)))
            .Where(x => x.Changes.Count > 0)
            .Select(x => new ChangeLogEntry
            {
                At = now,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Entity = x.Entry.Metadata.ClrType.Name,
                EntityId = Key(x.Entry),
                Action = x.Entry.State switch { EntityState.Added => ChangeLogEntry.Added, EntityState.Deleted => "删除", _ => "修改" },
                RegionCode = RegionOf(x.Entry.Entity),
                Changes = JsonSerializer.Serialize(x.Changes, Json),
            })];

    private static Dictionary<string, string?[]> Changes(EntityEntry entry, KeyRing ring) =>
        entry.Properties
            .Where(p => !p.Metadata.IsPrimaryKey() && p.Metadata.Name != Versions.Property && !Unshown.Contains(p.Metadata.Name))
            .Where(p => entry.State != EntityState.Modified || (p.IsModified && !p.Metadata.GetValueComparer().Equals(p.OriginalValue, p.CurrentValue)))
            .Where(p => SealedColumn.BehindProperty(p.Metadata)?.HashProperty != p.Metadata.Name)
            .Select(p => (SealedColumn.BehindProperty(p.Metadata)?.Property ?? p.Metadata.Name, Values: new[]
            {
                entry.State == EntityState.Added ? null : Shown(p, p.OriginalValue, ring),
                entry.State == EntityState.Deleted ? null : Shown(p, p.CurrentValue, ring),
            }))
            .Where(p => p.Values[0] != p.Values[1] || entry.State == EntityState.Modified)
            .ToDictionary(p => p.Item1, p => p.Values);

    private static string? Shown(PropertyEntry property, object? value, KeyRing ring) => value switch
    {
        null => null,
        byte[] cell when SealedColumn.BehindProperty(property.Metadata) is { } column =>
            cell.Length == 0 ? null : column.Mask(ring.OpenText(column.Name, SealedColumn.RowOf(property.EntityEntry), cell)),
        string form when property.EntityEntry.Entity is CaseFile file && property.Metadata.Name == nameof(CaseFile.Form) => Mask.Within(SealedForms.Masked(file.Programme, form)),
        Enum word => word.Label(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => OfficeClock.ToLocal(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        string text => Mask.Within(text),
        System.Collections.IList { Count: > 0 } words when words[0] is Enum => string.Join('、', words.Cast<Enum>().Select(w => w.Label())),
        _ => JsonSerializer.Serialize(value, Json),
    };

    private static string Key(EntityEntry entry) =>
        string.Join(',', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p).CurrentValue));

    private static string RegionOf(object entity) => entity switch
    {
        Person person => person.RegionCode,
        Household household => household.RegionCode,
        CaseFile file => file.RegionCode,
        PaymentBatch batch => batch.RegionCode,
        PaymentLine line => line.RegionCode,
        SurveyEntry entry => entry.RegionCode,
        SurveyCheck check => check.RegionCode,
        JobWish wish => wish.Person?.RegionCode ?? "",
        Vacancy vacancy => vacancy.RegionCode,
        Difference difference => difference.RegionCode,
        Clue clue => clue.RegionCode,
        OutreachTask task => task.RegionCode,
        Doubt doubt => doubt.RegionCode,
        Account account => account.RegionCode,
        _ => "",
    };
}

using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Plans;

/// <summary>Where rates and policy numbers are set (标准和政策数), each valid from a day. What held before keeps holding for the days before.</summary>
public sealed class RatesDesk(CanLianDbFactory databases)
{
    /// <summary>Adds or changes a rate. A new one ends an open one of the same kind on the day before.</summary>
    public async Task<Outcome> SaveAsync(Actor actor, TariffEdit edit)
    {
        if (Refusal(actor, new TariffValidator().Validate(edit)) is { } refusal)
        {
            return refusal;
        }
        if (Catalogue.Find(edit.Programme) is not { } programme || (edit.Kind.Length > 0 && !programme.Kinds.Contains(edit.Kind)))
        {
            return Outcome.Refused(new Reason(new Text("这个项目没有这个类别"), PlanDesk.FieldId(nameof(TariffEdit.Kind))));
        }
        await using var db = databases.Open(actor);
        var kind = edit.Kind.Length == 0 ? null : edit.Kind;
        var others = await db.Tariffs.Where(t => t.Programme == edit.Programme && t.Kind == kind && t.Id != edit.Id).ToListAsync();
        if (edit.Id is null && others.Find(t => t.To is null && t.From < edit.From) is { } open)
        {
            open.To = edit.From!.Value.AddDays(-1);
        }
        if (others.Find(t => !(t.To < edit.From) && !(edit.To < t.From)) is { } overlapping)
        {
            return Outcome.Refused(new Reason(new Text("和 {0} 起的一条重叠，请先改那一条的止期", Iso(overlapping.From)), PlanDesk.FieldId(nameof(TariffEdit.From))));
        }
        if (edit.Id is not { } id)
        {
            var added = new Tariff { Programme = edit.Programme };
            edit.WriteTo(added);
            db.Add(added);
        }
        else if (await db.Tariffs.SingleOrDefaultAsync(t => t.Id == id) is { } stored)
        {
            edit.WriteTo(stored);
            db.Entry(stored).Property(t => t.Version).OriginalValue = edit.Version;
        }
        else
        {
            return Outcome.Refused("这条标准已经被删掉了");
        }
        return await SavedAsync(db);
    }

    /// <summary>Takes a rate out; a case that was given it keeps its amount.</summary>
    public async Task<Outcome> DeleteTariffAsync(Actor actor, Guid id)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }
        await using var db = databases.Open(actor);
        db.RemoveRange(await db.Tariffs.Where(t => t.Id == id).ToListAsync());
        return await SavedAsync(db);
    }

    /// <summary>Sets a policy number from a day on; the one before ends the day before.</summary>
    public async Task<Outcome> SaveAsync(Actor actor, PolicyEdit edit)
    {
        if (Refusal(actor, new PolicyValidator().Validate(edit)) is { } refusal)
        {
            return refusal;
        }
        if (!Catalogue.Programmes.Any(p => p.Policies.Any(policy => $"{p.Code}.{policy.Name}" == edit.Key)))
        {
            return Outcome.Refused("没有这个政策数");
        }
        await using var db = databases.Open(actor);
        var from = edit.From!.Value;
        var settings = await db.PolicySettings.Where(s => s.Key == edit.Key).ToListAsync();
        var same = settings.Find(s => s.From == from);
        if (same is not null)
        {
            (same.Value, same.DocumentNumber) = (edit.Value!.Value, edit.DocumentNumber.Trim());
        }
        else
        {
            var before = settings.Where(s => s.From < from).MaxBy(s => s.From);
            var after = settings.Where(s => s.From > from).MinBy(s => s.From);
            if (before is not null && !(before.To < from))
            {
                before.To = from.AddDays(-1);
            }
            db.Add(new PolicySetting
            {
                Key = edit.Key,
                Value = edit.Value!.Value,
                From = from,
                To = after?.From.AddDays(-1),
                DocumentNumber = edit.DocumentNumber.Trim(),
            });
        }
        return await SavedAsync(db);
    }

    /// <summary>Takes a policy number out; the one before it, or the default, holds instead.</summary>
    public async Task<Outcome> DeletePolicyAsync(Actor actor, Guid id)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }
        await using var db = databases.Open(actor);
        if (await db.PolicySettings.SingleOrDefaultAsync(s => s.Id == id) is { } setting)
        {
            if (await db.PolicySettings.SingleOrDefaultAsync(s => s.Key == setting.Key && s.To == setting.From.AddDays(-1)) is { } before)
            {
                before.To = setting.To;
            }
            db.Remove(setting);
        }
        return await SavedAsync(db);
    }

    private static Outcome? Refusal(Actor actor, ValidationResult? found = null) =>
        !PlanDesk.MayEdit(actor) ? Outcome.Refused("标准和政策数由分管领导或管理员改")
        : found is { IsValid: false } ? Outcome.Refused(found.Errors.Select(e => new Reason((Text)e.CustomState, PlanDesk.FieldId(e.PropertyName))))
        : null;

    private static Task<Outcome> SavedAsync(CanLianDb db) =>
        db.SaveOrRefuseAsync("您打开以后，别人改过这一条。没有覆盖：请另开一页看现在的内容，再改这里要改的");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

using CanLian.Blazor.Files;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>Towns and villages (区划). An empty installation gets its district from the first six digits.</summary>
internal sealed class RegionSheet() : SheetKind("区划", 0)
{
    private static readonly RegionKind[] _kinds = [RegionKind.Town, RegionKind.Subdistrict, RegionKind.Village, RegionKind.Community];

    public override IReadOnlyList<Column> Columns { get; } = [new("代码", true), new("名称", true), new("类型")];

    public override string? KeyOf(Row row) => row.Key("代码");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var (code, name) = (HalfWidth.Compact(row.Text("代码")), row.Text("名称"));
        if (code.Length == 0)
        {
            return RowOutcome.Unchanged;
        }
        if (code.Length is not (Region.TownLength or Region.VillageLength) || !code.All(char.IsAsciiDigit))
        {
            row.Refuse("代码", new Text("镇（街道）代码是 9 位数字，村（社区）代码是 12 位数字"));
        }
        else if (run.DistrictCode.Length > 0 && !Region.Contains(run.DistrictCode, code))
        {
            row.Refuse("代码", new Text("代码不在本区（{0}）", run.DistrictCode));
        }
        var kind = row.OneOf("类型", [.. _kinds.Select(k => k.Label())]) is { } word ? Labels.Parse<RegionKind>(word)!.Value : Guess(code, name);
        if (kind is RegionKind.Town or RegionKind.Subdistrict != (code.Length == Region.TownLength))
        {
            row.Refuse("类型", new Text("类型和代码的位数对不上"));
        }
        if (row.Refusals.Count > 0)
        {
            return RowOutcome.Unchanged;
        }
        if (run.DistrictCode.Length == 0)
        {
            var district = new Region { Code = code[..Region.DistrictLength], Name = code[..Region.DistrictLength], Kind = RegionKind.District };
            run.Add(district);
        }
        if (!run.Regions.TryGetValue(code, out var region))
        {
            region = new Region { Code = code, Name = name, Kind = kind };
            run.Add(region);
            return RowOutcome.Added;
        }
        var changes = run.Changes;
        changes.Put("名称", region.Name, name, v => region.Name = v);
        changes.Put("类型", region.Kind, kind, v => region.Kind = v);
        return changes.Outcome;
    }

    private static RegionKind Guess(string code, string name) => code.Length == Region.TownLength
        ? name.EndsWith("街道", StringComparison.Ordinal) ? RegionKind.Subdistrict : RegionKind.Town
        : name.EndsWith("社区", StringComparison.Ordinal) ? RegionKind.Community : RegionKind.Village;
}

/// <summary>The tasks of the year (年度任务).</summary>
internal sealed class TargetSheet() : SheetKind("年度任务", 3)
{
    private Dictionary<string, Target> _targets = [];

    public override IReadOnlyList<Column> Columns { get; } =
        [new("年度", true), new("项目", true), new("区划代码"), new("任务数"), new("单位"), new("资金"), new("资金来源"), new("文号")];

    public override async Task PrepareAsync(ImportRun run) =>
        _targets = await run.Db.Targets.ToDictionaryAsync(t => Key(t.Year, t.Programme, t.RegionCode, t.FundingSource));

    public override string? KeyOf(Row row) => row.Key("项目", "年度", "区划代码", "资金来源");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var programme = ProgrammeNames.Of(row, "项目");
        var (year, place, source) = (row.Year(), run.PlaceOf(row), row.Text("资金来源"));
        var (amount, funds, unit) = (row.Quantity("任务数"), row.Yuan("资金"), row.OneOf<Unit>("单位"));
        if (row.Refusals.Count > 0 || programme is null || year is null)
        {
            return RowOutcome.Unchanged;
        }
        var changes = run.Changes;
        if (!_targets.TryGetValue(Key(year.Value, programme.Code, place, source), out var target))
        {
            target = new Target
            {
                Year = year.Value,
                Programme = programme.Code,
                RegionCode = place,
                FundingSource = source,
                Amount = amount ?? 0,
                FundsFen = funds?.Fen,
                Unit = unit ?? programme.MeasureFigure.Unit,
                DocumentNumber = row.Text("文号"),
            };
            _targets.Add(Key(year.Value, programme.Code, place, source), target);
            run.Db.Add(target);
            return RowOutcome.Added;
        }
        var before = TaskState.Of(target);
        changes.PutValue("任务数", target.Amount, amount, v => target.Amount = v);
        changes.PutValue("资金", target.FundsFen, funds?.Fen, v => target.FundsFen = v);
        changes.PutValue("单位", target.Unit, unit, v => target.Unit = v);
        changes.PutText("文号", target.DocumentNumber, row.TextOrNull("文号"), v => target.DocumentNumber = v);
        if (!target.Draft && TargetRevision.Of(before, TaskState.Of(target), target.DocumentNumber, run.File, run.Today, run.Actor) is { } revision)
        {
            run.Db.Add(revision);
        }
        return changes.Outcome;
    }

    private static string Key(int year, string programme, string place, string source) => $"{year}|{programme}|{place}|{source}";
}

/// <summary>Organisations and sites (机构站点).</summary>
internal sealed class OrganisationSheet() : SheetKind("机构站点", 1)
{
    private static readonly string[] _states = ["运行", "停办"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("名称", true), new("类型", true), new("区划代码"), new("地址"), new("开办日期"), new("建设性质"), new("状态"), new("负责人"), new("联系电话"),
    ];

    public override string? KeyOf(Row row) => row.Key("名称");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var (name, kind, place) = (row.Text("名称"), row.OneOf<OrganisationKind>("类型"), run.PlaceOf(row));
        var (opened, state, construction) = (row.Date("开办日期"), row.OneOf("状态", _states), row.OneOf<Construction>("建设性质"));
        if (row.Refusals.Count > 0 || kind is null)
        {
            return RowOutcome.Unchanged;
        }
        var changes = run.Changes;
        var isNew = !run.Organisations.TryGetValue(name, out var site);
        if (site is null)
        {
            site = new Organisation { Name = name, RegionCode = place, Kind = kind.Value };
            run.Organisations.Add(name, site);
            run.Db.Add(site);
        }
        changes.Put("类型", site.Kind, kind.Value, v => site.Kind = v);
        changes.Put("区划代码", site.RegionCode, row.Has("区划代码") && row.TextOrNull("区划代码") is not null ? place : site.RegionCode, v => site.RegionCode = v);
        changes.PutText("地址", site.Address, row.TextOrNull("地址"), v => site.Address = v);
        changes.PutValue("开办日期", site.OpenedOn, opened, v => site.OpenedOn = v);
        changes.PutValue("建设性质", site.Construction, construction, v => site.Construction = v);
        changes.PutValue<bool>("状态", site.Operating, state is null ? null : state == _states[0], v => site.Operating = v);
        changes.PutText("负责人", site.Contact, row.TextOrNull("负责人"), v => site.Contact = v);
        changes.PutText("联系电话", site.Phone, row.TextOrNull("联系电话"), v => site.Phone = v);
        return isNew ? RowOutcome.Added : changes.Outcome;
    }
}

/// <summary>Lots, classes and events (批次).</summary>
internal sealed class BatchSheet() : SheetKind("批次", 4)
{
    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("项目", true), new("批次名称", true), new("承办机构"), new("开始日期"), new("结束日期"), new("设计完成日期"), new("采购完成日期"), new("开工日期"),
        new("验收日期"), new("地点"), new("经费"),
    ];

    public override string? KeyOf(Row row) => row.Key("批次名称", "项目");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var programme = ProgrammeNames.Of(row, "项目");
        var (name, organisation, funds) = (row.Text("批次名称"), run.OrganisationOf(row, "承办机构", programme?.Spine.OrganisationKind ?? OrganisationKind.Other), row.Yuan("经费"));
        var (starts, ends, designed) = (row.Date("开始日期"), row.Date("结束日期"), row.Date("设计完成日期"));
        var (procured, started, accepted) = (row.Date("采购完成日期"), row.Date("开工日期"), row.Date("验收日期"));
        if (ends < starts)
        {
            row.Refuse("结束日期", new Text("结束日期早于开始日期"));
        }
        if (programme is not null && run.BatchesElsewhere.Contains((programme.Code, name)))
        {
            row.Refuse("批次名称", new Text("已经有叫“{0}”的了，换个名称", name));
        }
        if (row.Refusals.Count > 0 || programme is null)
        {
            return RowOutcome.Unchanged;
        }
        var isNew = !run.Batches.TryGetValue((programme.Code, name), out var batch);
        var changes = run.Changes;
        if (batch is null)
        {
            batch = new Batch
            {
                Programme = programme.Code,
                Name = name,
                RegionCode = run.DistrictCode,
                Year = (starts ?? designed ?? started ?? run.Today).Year,
                State = (ends ?? accepted) < run.Today ? BatchState.Ended : BatchState.Running,
            };
            run.Batches.Add((programme.Code, name), batch);
            run.Db.Add(batch);
        }
        changes.PutValue("承办机构", batch.OrganisationId, organisation?.Id, v => batch.OrganisationId = v);
        changes.PutValue("开始日期", batch.StartsOn, starts, v => batch.StartsOn = v);
        changes.PutValue("结束日期", batch.EndsOn, ends, v => batch.EndsOn = v);
        changes.PutValue("设计完成日期", batch.DesignedOn, designed, v => batch.DesignedOn = v);
        changes.PutValue("采购完成日期", batch.ProcuredOn, procured, v => batch.ProcuredOn = v);
        changes.PutValue("开工日期", batch.WorkStartedOn, started, v => batch.WorkStartedOn = v);
        changes.PutValue("验收日期", batch.AcceptedOn, accepted, v => batch.AcceptedOn = v);
        changes.PutText("地点", batch.Place, row.TextOrNull("地点"), v => batch.Place = v);
        changes.PutValue("经费", batch.FundsFen, funds?.Fen, v => batch.FundsFen = v);
        return isNew ? RowOutcome.Added : changes.Outcome;
    }
}

/// <summary>Programmes by the name that sheets and cells carry (项目名称).</summary>
internal static class ProgrammeNames
{
    private static readonly Dictionary<string, Programme> _byName = Catalogue.Programmes.ToDictionary(p => p.Name);

    public static Programme? Find(string name) => _byName.GetValueOrDefault(name);

    public static Programme? Of(Row row, string column)
    {
        if (row.TextOrNull(column) is not { } name)
        {
            return null;
        }
        if (_byName.TryGetValue(name, out var programme))
        {
            return programme;
        }
        row.Refuse(column, new Text("没有叫“{0}”的项目", name));
        return null;
    }
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;

namespace CanLian.Blazor.Features.Organisations;

/// <summary>Organisations and sites as a workbook (服务机构导出), as the import reads them.</summary>
internal sealed class OrganisationTakeout(OrganisationQueries queries, RegionQueries regions) : Takeout("organisations", Access.SeesOrganisations)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        OrganisationKind? kind = Enum.TryParse<OrganisationKind>(ask.Text("kind"), out var chosen) ? chosen : null;
        InspectionState? inspection = Enum.TryParse<InspectionState>(ask.Text("inspection"), out var state) ? state : null;
        var town = ask.Text("town");
        var list = await queries.ListAsync(ask.Actor, new OrganisationFilter(kind, town, inspection));
        var names = (await regions.TownsAsync(ask.Actor)).ToDictionary(r => r.Code, r => r.Name);
        var filter = string.Join("；", new[] { kind?.Label(), town is null ? null : names.GetValueOrDefault(town, town), inspection?.Label() }.OfType<string>());
        return new TakeoutSheet("服务机构", filter, Sheet.Of("机构站点", list.Rows)
            .Text("名称", r => r.Organisation.Name, 28).Text("类型", r => r.Organisation.Kind.Label()).Text("区划代码", r => r.Organisation.RegionCode)
            .Text("所在地", r => r.Place, 20).Text("地址", r => r.Organisation.Address, 28).Date("开办日期", r => r.Organisation.OpenedOn)
            .Text("建设性质", r => r.Organisation.Construction?.Label(), 10).Text("状态", r => r.Organisation.Operating ? "运行" : "停办", 8)
            .Text("负责人", r => r.Organisation.Contact, 10).Text("联系电话", r => r.Organisation.Phone)
            .Text("可收", r => string.Join('、', r.Organisation.Scope), 20).Date("协议开始", r => r.Organisation.ContractFrom).Date("协议到期", r => r.Organisation.ContractTo)
            .Whole("名额", r => r.Organisation.Capacity).Whole("今年安排", r => r.Placed));
    }
}

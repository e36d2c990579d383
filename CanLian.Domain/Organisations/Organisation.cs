using CanLian.Domain.Common;

namespace CanLian.Domain.Organisations;

/// <summary>What an organisation or site is (机构站点类型).</summary>
public enum OrganisationKind
{
    [Label("定点康复机构")] Rehabilitation,
    [Label("托养机构")] Care,
    [Label("培训机构")] Training,
    [Label("施工单位")] Contractor,
    [Label("就业基地")] EmploymentBase,
    [Label("辅助性就业基地")] SupportedEmployment,
    [Label("残疾人之家")] Home,
    [Label("残疾人工作站")] Station,
    [Label("其他")] Other,
}

/// <summary>How a site came about (建设性质).</summary>
public enum Construction
{
    [Label("新建")] New,
    [Label("改造提升")] Improved,
    [Label("已有")] Existing,
}

/// <summary>An institution, contractor, training body or site the federation works with (机构站点).</summary>
public class Organisation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public OrganisationKind Kind { get; set; }
    public required string RegionCode { get; set; }
    public string Address { get; set; } = "";
    public DateOnly? OpenedOn { get; set; }

    /// <summary>How a home, station or base came about; null where nobody says.</summary>
    public Construction? Construction { get; set; }
    public bool Operating { get; set; } = true;

    /// <summary>Kinds of cases it may serve, such as 听力; empty means every kind of its programmes.</summary>
    public List<string> Scope { get; set; } = [];

    /// <summary>Places it may fill in a year; null when nobody set a limit.</summary>
    public int? Capacity { get; set; }
    public DateOnly? ContractFrom { get; set; }
    public DateOnly? ContractTo { get; set; }
    public string? Contact { get; set; }
    public string? Phone { get; set; }

    /// <summary>Bank and account that the federation pays to; null where it pays nothing.</summary>
    public string? Bank { get; set; }
    [Sensitive] public string? AccountNumber { get; set; }
    public List<Inspection> Inspections { get; init; } = [];
    public long Version { get; set; }

    public bool HasContractOn(DateOnly day) => Operating && ContractFrom <= day && ContractTo >= day;
}

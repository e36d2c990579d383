namespace CanLian.Domain.Common;

/// <summary>What a signed-in person may do (角色). Where they may do it is <see cref="Actor.Region"/>.</summary>
public enum Role
{
    [Label("村（社区）专职委员")] VillageWorker,
    [Label("镇（街道）干事")] TownOfficer,
    [Label("区残联经办")] DistrictOfficer,
    [Label("分管领导")] Supervisor,
    [Label("财务")] Finance,
    [Label("交换员")] ExchangeClerk,
    [Label("审计")] Auditor,
    [Label("管理员")] Administrator,
}

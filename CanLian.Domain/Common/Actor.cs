namespace CanLian.Domain.Common;

/// <summary>
/// Who acts (经办人): passed in from the edge by whoever received the click, the job or the command, never looked up inside.
/// </summary>
/// <param name="Id">The account's identifier; "system" for jobs and commands.</param>
/// <param name="Name">The name that events and the change log keep.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Region">Statistical code prefix of the scope: 6 digits a district, 9 a town, 12 a village.</param>
/// <param name="Programmes">Programme codes a district officer handles; empty means all.</param>
public sealed record Actor(string Id, string Name, Role Role, string Region, IReadOnlySet<string> Programmes)
{
    /// <summary>The system itself: jobs and commands, for the whole district.</summary>
    public static Actor System { get; } = new("system", "系统", Role.Administrator, "", new HashSet<string>());

    public bool IsSystem => Id == System.Id;

    /// <summary>An administrator keeps accounts and settings and sees no person and no case.</summary>
    public bool SeesPersons => IsSystem || Role != Role.Administrator;

    /// <summary>Whether the role may change the register or a case at all; the steps say who may take which.</summary>
    public bool Writes => Role is Role.VillageWorker or Role.TownOfficer or Role.DistrictOfficer or Role.Supervisor or Role.Finance;

    /// <summary>How far the actor sees (可见范围): two with the same are shown the same records, whoever they are.</summary>
    public (Role Role, string Region, string Programmes) Sight => (Role, Region, string.Join(',', Programmes.Order(StringComparer.Ordinal)));

    public bool Handles(string programme) => Role != Role.DistrictOfficer || Programmes.Count == 0 || Programmes.Contains(programme);
}

using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Late;

namespace CanLian.Blazor.Features.Late;

/// <summary>Who has to see to what, and who is told when it stays undone (经办和上报的人): found among the accounts by role and place.</summary>
internal sealed class LateHands(IReadOnlyList<Account> accounts)
{
    private static readonly int[] _levels = [0, Region.DistrictLength, Region.TownLength, Region.VillageLength];
    private readonly Dictionary<string, Account> _byId = accounts.ToDictionary(a => a.Id);
    private readonly ILookup<(Role, string), Account> _byPlace = accounts.ToLookup(a => (a.Role, a.RegionCode));

    public Account? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Whose it is: the person named, else everybody whose turn it is at the place.</summary>
    public IReadOnlyList<Account> Of(LateKind kind, string region, string programme, string stage, string? assignee) => assignee is not null
        ? _byId.TryGetValue(assignee, out var named) ? [named] : []
        : Catalogue.Late.DoerOf(kind, programme, stage) is { } role ? [.. At(role, region).Where(a => LateWorker.Of(a.ToActor()).Handles(programme))] : [];

    /// <summary>To whom it has gone on; nobody while it is with whoever has to do it.</summary>
    public IReadOnlyList<Account> ToldOf(LateLevel level, string region) => level switch
    {
        LateLevel.Supervisor => At(Role.Supervisor, region),
        LateLevel.Town => At(Role.TownOfficer, region),
        _ => [],
    };

    private List<Account> At(Role role, string region) =>
        [.. _levels.Where(length => length <= region.Length).SelectMany(length => _byPlace[(role, region[..length])]).OrderBy(a => a.DisplayName, StringComparer.Ordinal)];
}

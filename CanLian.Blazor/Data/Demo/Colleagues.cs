using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Who took the steps of the demonstration's history (经办人): the sign-ins where there is one, else the worker of the village.</summary>
internal static class Colleagues
{
    private static readonly Dictionary<string, string> TownOfficers = new()
    {
        ["340699001"] = "张敏",
        ["340699002"] = "孟庆华",
        ["340699003"] = "陈建国",
        ["340699004"] = "吕文斌",
        ["340699005"] = "姜秀云",
    };

    private static readonly HashSet<string> AllProgrammes = [];

    public static Actor District { get; } = Named("李明", Role.DistrictOfficer, Places.District);
    public static Actor Supervisor { get; } = Named("周建平", Role.Supervisor, Places.District);
    public static Actor Finance { get; } = Named("赵丽", Role.Finance, Places.District);

    public static Actor Village(string region) => Named(Places.VillageOf(region).Worker, Role.VillageWorker, region);

    public static Actor Town(string region) => Named(TownOfficers[Region.TownOf(region)], Role.TownOfficer, Region.TownOf(region));

    /// <summary>Whoever takes a step: the first role its row names.</summary>
    public static Actor Taking(Step step, string region) => step.Who[0] switch
    {
        Role.VillageWorker => Village(region),
        Role.TownOfficer => Town(region),
        Role.Supervisor => Supervisor,
        Role.Finance => Finance,
        _ => District,
    };

    private static Actor Named(string name, Role role, string region) =>
        new("demo:" + region + ":" + role, name, role, region, AllProgrammes);
}

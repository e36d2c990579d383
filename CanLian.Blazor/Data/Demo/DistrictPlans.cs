using CanLian.Domain.Plans;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's tasks of one programme: the district's, and each town's share and what it has done by the end of the year.</summary>
internal sealed record YearPlan(string Programme, Unit Unit, int Task, long FundsYuan, string Document, int[] TaskOfTowns, int[] DoneOfTowns)
{
    public string Source { get; init; } = DistrictPlans.ProvincialFunds;
}

/// <summary>The tasks and rates of 2023 (年度任务、标准).</summary>
internal static class DistrictPlans
{
    public const string Medication = "medication";
    public const string ChildRehabilitation = "child_rehab";
    public const string HomeModification = "home_modification";
    public const string Training = "training";
    public const string Entrepreneurship = "entrepreneurship";
    public const string Greenhouse = "greenhouse";
    public const string HomeCare = "home_care";
    public const string BoardingCare = "boarding_care";
    public const string ProvincialFunds = "省级";
    public const string DistrictFunds = "区级";

    public static IReadOnlyList<YearPlan> Years { get; } =
    [
        new(Medication, Unit.Person, 520, 520_000, "皖残联〔2023〕20号", [80, 82, 145, 108, 105], [82, 83, 146, 109, 105]),
        new(ChildRehabilitation, Unit.Person, 140, 2_100_000, "皖残联〔2023〕27号", [22, 16, 40, 32, 30], [23, 17, 41, 33, 31]),
        new(HomeModification, Unit.Household, 652, 2_040_000, "皖残联〔2023〕36号", [89, 92, 179, 158, 134], [89, 92, 179, 158, 134]),
        new(Training, Unit.Person, 140, 56_000, "皖残联〔2023〕32号", [27, 16, 30, 41, 26], [27, 16, 30, 43, 26]),
        new(Entrepreneurship, Unit.Household, 20, 75_000, "皖残联〔2023〕33号", [4, 3, 5, 5, 3], [5, 3, 6, 5, 3]),
        new(Greenhouse, Unit.Household, 10, 100_000, "皖残联〔2023〕33号", [1, 0, 3, 4, 2], [1, 0, 3, 4, 2]),
        new(HomeCare, Unit.Person, 200, 552_000, "皖残联〔2023〕41号", [33, 30, 53, 46, 38], [33, 30, 53, 46, 38]),
        new(BoardingCare, Unit.Person, 27, 300_000, "皖残联〔2023〕41号", [4, 3, 8, 6, 6], [4, 3, 8, 6, 6]),
    ];

    public static YearPlan Of(string programme) => Years.First(p => p.Programme == programme);

    public static void Fill(DistrictRecords records)
    {
        foreach (var plan in Years)
        {
            Set(records, plan);
        }
        Rate(records, Medication, 1_000, 1_000, "人·年", "皖残联〔2023〕20号");
        Rate(records, ChildRehabilitation, 1_500, 16_000, "月", "皖残联〔2023〕27号");
        Rate(records, HomeModification, null, 6_000, "户", "皖残联〔2023〕36号");
        Rate(records, Training, 400, 400, "人·期", "皖残联〔2023〕32号");
        Rate(records, Entrepreneurship, null, 4_500, "户", "皖残联〔2023〕33号");
        Rate(records, Greenhouse, 10_000, 10_000, "户", "皖残联〔2023〕33号");
        Rate(records, "insurance_subsidy", 350, 350, "人·年", "X残联〔2023〕8号");
        Rate(records, "relief_visit", 470, 500, "户", "X残联〔2023〕21号");
        Rate(records, HomeCare, 230, 2_760, Tariff.PerMonth, "皖残联〔2023〕41号");
        Rate(records, BoardingCare, 1_000, 12_000, Tariff.PerMonth, "皖残联〔2023〕41号");
    }

    /// <summary>A programme's task, split among the towns. Programmes that came later set theirs with their cases, so that the people drawn before stay who they are.</summary>
    public static void Set(DistrictRecords records, YearPlan plan)
    {
        Add(records, plan, Places.District, plan.Task, plan.FundsYuan);
        var given = 0L;
        foreach (var (i, town) in Places.Towns.Index())
        {
            var last = i == Places.Towns.Count - 1;
            var share = last ? plan.FundsYuan - given : plan.FundsYuan * plan.TaskOfTowns[i] / plan.Task / 100 * 100;
            given += share;
            Add(records, plan, town.Code, plan.TaskOfTowns[i], share);
        }
    }

    public static void Rate(DistrictRecords records, string programme, long? yuan, long? cap, string per, string document, string? kind = null) => records.Tariffs.Add(new Tariff
    {
        Id = records.Chance.NextId(),
        Programme = programme,
        Kind = kind,
        From = new DateOnly(2022, 1, 1),
        AmountFen = yuan * 100,
        CapFen = cap * 100,
        Per = per,
        DocumentNumber = document,
    });

    private static void Add(DistrictRecords records, YearPlan plan, string region, int amount, long yuan) => records.Targets.Add(new Target
    {
        Id = records.Chance.NextId(),
        Year = DemonstrationDistrict.Year,
        Programme = plan.Programme,
        RegionCode = region,
        Amount = amount,
        Unit = plan.Unit,
        FundsFen = yuan * 100,
        FundingSource = plan.Source,
        DocumentNumber = plan.Document,
    });
}

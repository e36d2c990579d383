using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Employment;

/// <summary>Work that an employer offers (招聘岗位).</summary>
public class Vacancy
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Name of the employer (单位).</summary>
    public string Employer { get; set; } = "";
    public string Title { get; set; } = "";

    /// <summary>How many are looked for.</summary>
    public int Posts { get; set; } = 1;
    public WorkKind Kind { get; set; }
    public string Trade { get; set; } = "";

    /// <summary>Where the work is: a village, a town, or the district where it does not matter.</summary>
    public string RegionCode { get; set; } = "";
    public long PayFromFen { get; set; }
    public long PayToFen { get; set; }
    public WorkTime Time { get; set; }
    public string Education { get; set; } = "";
    public List<string> Skills { get; set; } = [];

    /// <summary>What the work cannot be done without.</summary>
    public List<WorkAbility> Requires { get; set; } = [];

    /// <summary>What the place of work offers (无障碍条件).</summary>
    public List<WorkSupport> Offers { get; set; } = [];
    public string Contact { get; set; } = "";
    [Sensitive] public string Phone { get; set; } = "";
    public DateOnly From { get; set; }
    public DateOnly Deadline { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public List<Hire> Hires { get; init; } = [];
    public long Version { get; set; }

    /// <summary>Posts still to be filled.</summary>
    public int PostsOn(DateOnly day) => Math.Max(0, Posts - Hires.Count(h => h.On <= day));

    public VacancyState StateOn(DateOnly day) =>
        PostsOn(day) == 0 ? VacancyState.Full : ClosedOn <= day || Deadline < day ? VacancyState.Closed : VacancyState.Open;
}

/// <summary>One post of a vacancy taken (录用名额): the day, and not by whom.</summary>
public class Hire
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid VacancyId { get; set; }
    public DateOnly On { get; set; }
}

/// <summary>Checks a vacancy before it is saved (招聘岗位校验).</summary>
public sealed class VacancyRules : EntryRules<Vacancy>
{
    private const int MostPosts = 500;
    private const int LongestName = 60;

    /// <param name="regions">Codes of the places there are.</param>
    /// <param name="today">An open vacancy ends on this day or later.</param>
    public VacancyRules(IReadOnlySet<string> regions, DateOnly today) : base("vacancy")
    {
        Check(v => v.Employer, v => v.Employer.Trim().Length is > 0 and <= LongestName ? null : new Text("写单位名称，最多 {0} 个字", LongestName));
        Check(v => v.Title, v => v.Title.Trim().Length is > 0 and <= LongestName ? null : new Text("写岗位名称，最多 {0} 个字", LongestName));
        Check(v => v.Posts, v => v.Posts is >= 1 and <= MostPosts && v.Posts >= v.Hires.Count
            ? null : new Text("人数写 1 到 {0}，不能少于已录用的 {1} 人", MostPosts, v.Hires.Count));
        Check(v => v.Kind, v => v.Kind is WorkKind.Startup or WorkKind.Training ? new Text("创业和培训不是岗位，选用工的形式") : null);
        Check(v => v.Trade, v => Employment.Trade.All.Contains(v.Trade) ? null : new Text("选工种"));
        Check(v => v.RegionCode, v => regions.Contains(v.RegionCode) ? null : new Text("选工作地点"));
        Check(v => v.PayToFen, v => v.PayFromFen > 0 && v.PayToFen >= v.PayFromFen ? null : new Text("写月薪，最高不能少于最低"));
        Check(v => v.Deadline, v => v.Deadline < v.From ? new Text("截止日期不能早于登记日期")
            : v.ClosedOn is null && v.Deadline < today ? new Text("截止日期已经过了，往后改，或把岗位关闭") : null);
        Check(v => v.Phone, v => HalfWidth.Compact(v.Phone) is { Length: > 0 } phone ? NumberChecks.PhoneProblem(phone) : null);
    }
}

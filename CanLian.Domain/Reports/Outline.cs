using CanLian.Domain.Programmes;

namespace CanLian.Domain.Reports;

/// <summary>A paragraph of the outline (段): its name, its wording until somebody gives it another, and when it has a place at all.</summary>
internal sealed record OutlineParagraph(string Key, string Wording)
{
    /// <summary>What must hold for a problem to be named; always, for everything else.</summary>
    public Func<YearFigures, bool> Stands { get; init; } = _ => true;
}

/// <summary>A chapter of the outline (章); one without a title is only paragraphs.</summary>
internal sealed record OutlineChapter(string Title, IReadOnlyList<OutlineParagraph> Paragraphs);

/// <summary>A part of the outline (部分).</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Chapters">Its chapters in order.</param>
/// <param name="Counted">Its paragraphs are numbered.</param>
internal sealed record OutlinePart(string Title, IReadOnlyList<OutlineChapter> Chapters, bool Counted = false);

/// <summary>
/// What the summary consists of (提纲). A programme's paragraph is its own; it comes in by the chapter the programme names, so the next programme
/// changes nothing here.
/// </summary>
internal static class Outline
{
    public const string Title = "{区}残联{年}年工作总结";

    /// <summary>Below this rate a task counts as missed.</summary>
    private const decimal Missed = 0.9m;

    /// <summary>Above this share the entitled who were not reached are a problem.</summary>
    private const decimal Unreached = 0.2m;

    /// <summary>Below this share of content people a service is a problem.</summary>
    private const decimal Content = 0.9m;

    public static OutlineParagraph Opening { get; } = new("opening",
        "今年以来，{区}残联在区委、区政府领导下，围绕残疾人最关心的救助、康复、就业、教育和照护，把政策送到户、把账记到人，各项工作有序推进。");

    public static IReadOnlyList<OutlinePart> Parts { get; } =
    [
        new("主要工作开展情况",
        [
            Chapter(1, "落实救助制度"),
            Chapter(2, "改善生活环境"),
            Chapter(3, "支持就业创业", new OutlineParagraph("employment_base", "新建或改造提升就业基地、辅助性就业基地{employment_base.sites}。")),
            Chapter(4, "落实教育资助"),
            Chapter(5, "巩固脱贫成果",
                new OutlineParagraph("exchange", "全年按时完成{exchange.on_time_months}数据交换，每期都在当月5日以前送到[，另有{exchange.late_months}迟交]。"),
                new OutlineParagraph("monitoring", "年末监测名单上有持证残疾人的家庭{monitoring.households}、持证残疾人{monitoring.persons}。其中享受低保或两项补贴{monitoring.allowance_persons}[，"
                    + "无障碍改造{monitoring.home_modification}][，创业就业扶持{monitoring.employment_support}][，医保缴费补贴{monitoring.insurance_subsidy}][，托养服务{monitoring.care}]["
                    + "，辅具适配{monitoring.devices}]，同一人（户）可能享受几项，各项不相加。联合有关单位走访慰问监测户[{relief_visit.households}]，送去慰问金{monitoring.visit_amount}。")),
            Chapter(6, "做好托养服务"),
            Chapter(7, "核查公职人员持证"),
            Chapter(8, "优化评残办证"),
            Chapter(9, "建设服务站点", new OutlineParagraph("sites", "新建残疾人之家{sites.new_homes}、残疾人工作站{sites.new_stations:个}。")),
            Chapter(10, "开展文化体育活动"),
            Chapter(11, "调查持证残疾人状况",
                new OutlineParagraph("survey_dates", "[{survey.planned_on}定下调查方案，][{survey.trained_on}培训调查骨干，]{survey.started_on}至{survey.ended_on}逐户调查，摸清住房、教育、就业、保障、医疗康复、无障碍和文体等方面的现状与需求。"),
                new OutlineParagraph("survey", "名册上持证残疾人{survey.holders}，入户调查{survey.home_visits}、电话调查{survey.phone}[，见面调查{survey.met}][，代答{survey.by_proxy}]，入户率{survey.home_visit_rate}。"
                    + "其中查无此人{survey.not_found}，已搬迁{survey.moved_away}，空挂户{survey.nominal_registration}，外出{survey.away}，注销{survey.cancelled}，迁移{survey.transferred}[，拒访{survey.refused}]。")),
            Chapter(12, "加强信息宣传",
                new OutlineParagraph("publicity", "在主流媒体刊发稿件{publicity.mainstream}，市残联网站刊发{publicity.city_site}，区政府信息平台刊发{publicity.district_platform}。")),
        ]),
        new("存在的主要问题", [new("", [.. Problems()])], Counted: true),
    ];

    private static OutlineChapter Chapter(int number, string title, params IReadOnlyList<OutlineParagraph> more) =>
        new(title, [.. Catalogue.Programmes.Where(p => p.Chapter == number && p.Paragraph.Length > 0).Select(p => new OutlineParagraph(p.Code, p.Paragraph)), .. more]);

    // A problem without a number is not named: each stands only while its figures say so.
    private static IEnumerable<OutlineParagraph> Problems()
    {
        yield return new("problem.jobs", "就业愿望和岗位还有差距。登记求职的残疾人{jobs.wishes_open}，在招名额{jobs.vacancy_posts}，还差{jobs.gap:个}[，当年推荐就业{jobs.placed}]，适合残疾人的岗位偏少。")
        {
            Stands = year => year.Number("jobs.gap") > 0,
        };
        yield return new("problem.sites", "服务站点还不均衡。[{sites.towns_without_home}镇（街道）没有残疾人之家，][{sites.villages_without_station}村（社区）没有残疾人工作站，]这些地方的残疾人就近参加活动、康复训练还有困难。")
        {
            Stands = year => year.Number("sites.towns_without_home") > 0 || year.Number("sites.villages_without_station") > 0,
        };
        foreach (var programme in Catalogue.Programmes)
        {
            yield return Behind(programme);
        }
        foreach (var programme in Catalogue.Programmes.Where(p => !p.DistrictOnly))
        {
            yield return NotReached(programme);
        }
        foreach (var programme in Catalogue.Programmes.Where(p => p.Figures.Any(f => f.Id == p.Code + ".satisfaction")))
        {
            yield return new($"problem.satisfaction.{programme.Code}", $"{programme.Name}的回访满意率只有{{{programme.Code}.satisfaction}}，服务质量要再提高。")
            {
                Stands = year => year.Number(programme.Code + ".satisfaction") < Content,
            };
        }
        yield return new("problem.exchange", "数据交换有{exchange.late_months}迟交，要把核对放到月初。") { Stands = year => year.Number("exchange.late_months") > 0 };
    }

    private static OutlineParagraph Behind(Programme programme) => new(
        $"problem.behind.{programme.Code}",
        $"{programme.Name}没有完成年度任务，任务{{{programme.Code}.task}}，完成{{{programme.MeasureFigure.Id}}}，完成率{{{programme.Code}.completion}}。")
    {
        Stands = year => year.Number(programme.Code + ".completion") < Missed,
    };

    private static OutlineParagraph NotReached(Programme programme) => new(
        $"problem.unreached.{programme.Code}",
        $"{programme.Name}还没有覆盖到每一个人，按条件核对名册，符合条件的{{{programme.Code}.eligible}}，还没有办的{{{programme.Code}.unserved}}。")
    {
        Stands = year => year.Number(programme.Code + ".task") > 0
            && year.Number(programme.Code + ".unserved") > Unreached * year.Number(programme.Code + ".eligible"),
    };
}

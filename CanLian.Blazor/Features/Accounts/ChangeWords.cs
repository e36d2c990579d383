using CanLian.Domain;
using CanLian.Domain.Cases;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>The Chinese terms of what the change log names by its place in the program (操作记录用语).</summary>
public static partial class ChangeWords
{
    private static readonly Dictionary<string, string> _entities = new()
    {
        ["Account"] = "账号",
        ["Allowance"] = "补贴待遇",
        ["Article"] = "宣传稿件",
        ["Attachment"] = "附件",
        ["BankAccount"] = "收款账户",
        ["Batch"] = "批次",
        ["Difference"] = "差异",
        ["Doubt"] = "疑点",
        ["OutreachTask"] = "补漏任务",
        ["ReceivedList"] = "收到的名单",
        ["CaseEvent"] = "案件经过",
        ["CaseFile"] = "案件",
        ["Certificate"] = "残疾人证",
        ["Clue"] = "预警线索",
        ["Consent"] = "知情同意",
        ["DeliveryAttempt"] = "送达记录",
        ["Demonstration"] = "演示数据",
        ["Diagnosis"] = "诊断",
        ["ExchangePackage"] = "数据交换包",
        ["FollowUp"] = "回访",
        ["Guardian"] = "监护人",
        ["Hardship"] = "困难身份",
        ["Hold"] = "暂缓",
        ["HomeVisit"] = "入户核实",
        ["Hire"] = "录用名额",
        ["Household"] = "家庭",
        ["ImportRecord"] = "导入",
        ["KnownHeader"] = "认列",
        ["Suspicion"] = "疑似重复",
        ["JobWish"] = "求职意愿",
        ["Notice"] = "公示",
        ["Objection"] = "异议",
        ["Inspection"] = "年度检查",
        ["Organisation"] = "服务机构",
        ["Payment"] = "发放",
        ["PaymentBatch"] = "发放批次",
        ["PaymentLine"] = "发放行",
        ["Person"] = "残疾人",
        ["PolicySetting"] = "政策口径",
        ["Recovery"] = "追回",
        ["Referral"] = "推荐",
        ["Region"] = "区划",
        ["RuleOverride"] = "特批",
        ["Setting"] = "设置",
        ["ShareAgreement"] = "共享协议",
        ["StatedNeed"] = "需求",
        ["Survey"] = "调查",
        ["SurveyEntry"] = "调查记录",
        ["RateNote"] = "完成率说明",
        ["Target"] = "任务",
        ["TargetRevision"] = "任务调整",
        ["Tariff"] = "标准",
        ["Vacancy"] = "招聘岗位",
        ["ParagraphWording"] = "总结文字",
        ["YearClosing"] = "关账",
        ["SurveyCheck"] = "质量抽查",
        ["SavedInquiry"] = "存下的查询",
    };

    private static readonly Dictionary<string, string> _settings = new()
    {
        [Data.Setting.DemonstrationDay] = "演示日",
        [Data.Setting.District] = "本区名称",
        [Data.Setting.FirstExchangeMonth] = "首个交换月份",
    };

    private static readonly Lazy<Dictionary<string, string>> _formFields = new(() => Catalogue.Programmes
        .SelectMany(p => FormSchema.Of(p.FormType)).DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Field.Label));

    /// <summary>Every kind of record, for the filter.</summary>
    public static IEnumerable<string> Entities => _entities.Keys;

    public static string Entity(string name) => _entities.GetValueOrDefault(name, name);

    public static string Setting(string key) => _settings.GetValueOrDefault(key, key);

    public static string Property(string entity, string name) => (entity, name) switch
    {
        ("Account", "Address") => "网络地址",
        ("SavedInquiry", "Address") => "条件",
        ("SavedInquiry", "Shared") => "大家都看得到",
        ("Person" or "Guardian" or "Suspicion", "Name") => "姓名",
        ("Certificate", "Number") => "残疾人证号",
        ("Certificate", "Kind") => "残疾类别",
        ("BankAccount", "Number") => "账号",
        _ => _properties.GetValueOrDefault(name) ?? _checkProperties.GetValueOrDefault(name) ?? _paymentProperties.GetValueOrDefault(name) ?? _doubtProperties.GetValueOrDefault(name, name),
    };

    /// <summary>The label of a field of a programme's form.</summary>
    public static string FormField(string name) => _formFields.Value.GetValueOrDefault(name, name);

    /// <summary>Whether the entity and every property of it that the log may name have their words; for the test that keeps this table whole.</summary>
    public static bool Knows(string entity, string property) => _entities.ContainsKey(entity) && (property == nameof(CaseFile.Form) || Property(entity, property) != property);
}

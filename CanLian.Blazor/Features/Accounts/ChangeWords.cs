using CanLian.Domain;
using CanLian.Domain.Cases;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>The Chinese terms of what the change log names by its place in the program (操作记录用语).</summary>
public static class ChangeWords
{
    private static readonly Dictionary<string, string> _entities = new()
    {
        ["Account"] = "账号", ["Allowance"] = "补贴待遇", ["Article"] = "宣传稿件", ["Attachment"] = "附件", ["BankAccount"] = "收款账户", ["Batch"] = "批次", ["CaseEvent"] = "案件经过",
        ["CaseFile"] = "案件", ["Certificate"] = "残疾人证", ["Consent"] = "知情同意", ["Demonstration"] = "演示数据", ["Diagnosis"] = "诊断",
        ["ExchangePackage"] = "数据交换包", ["FollowUp"] = "回访", ["Guardian"] = "监护人", ["Hardship"] = "困难身份", ["Hold"] = "暂缓", ["HomeVisit"] = "入户核实",
        ["Hire"] = "录用名额", ["Household"] = "家庭", ["JobWish"] = "求职意愿", ["Notice"] = "公示", ["Objection"] = "异议", ["Organisation"] = "服务机构", ["Payment"] = "发放", ["Person"] = "残疾人",
        ["PolicySetting"] = "政策口径", ["Referral"] = "推荐", ["Region"] = "区划", ["RuleOverride"] = "特批", ["Setting"] = "设置", ["StatedNeed"] = "需求", ["Survey"] = "调查", ["SurveyEntry"] = "调查记录", ["Target"] = "任务", ["Tariff"] = "标准", ["Vacancy"] = "招聘岗位",
        ["ParagraphWording"] = "总结文字", ["YearClosing"] = "关账",
    };

    private static readonly Dictionary<string, string> _properties = new()
    {
        ["ActorId"] = "经办账号", ["ActorName"] = "经办人", ["AcceptedOn"] = "验收日期", ["AddedAt"] = "上传时间", ["AddedBy"] = "上传人", ["Address"] = "地址",
        ["AgeFriendlyOn"] = "适老化改造日期", ["Amount"] = "数量", ["AmountFen"] = "金额", ["Answer"] = "答复", ["AnsweredOn"] = "答复日期", ["Answers"] = "回访问答",
        ["AppliedOn"] = "申请日期", ["AppliesSkills"] = "用上所学", ["ApprovedOn"] = "批准日期", ["AsOf"] = "数据截至", ["AssignedToId"] = "承办账号",
        ["AssignedToName"] = "承办人", ["At"] = "时间", ["AuditReport"] = "审计报告", ["Auditing"] = "审计单位", ["Bank"] = "开户行", ["BatchId"] = "批次",
        ["BirthDate"] = "出生日期", ["BuiltAt"] = "生成时间", ["BuiltBy"] = "生成人", ["BuiltOn"] = "生成日期", ["By"] = "经办", ["ById"] = "经办账号", ["ByName"] = "经办",
        ["CapFen"] = "封顶", ["Cannot"] = "不能做的", ["Capacity"] = "名额", ["Caption"] = "说明", ["CaseId"] = "案件", ["Changes"] = "变动数", ["Channel"] = "渠道", ["Author"] = "作者", ["Components"] = "多重残疾构成",
        ["ClosedOn"] = "关闭日期", ["ConfirmedBy"] = "确认人", ["Consented"] = "书面同意", ["Construction"] = "建设性质", ["Definition"] = "问卷", ["FrozenOn"] = "名册冻结日期", ["Investigator"] = "调查员", ["Contact"] = "联系人", ["Content"] = "内容", ["ContentType"] = "文件类型", ["ContractFrom"] = "协议起",
        ["ContractNumber"] = "合同编号", ["ContractTo"] = "协议止", ["Current"] = "现行", ["Deadline"] = "截止日期", ["Detail"] = "内容", ["DeceasedOn"] = "死亡日期", ["DesignedOn"] = "设计日期", ["Details"] = "步骤填报",
        ["DisabledAt"] = "停用时间", ["DisplayName"] = "姓名", ["DocumentNumber"] = "文号", ["DoneOn"] = "办结日期", ["Draft"] = "草案", ["DueOn"] = "办理期限",
        ["Education"] = "学历", ["Email"] = "邮箱", ["Employer"] = "单位", ["Employment"] = "就业状况", ["EmploymentWish"] = "就业意愿", ["EndedOn"] = "结束日期", ["EndsOn"] = "结束日期", ["Ethnicity"] = "民族",
        ["ExpiresOn"] = "有效期至", ["Failure"] = "退票原因", ["FileName"] = "文件名", ["Finding"] = "核实结论", ["FixBy"] = "整改期限", ["FixedOn"] = "整改完成",
        ["From"] = "起", ["FromStage"] = "原环节", ["FundingSource"] = "资金来源", ["FundsFen"] = "资金", ["Grade"] = "等级", ["HeadName"] = "户主",
        ["Holder"] = "开户人", ["HolderRelation"] = "开户人与本人关系", ["Hospital"] = "医院", ["Hours"] = "学时", ["HouseholdId"] = "家庭", ["Households"] = "户数",
        ["IdNumber"] = "身份证号", ["IssuedOn"] = "发证日期", ["Key"] = "名目", ["Kind"] = "类别", ["KindMask"] = "残疾类别", ["Link"] = "链接", ["List"] = "发放表", ["ListedOn"] = "列入日期", ["Measures"] = "帮扶数",
        ["Media"] = "媒体", ["Met"] = "见到谁", ["Month"] = "月份", ["MustChangePassword"] = "须换密码", ["Name"] = "名称", ["NamesSomebody"] = "写到具体的人", ["Note"] = "备注", ["Needs"] = "需要的支持", ["NoticeId"] = "公示", ["Number"] = "编号",
        ["NormalizedEmail"] = "邮箱", ["On"] = "日期", ["OneTimeUntil"] = "一次性密码有效至", ["OpenedBy"] = "发起人", ["OpenedOn"] = "开始日期", ["Offers"] = "无障碍条件", ["Operating"] = "在营",
        ["OrganisationId"] = "服务机构", ["PaidOn"] = "到账日期", ["PayFen"] = "期望月薪", ["PayFromFen"] = "月薪最低", ["PayToFen"] = "月薪最高", ["PlacedOn"] = "就业日期", ["Posts"] = "招聘人数", ["Proof"] = "就业证明", ["Outcome"] = "结果", ["Paper"] = "材料", ["PlannedOn"] = "方案日期", ["PublishedOn"] = "刊发日期", ["Respondent"] = "回答人", ["Payee"] = "收款人", ["Per"] = "计算单位", ["PersonId"] = "残疾人",
        ["Persons"] = "人数", ["Phone"] = "电话", ["PhoneNumber"] = "电话", ["Place"] = "地点", ["Problem"] = "问题", ["ProcuredOn"] = "采购日期", ["Programme"] = "项目",
        ["Programmes"] = "分管项目", ["PublicEmployee"] = "公职人员", ["Purpose"] = "用途", ["Quantity"] = "数量", ["Reach"] = "最远到", ["Reason"] = "原因", ["RecheckedBy"] = "复查人",
        ["RefreshedOn"] = "询问日期", ["RegionCode"] = "区划代码", ["Registration"] = "户口性质", ["Relation"] = "关系", ["RelationToHead"] = "与户主关系", ["Remark"] = "备注", ["Requires"] = "要能做到",
        ["ResponsibleUnit"] = "责任单位", ["Result"] = "结果", ["ResultOn"] = "结果日期", ["ReviewOn"] = "复核日期", ["Risk"] = "风险", ["Role"] = "角色", ["Rule"] = "条件", ["Safety"] = "住房安全",
        ["Satisfaction"] = "满意度", ["Score"] = "得分", ["Skills"] = "技能", ["Scope"] = "服务范围", ["SentBackReason"] = "退回原因", ["Sequence"] = "序号", ["Sex"] = "性别", ["Sha256"] = "文件指纹",
        ["Sheets"] = "各表行数", ["SignedBy"] = "签字人", ["SignedOn"] = "签字日期", ["Size"] = "大小", ["SortKey"] = "拼音", ["Source"] = "来源", ["Stage"] = "环节",
        ["StageKind"] = "办理状态", ["StageSince"] = "进入环节", ["StartedOn"] = "开始日期", ["StartsOn"] = "开始日期", ["SurveyId"] = "调查", ["TrainedOn"] = "培训日期", ["State"] = "状态", ["StateReason"] = "原因", ["StateSince"] = "状态起", ["StepCode"] = "步骤",
        ["SubjectName"] = "对象", ["Supervision"] = "监理单位", ["Teacher"] = "教师", ["Text"] = "文字", ["Time"] = "时间", ["Title"] = "标题", ["To"] = "止", ["Topic"] = "需求类别", ["ToStage"] = "新环节", ["Trade"] = "工种", ["Unit"] = "单位",
        ["Upheld"] = "异议成立", ["UserName"] = "账号", ["VacancyId"] = "招聘岗位", ["Value"] = "值", ["Voucher"] = "凭证号", ["Wanted"] = "需要", ["Way"] = "方式", ["WishId"] = "求职意愿", ["WorkStartedOn"] = "开工日期",
        ["WorkingDays"] = "工作日数", ["Year"] = "年度",
    };

    private static readonly Dictionary<string, string> _settings = new()
    {
        [Data.Setting.DemonstrationDay] = "演示日", [Data.Setting.District] = "本区名称", [Data.Setting.FirstExchangeMonth] = "首个交换月份",
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
        ("Person" or "Guardian", "Name") => "姓名",
        ("Certificate", "Number") => "残疾人证号",
        ("Certificate", "Kind") => "残疾类别",
        ("BankAccount", "Number") => "账号",
        _ => _properties.GetValueOrDefault(name, name),
    };

    /// <summary>The label of a field of a programme's form.</summary>
    public static string FormField(string name) => _formFields.Value.GetValueOrDefault(name, name);

    /// <summary>Whether the entity and every property of it that the log may name have their words; for the test that keeps this table whole.</summary>
    public static bool Knows(string entity, string property) => _entities.ContainsKey(entity) && (property == nameof(CaseFile.Form) || Property(entity, property) != property);
}

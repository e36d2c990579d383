using CanLian.Domain.Common;

namespace CanLian.Domain.Employment;

/// <summary>What sort of work is wanted or offered (就业形式).</summary>
public enum WorkKind
{
    [Label("按比例")] Quota,
    [Label("集中")] Concentrated,
    [Label("辅助性")] Supported,
    [Label("居家")] AtHome,
    [Label("公益岗")] PublicPost,
    [Label("创业")] Startup,
    [Label("培训")] Training,
}

/// <summary>Hours and place of the work (工作时间).</summary>
public enum WorkTime
{
    [Label("全日")] FullDay,
    [Label("半日")] HalfDay,
    [Label("居家")] AtHome,
}

/// <summary>What a job may ask of the body (岗位限制); a person says which of them they cannot do.</summary>
public enum WorkAbility
{
    [Label("站立")] Standing,
    [Label("负重")] Lifting,
    [Label("噪声")] Noise,
    [Label("夜班")] Nights,
    [Label("外出")] Travelling,
}

/// <summary>What somebody needs in order to work (需要的支持), or what a place of work offers.</summary>
public enum WorkSupport
{
    [Label("手语")] SignLanguage,
    [Label("接送")] Transport,
    [Label("改造")] Adaptation,
}

/// <summary>How far away the work may be (工作范围). Places have no coordinates: the tree of regions is the measure.</summary>
public enum Reach
{
    [Label("本村（社区）")] Village,
    [Label("本镇（街道）")] Town,
    [Label("本区")] District,
}

/// <summary>Who made the wish known (意愿来源).</summary>
public enum WishSource
{
    [Label("调查")] Survey,
    [Label("本人")] Person,
    [Label("村（社区）")] Village,
}

/// <summary>Where a wish stands on a day (意愿状态); it follows from its dates.</summary>
public enum WishState
{
    [Label("开放")] Open,
    [Label("已推荐")] Referred,
    [Label("已就业")] Placed,
    [Label("已失效")] Lapsed,
}

/// <summary>Where a vacancy stands on a day (岗位状态); it follows from its dates.</summary>
public enum VacancyState
{
    [Label("开放")] Open,
    [Label("已满")] Full,
    [Label("关闭")] Closed,
}

/// <summary>What came of a referral (推荐结果).</summary>
public enum ReferralResult
{
    [Label("已面试")] Interviewed,
    [Label("录用")] Hired,
    [Label("未录用")] NotHired,
    [Label("未去")] Absent,
}

/// <summary>What shows that somebody is at work (就业证明).</summary>
public enum EmploymentProof
{
    [Label("劳动合同")] Contract,
    [Label("用工单位证明")] EmployerStatement,
    [Label("工资流水")] Payroll,
    [Label("社保记录")] SocialInsurance,
}

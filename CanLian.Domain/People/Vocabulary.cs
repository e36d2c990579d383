using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>Kind of hardship a household or person is recognised for (困难身份); each is a dated fact with a source.</summary>
public enum HardshipKind
{
    [Label("低保")] MinimumLiving,
    [Label("低保边缘")] MinimumLivingEdge,
    [Label("特困")] ExtremePoverty,
    [Label("支出型困难")] ExpenseDriven,
    [Label("脱贫户")] LiftedOut,
    [Label("脱贫不稳定户")] MonitoredUnstable,
    [Label("边缘易致贫户")] MonitoredMarginal,
    [Label("突发严重困难户")] MonitoredSudden,
}

/// <summary>How a monitored household's risk came to an end (风险消除方式).</summary>
public enum RiskRemoval
{
    [Label("帮扶消除")] ByHelp,
    [Label("自然消除")] ByItself,
}

/// <summary>The two allowances for disabled persons (两项补贴), paid by the civil affairs bureau.</summary>
public enum AllowanceKind
{
    [Label("困难残疾人生活补贴")] Living,
    [Label("重度残疾人护理补贴")] Nursing,
}

/// <summary>State of a certificate as it is stored (证件状态); "expired" and "soon to expire" follow from the day.</summary>
public enum CertificateState
{
    [Label("有效")] Valid,
    [Label("即将到期")] ExpiringSoon,
    [Label("过期")] Expired,
    [Label("挂失")] ReportedLost,
    [Label("冻结")] Frozen,
    [Label("注销")] Cancelled,
    [Label("迁出")] MovedOut,
}

/// <summary>What may happen to a card between one issue and the next (证件变动), entered on the person's page.</summary>
public enum CertificateEvent
{
    [Label("挂失")] ReportLost,
    [Label("撤销挂失")] FindAgain,
    [Label("冻结")] Freeze,
    [Label("恢复")] Restore,
}

/// <summary>Why a certificate number came into being (发证原因).</summary>
public enum IssueReason
{
    [Label("首发")] First,
    [Label("到期换领")] Renewal,
    [Label("污损换领")] Damaged,
    [Label("遗失补发")] Lost,
    [Label("信息更正")] Corrected,
    [Label("类别等级变更")] Reassessed,
    [Label("迁入重制")] MovedIn,
}

/// <summary>Registration of the household (户口性质).</summary>
public enum Registration
{
    [Label("农业")] Agricultural,
    [Label("非农业")] NonAgricultural,
}

/// <summary>Employment state (就业状况).</summary>
public enum EmploymentState
{
    [Label("已就业")] Employed,
    [Label("未就业")] Unemployed,
    [Label("在校")] AtSchool,
    [Label("无劳动能力")] UnableToWork,
}

/// <summary>Safety of the dwelling (住房安全).</summary>
public enum HouseSafety
{
    [Label("安全")] Safe,
    [Label("C级危房")] GradeC,
    [Label("D级危房")] GradeD,
}

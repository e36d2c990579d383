using CanLian.Blazor.Files;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using CanLian.Domain.Publicity;
using CanLian.Domain.Surveys;

namespace CanLian.Blazor.Features.Import;

/// <summary>One column of an empty template: what it is called, what may be chosen, how it is filled in (模板列).</summary>
internal sealed record TemplateColumn(string Name, bool Required, CellKind Kind, IReadOnlyList<string> Options, string Note);

/// <summary>An empty sheet to be filled in and imported (模板), laid out as the import reads it.</summary>
internal sealed record TemplateLayout(string Sheet, string RowIs, IReadOnlyList<TemplateColumn> Columns)
{
    private const string IdNote = "18 位，按文本填；15 位的会自动变成 18 位";

    private static readonly string[] _yesNo = ["是", "否"];

    private static readonly Dictionary<string, string> _rows = new()
    {
        ["区划"] = "一个镇（街道）或村（社区）",
        ["机构站点"] = "一家机构或一个站点",
        ["人员"] = "名册里的一个人",
        ["年度任务"] = "一项任务",
        ["批次"] = "一个标段、班次或一场活动",
        ["回访"] = "一次回访",
        ["调查方案"] = "一次调查",
        ["调查"] = "一个人的调查结果",
        ["宣传"] = "一篇刊发的稿件",
        ["监测名单"] = "监测户的一个成员",
        ["公职人员"] = "一个领财政工资的人",
    };

    private static readonly Dictionary<string, string> _notes = new()
    {
        ["身份证号"] = IdNote,
        ["证件号码"] = "身份证号或残疾人证号，按文本填",
        ["残疾人证号"] = "20 位，补办过的后面有 B1、B2，按文本填",
        ["区划代码"] = "村（社区）12 位，镇（街道）9 位，区 6 位；人员也可以只填镇和村的名称",
        ["代码"] = "镇（街道）9 位，村（社区）12 位",
        ["多重明细"] = "写成 听力二级+言语一级",
        ["户编号"] = "同一户写同一个编号",
        ["任务数"] = "写数字",
        ["年度"] = "写成 2023",
        ["银行账号"] = "按文本填，不要空格",
        ["办理状态"] = "不填时，有完成日期的算已完成，其余算办理中",
        ["批次"] = "先在“批次”表里登记",
        ["机构"] = "机构全称；名册里没有的会按名称登记",
        ["备注"] = "只在第一次导入时记入经过",
    };

    private static readonly SheetRow[] _others =
    [
        new("监测名单", ["户编号", "姓名", "证件号码", "监测对象类别"],
            ["户编号", "户主姓名", "姓名", "证件号码", "监测对象类别", "风险1", "风险2", "风险3", "风险4", "风险5", "风险是否消除", "识别时间", "消除时间", "消除方式", "乡镇", "村"]),
        new("公职人员", ["姓名", "身份证号"], ["姓名", "身份证号", "单位"]),
    ];

    /// <summary>Every template there is: the sheets the import reads, and the lists that others send.</summary>
    public static IReadOnlyList<TemplateLayout> All { get; } = [.. Layouts()];

    private static IEnumerable<TemplateLayout> Layouts()
    {
        var kinds = ImportPass.Kinds().Select(k => new SheetRow(k.Name, [.. k.Columns.Where(c => c.Required).Select(c => c.Name)], [.. k.Columns.Select(c => c.Name)])).ToList();
        foreach (var (name, required, columns) in kinds.Concat(_others.Where(o => kinds.TrueForAll(k => k.Name != o.Name))))
        {
            var programme = Catalogue.Programmes.FirstOrDefault(p => p.Name == name);
            yield return new TemplateLayout(
                name, programme is null ? _rows.GetValueOrDefault(name, "一条记录") : "一件案件",
                [.. columns.Select(c => Column(name, programme, c, required.Contains(c)))]);
        }
    }

    private static TemplateColumn Column(string sheet, Programme? programme, string name, bool required)
    {
        var field = programme is null ? null : FormSchema.Of(programme.FormType).FirstOrDefault(f => f.Field.Label == name);
        var type = field is null ? null : Nullable.GetUnderlyingType(field.Property.PropertyType) ?? field.Property.PropertyType;
        var options = type is null ? OptionsOf(sheet, programme, name) : type == typeof(bool) ? _yesNo : type.IsEnum ? Words(type) : [];
        var kind = KindOf(name, type, field?.Field.Unit);
        var notes = new[]
        {
            required ? "必填" : null, _notes.GetValueOrDefault(name) ?? field?.Field.Hint, name.EndsWith("身份证号", StringComparison.Ordinal) && name != "身份证号" ? IdNote : null,
            kind == CellKind.Date ? "写成 2023-08-28" : kind == CellKind.Yuan ? "单位：元" : null,
            options.Count > 0 ? "只能填：" + string.Join('、', options) : null,
        };
        return new TemplateColumn(name, required, kind, options, string.Join("。", notes.OfType<string>()));
    }

    private static CellKind KindOf(string name, Type? type, string? unit) =>
        type == typeof(DateOnly) || (type is null && (name.EndsWith("日期", StringComparison.Ordinal) || name is "有效期至" or "整改期限" or "识别时间" or "消除时间")) ? CellKind.Date
        : (type == typeof(decimal) && unit == "元") || (type is null && name is "金额" or "资金" or "经费") ? CellKind.Yuan
        : CellKind.Text;

    private static IReadOnlyList<string> OptionsOf(string sheet, Programme? programme, string name) => (sheet, name) switch
    {
        (_, "残疾类别") => [.. Enum.GetValues<DisabilityKind>().Select(k => k.Name())],
        (_, "残疾等级") => [.. Enum.GetValues<DisabilityGrade>().Select(g => g.Name())],
        (_, "证件状态") => ["有效", "冻结", "过期", "注销", "迁出"],
        (_, "户口性质") => Words<Registration>(),
        (_, "就业状况") => Words<EmploymentState>(),
        (_, "监测对象") => [.. Monitored, "否"],
        (_, "监测对象类别") => Monitored,
        (_, "消除方式") => ["帮扶消除", "自然消除"],
        (_, "低保" or "低保边缘" or "特困" or "脱贫户" or "生活补贴" or "护理补贴" or "应用所学" or "风险是否消除") => _yesNo,
        ("人员", "公职人员") => _yesNo,
        ("区划", "类型") => ["镇", "街道", "村", "社区"],
        ("机构站点", "类型") => Words<OrganisationKind>(),
        ("机构站点", "状态") => ["运行", "停办"],
        (_, "建设性质") => Words<Construction>(),
        (_, "项目") => [.. Catalogue.Programmes.Select(p => p.Name)],
        ("年度任务", "单位") => ["人", "户", "人次", "件", "家"],
        (_, "资金来源") => (programme?.Spine ?? new Spine()).FundingSources,
        (_, "类别") => programme?.Kinds ?? [],
        ("调查", "结果") => Words<SurveyOutcome>(),
        (_, "结果") => programme?.Results ?? [],
        (_, "办理状态") => ["办理中", "已完成", "不符合", "退出"],
        ("回访", "方式") => ["入户", "电话", "问卷"],
        ("调查", "方式") => Words<SurveyWay>(),
        (_, "满意度") => Words<Satisfaction>(),
        (_, "渠道") => Words<Channel>(),
        _ => [],
    };

    private static IReadOnlyList<string> Monitored => [.. Hardship.Monitored.Select(k => k.Label())];

    private static IReadOnlyList<string> Words<T>() where T : struct, Enum => Words(typeof(T));

    private static IReadOnlyList<string> Words(Type type) => [.. Enum.GetValues(type).Cast<Enum>().Select(v => v.Label())];

    private sealed record SheetRow(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Columns);
}

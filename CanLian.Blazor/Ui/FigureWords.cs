using CanLian.Blazor.Resources;
using CanLian.Domain;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Ui;

/// <summary>What figures and the rows behind them are called (指标用语), on the page and in its export alike.</summary>
internal static class FigureWords
{
    /// <summary>Programme and label: 家庭无障碍改造 完成率; the label alone where it says enough by itself.</summary>
    public static string NameOf(IStringLocalizer<Texts> localizer, Figure figure) => Catalogue.ProgrammeOf(figure) is { } programme
        ? $"{localizer[programme.Name]} {localizer[figure.Label]}"
        : OverallFigures.Has(figure) ? $"{localizer["全部项目"]} {localizer[figure.Label]}" : localizer[figure.Label];

    /// <summary>The name of a row: a target is called by its programme.</summary>
    public static string NameOf(IStringLocalizer<Texts> localizer, Evidence row) =>
        row.Kind == EvidenceKind.Target && Catalogue.Find(row.Name) is { } programme ? localizer[programme.Name] : row.Name;

    public static string NameHead(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Case or EvidenceKind.Person or EvidenceKind.FollowUp or EvidenceKind.Difference or EvidenceKind.Doubt => "姓名",
        EvidenceKind.Batch or EvidenceKind.Organisation or EvidenceKind.Survey or EvidenceKind.Place => "名称",
        EvidenceKind.Article or EvidenceKind.Notice => "标题",
        EvidenceKind.Vacancy => "岗位",
        EvidenceKind.Target => "项目",
        EvidenceKind.Package => "期数",
    };

    public static string ReferenceHead(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Case or EvidenceKind.FollowUp => "案号",
        EvidenceKind.Person or EvidenceKind.Organisation or EvidenceKind.Survey or EvidenceKind.Place or EvidenceKind.Notice or EvidenceKind.Doubt => "编号",
        EvidenceKind.Article => "媒体",
        EvidenceKind.Vacancy => "单位",
        EvidenceKind.Batch => "合同号",
        EvidenceKind.Target => "文号",
        EvidenceKind.Package => "文件",
        EvidenceKind.Difference => "差异类型",
    };

    /// <summary>The page of a row's record.</summary>
    public static string Href(Evidence row, int year) => row.Kind switch
    {
        EvidenceKind.Case or EvidenceKind.FollowUp => $"case/{row.Id}",
        EvidenceKind.Person => $"people/{row.Id}",
        EvidenceKind.Batch => $"batch/{row.Id}",
        EvidenceKind.Organisation => $"organisations/{row.Id}",
        EvidenceKind.Article => $"publicity?edit={row.Id}",
        EvidenceKind.Survey => $"surveys/{row.Id}",
        EvidenceKind.Place => "organisations",
        EvidenceKind.Package => "exchange",
        EvidenceKind.Difference => "exchange/differences",
        EvidenceKind.Doubt => $"findings/{row.Id}",
        EvidenceKind.Notice => $"notices/{row.Id}",
        EvidenceKind.Vacancy => $"jobs/vacancies/{row.Id}",
        EvidenceKind.Target => $"plans?year={year}#{row.Name}",
    };
}

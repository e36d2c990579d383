using System.Globalization;
using CanLian.Blazor.Files;
using CanLian.Domain.Reports;

namespace CanLian.Blazor.Features.Reports;

/// <summary>
/// The summary as a Word document (总结公文): the text in the official layout, every number under a bookmark that bears its figure's id, the table of
/// tasks, and the table of all its figures. The document is Chinese whatever language the office works in: its readers are.
/// </summary>
internal static class ReportWord
{
    private const string Tasks = "年度任务完成情况";
    private const string Data = "总结所用数据";

    public static byte[] Write(ReportView view, string author)
    {
        var (document, asOf) = (new WordDocument(), view.Ground.Scope.AsOf);
        foreach (var block in view.Blocks)
        {
            switch (block.Kind)
            {
                case BlockKind.Title:
                    document.Title(block.Text);
                    break;
                case BlockKind.Part:
                    document.Part(block.Text);
                    break;
                case BlockKind.Chapter:
                    document.Chapter(block.Text);
                    break;
                case BlockKind.Paragraph:
                    document.Text([.. block.Pieces.Select(p => new WordRun(p.Text, p.Figure?.Id.Replace('.', '_')))]);
                    break;
            }
        }
        document.Annexed(Tasks, Data);
        document.Signed($"{view.Ground.Place.Name}残疾人联合会", string.Create(CultureInfo.InvariantCulture, $"{asOf.Year}年{asOf.Month}月{asOf.Day}日"));
        AddTasks(document, view.Year);
        AddFigures(document, view);
        return document.Save(view.Blocks[0].Text, author);
    }

    private static void AddTasks(WordDocument document, YearFigures year)
    {
        document.Appendix("附件1", Tasks);
        document.Table(
            ["项目", "任务", "完成", "完成率", "计划资金", "支出资金"], [26, 11, 11, 16, 18, 18], new HashSet<int> { 1, 2, 3, 4, 5 },
            AnnualReport.Listed(year).Select(p => (IReadOnlyList<string>)[p.Name, .. AnnualReport.Completion(p).Select(f => f.Shown(year.Of(f)))]));
    }

    private static void AddFigures(WordDocument document, ReportView view)
    {
        document.Appendix("附件2", Data);
        document.Table(
            ["序号", "指标", "数值", "算法", "记录"], [8, 28, 19, 34, 11], new HashSet<int> { 0, 2, 4 },
            view.Told.Select((f, index) => (IReadOnlyList<string>)
                [(index + 1).ToString(CultureInfo.InvariantCulture), FieldNames.Of(f), Wording.Tell(f, view.Year.Of(f), view.Year.Year), f.Formula, view.Year.Of(f).Records.ToString(CultureInfo.InvariantCulture)]));
    }
}

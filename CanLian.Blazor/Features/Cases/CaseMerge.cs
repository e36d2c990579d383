using System.Reflection;
using CanLian.Blazor.Ui;
using CanLian.Domain.Cases;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Cases;

/// <summary>Compares three states of an edit field by field: what I opened, what I typed, what somebody saved meanwhile.</summary>
public static class CaseMerge
{
    private static readonly PropertyInfo[] Spine = [.. typeof(CaseEdit).GetProperties().Where(p => p.Name != nameof(CaseEdit.Form))];

    /// <summary>The fields in which my edit and the stored one differ.</summary>
    public static IReadOnlyList<FieldConflict> Differences(Programme programme, CaseEdit opened, CaseEdit mine, CaseEdit theirs) =>
    [
        .. Spine.Select(p => FieldConflict.Between(p.Name, LabelOf(programme, p.Name), p.GetValue(opened), p.GetValue(mine), p.GetValue(theirs))).OfType<FieldConflict>(),
        .. FormSchema.Of(programme.FormType)
            .Select(f => FieldConflict.Between(f.Name, f.Field.Label, f.Property.GetValue(opened.Form), f.Property.GetValue(mine.Form), f.Property.GetValue(theirs.Form)))
            .OfType<FieldConflict>(),
    ];

    /// <summary>Writes the chosen values into an edit: mine for the named fields, theirs for every other that differs.</summary>
    public static CaseEdit Choose(Programme programme, IEnumerable<FieldConflict> differences, IReadOnlySet<string> mine, CaseEdit edit)
    {
        foreach (var difference in differences)
        {
            var value = mine.Contains(difference.Name) ? difference.Mine : difference.Theirs;
            if (Array.Find(Spine, p => p.Name == difference.Name) is { } spine)
            {
                spine.SetValue(edit, value);
            }
            else
            {
                FormSchema.Of(programme.FormType).First(f => f.Name == difference.Name).Property.SetValue(edit.Form, value);
            }
        }
        return edit;
    }

    public static string LabelOf(Programme programme, string spine) => spine switch
    {
        nameof(CaseEdit.AppliedOn) => "申请日期",
        nameof(CaseEdit.Kind) => "类别",
        nameof(CaseEdit.Result) => programme.Spine.ResultLabel ?? "结果",
        nameof(CaseEdit.Quantity) => programme.Spine.QuantityLabel ?? "数量",
        nameof(CaseEdit.AmountYuan) => programme.Spine.AmountLabel,
        nameof(CaseEdit.FundingSource) => "资金来源",
        nameof(CaseEdit.OrganisationId) => programme.Spine.OrganisationLabel ?? "机构",
        _ => spine,
    };
}

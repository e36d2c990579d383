using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CanLian.Blazor.Ui;

/// <summary>MudBlazor's own words in Chinese (组件自带文字); in English it uses the ones it comes with.</summary>
public sealed class MudTexts : MudLocalizer
{
    private static readonly Dictionary<string, string> _chinese = new()
    {
        ["Converter_InvalidBoolean"] = "请选“是”或“否”",
        ["Converter_InvalidDateTime"] = "日期不对，请按 2023-12-01 这样写",
        ["Converter_InvalidNumber"] = "这里要填数字",
        ["Converter_InvalidTimeSpan"] = "时间不对，请按 09:30 这样写",
        ["Converter_ConversionError"] = "这样写认不出，请改一改",
        ["Converter_ConversionFailed"] = "这样写认不出：{0}",
        ["Converter_UnableToConvert"] = "这样写认不出",
        ["MudAlert_Close"] = "关闭提示",
        ["MudBaseDatePicker_NextMonth"] = "下个月 {0}",
        ["MudBaseDatePicker_NextYear"] = "下一年 {0}",
        ["MudBaseDatePicker_Open"] = "打开日历",
        ["MudBaseDatePicker_PrevMonth"] = "上个月 {0}",
        ["MudBaseDatePicker_PrevYear"] = "上一年 {0}",
        ["MudBreadcrumbs_Label"] = "所在位置",
        ["MudChip_Close"] = "去掉",
        ["MudDataGridPager_AllItems"] = "全部",
        ["MudDataGridPager_FirstPage"] = "第一页",
        ["MudDataGridPager_InfoFormat"] = "第 {first_item}–{last_item} 条，共 {all_items} 条",
        ["MudDataGridPager_LastPage"] = "最后一页",
        ["MudDataGridPager_NextPage"] = "下一页",
        ["MudDataGridPager_PreviousPage"] = "上一页",
        ["MudDataGridPager_RowsPerPage"] = "每页条数",
        ["MudDataGrid_Columns"] = "列",
        ["MudDataGrid_Loading"] = "正在取",
        ["MudDataGrid_SelectAllRows"] = "全选",
        ["MudDataGrid_SelectRow"] = "选这一行",
        ["MudDataGrid_Sort"] = "排序",
        ["MudDataGrid_Unsort"] = "不排序",
        ["MudDateRangePicker_End"] = "到",
        ["MudDateRangePicker_Start"] = "从",
        ["MudDialog_Close"] = "关闭",
        ["MudExitPrompt_Cancel"] = "留在这页",
        ["MudExitPrompt_Exit"] = "离开",
        ["MudExitPrompt_Text"] = "填过的还没保存，离开会丢掉。",
        ["MudExitPrompt_Title"] = "还没保存，要离开吗？",
        ["MudFileUpload_Button"] = "选文件",
        ["MudFileUpload_DragAndDrop"] = "也可以把文件拖到这里",
        ["MudFileUpload_FileSizeError"] = "文件太大：{0}",
        ["MudFileUpload_MaximumFileCountExceeded"] = "一次最多选 {0} 个文件",
        ["MudFormComponent_Required"] = "这一项要填",
        ["MudInput_Clear"] = "清空",
        ["MudInput_Decrement"] = "减一",
        ["MudInput_Increment"] = "加一",
        ["MudNavGroup_ToggleExpand"] = "展开或收起 {0}",
        ["MudPagination_CurrentPage"] = "当前是第 {0} 页",
        ["MudPagination_FirstPage"] = "第一页",
        ["MudPagination_LastPage"] = "最后一页",
        ["MudPagination_NextPage"] = "下一页",
        ["MudPagination_PageIndex"] = "第 {0} 页",
        ["MudPagination_PreviousPage"] = "上一页",
        ["MudSelect_SelectAll"] = "全选",
        ["MudSnackbar_Close"] = "关闭提示",
        ["MudTable_Loading"] = "正在取",
        ["MudTable_SelectAllRows"] = "全选",
        ["MudTable_SelectRow"] = "选这一行",
        ["MudTablePager_FirstPage"] = "第一页",
        ["MudTablePager_LastPage"] = "最后一页",
        ["MudTablePager_NextPage"] = "下一页",
        ["MudTablePager_PreviousPage"] = "上一页",
        ["MudTabs_ScrollLeft"] = "向左看更多",
        ["MudTabs_ScrollRight"] = "向右看更多",
        ["MudTimePicker_Open"] = "打开时钟",
        ["MudTreeView_CollapseItem"] = "收起",
        ["MudTreeView_ExpandItem"] = "展开",
    };

    public override LocalizedString this[string key] =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" && _chinese.TryGetValue(key, out var text)
            ? new LocalizedString(key, text)
            : new LocalizedString(key, key, resourceNotFound: true);
}

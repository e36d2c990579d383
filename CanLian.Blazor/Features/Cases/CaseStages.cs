using System.Globalization;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Ui;
using CanLian.Domain.Cases;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Cases;

/// <summary>The strip of a case: what is done and when, where it stands, what comes.</summary>
internal static class CaseStages
{
    public static IReadOnlyList<StageItem> Of(CaseView view, DateOnly today, IStringLocalizer<Texts> l)
    {
        var file = view.Loaded.Facts.Case;
        var flow = view.Loaded.Programme.Flow;
        var strip = flow.Strip.ToList();
        var now = strip.FindIndex(s => s.Code == file.Stage);
        var stage = flow.Stage(file.Stage);

        // A finished case has the whole strip behind it; one that was refused or withdrawn stops where it left.
        var reached = now >= 0 ? now
            : stage is { IsEnd: true, Kind: StageKind.Done } ? strip.Count
            : stage.IsDraft ? -1
            : file.Events.OrderBy(e => e.Sequence).Select(e => strip.FindIndex(s => s.Code == e.FromStage)).DefaultIfEmpty(-1).Last() + 1;
        return [.. strip.Select((s, index) => Item(s, index, now, reached))];

        StageItem Item(Stage s, int index, int current, int done)
        {
            var left = file.Events.LastOrDefault(e => e.FromStage == s.Code && e.Kind == CaseEventKind.Step)?.On;
            var lot = file.Batch is { } batch && left is not null && (left == batch.ProcuredOn || left == batch.WorkStartedOn) ? l["{0}统一办理", batch.Name].Value : null;
            if (index == current)
            {
                var late = file.DaysLate(today);
                return new StageItem(l[s.StripLabel], StageState.Now,
                    Note: late is { } days ? l["逾期{0}天", days].Value : file.DueOn is { } due ? l["{0}前", Short(due)].Value : null, Late: late is not null);
            }
            return index < done
                ? new StageItem(l[s.StripLabel], StageState.Done, left is { } on ? Short(on) : null, Group: lot)
                : new StageItem(l[s.StripLabel], StageState.Later, Note: index == current + 1 ? l["下一步"].Value : null);
        }
    }

    private static string Short(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);
}

using Microsoft.JSInterop;

namespace CanLian.Blazor.Ui;

/// <summary>Moves the focus to a field by its id (定位到字段), for instance to the first one in error.</summary>
public static class FieldFocus
{
    public static ValueTask FocusFieldAsync(this IJSRuntime js, string fieldId) => js.InvokeVoidAsync("canlian.focus", fieldId);
}

namespace CanLian.Blazor.Ui;

/// <summary>What is wrong in one field (填写错误), and the id of the field to go to.</summary>
public sealed record FieldError(string FieldId, string Message);

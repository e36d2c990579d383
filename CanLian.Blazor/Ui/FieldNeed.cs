namespace CanLian.Blazor.Ui;

/// <summary>Whether a field must be filled (填写要求), always said in words.</summary>
public enum FieldNeed
{
    /// <summary>May stay empty.</summary>
    Optional,

    /// <summary>Nothing is saved without it: （必填）.</summary>
    Required,

    /// <summary>May stay empty for now, the next step asks for it: （下一步要用）.</summary>
    NextStep,
}

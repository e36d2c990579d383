namespace CanLian.Blazor.Data.Demo;

/// <summary>What the bureau's lists of the demonstration's year have otherwise than the register (演示名单的出入).</summary>
internal static class BureauMistakes
{
    /// <summary>Why ours was kept, as the clerk wrote it.</summary>
    public const string Note = "核对了户口簿和残疾人证";

    public const string Town = "段湖镇";
    public const string OtherVillage = "前叶庄村";

    /// <summary>What stands for the characters of a name that was hidden.</summary>
    public const string HiddenName = "某某";

    public static string FileName(string month) => $"监测名单-{month}.xlsx";

    /// <summary>On the list and not in the register: name, first 17 digits and, after a bar, the end of the number (a question mark for a digit copied wrongly), months.</summary>
    public static IReadOnlyList<(string Name, string Number, int From, int To)> Strangers { get; } =
    [
        ("郭凤礼", "34069919660321781|43", 9, 12), ("侯永洋", "34069919740721165|62", 10, 12), ("段勇礼", "34069919890615393|", 12, 12), ("沈小满", "3406991955041220?|42", 11, 11),
    ];

    /// <summary>What is written otherwise: the place of the person in the list, what, months.</summary>
    public static IReadOnlyList<(int At, string What, int From, int To)> Slips { get; } =
    [
        (2, "name", 1, 4), (8, "name", 9, 12), (11, "grade", 6, 12), (14, "grade", 10, 12), (19, "place", 3, 7), (21, "reissue", 11, 12), (25, "missing", 8, 8),
        (28, "twice", 12, 12), (30, "missing", 12, 12),
    ];
}

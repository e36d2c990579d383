using CanLian.Blazor.Data;
using CanLian.Blazor.Ui;

namespace CanLian.Blazor.App;

/// <summary>Who sits here and for which place (当前用户): shown in the bar, because a worker must always see whose scope this is.</summary>
public sealed record SignedInPerson(string Name, string Place);

/// <summary>What the frame around every page needs to know (页面框架): the district, the person, and where a search goes.</summary>
public sealed class Shell(District district)
{
    public string District => district.Federation;

    public string ShortDistrict => district.ShortName;

    public SignedInPerson? Person { get; set; }

    /// <summary>Finds people for the box in the bar; the bar has no box while this is empty.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<SearchHit>>>? Find { get; set; }
}

using CanLian.Domain.Common;

namespace CanLian.Blazor.Data;

/// <summary>The district this installation serves (本区); without a name until the first run has set it up.</summary>
public sealed class District
{
    /// <summary>As in 石桥区; the demonstration's is X区.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its six-digit statistical code.</summary>
    public string Code { get; private set; } = "";

    public string Federation => Name + "残疾人联合会";

    public string ShortName => Name + "残联";

    /// <summary>Reads name and code from the database: at start-up, and when they have been set.</summary>
    public void Load(CanLianDb db)
    {
        Name = db.Settings.Find(Setting.District)?.Value ?? "";
        Code = db.Regions.Where(region => region.Kind == RegionKind.District).Select(region => region.Code).FirstOrDefault() ?? "";
    }
}

namespace CanLian.Domain.Common;

/// <summary>Category of disability (残疾类别); the values are the digits of the certificate number.</summary>
public enum DisabilityKind
{
    Visual = 1,
    Hearing = 2,
    Speech = 3,
    Physical = 4,
    Intellectual = 5,
    Psychiatric = 6,
    Multiple = 7,
}

/// <summary>Grade of disability (残疾等级), one being the most severe; the values are the digits of the certificate number.</summary>
public enum DisabilityGrade
{
    One = 1,
    Two = 2,
    Three = 3,
    Four = 4,
}

/// <summary>The trade's names of categories and grades (类别和等级的名称).</summary>
public static class Disability
{
    public static string Name(this DisabilityKind kind) => kind switch
    {
        DisabilityKind.Visual => "视力",
        DisabilityKind.Hearing => "听力",
        DisabilityKind.Speech => "言语",
        DisabilityKind.Physical => "肢体",
        DisabilityKind.Intellectual => "智力",
        DisabilityKind.Psychiatric => "精神",
        DisabilityKind.Multiple => "多重",
    };

    public static string Name(this DisabilityGrade grade) => grade switch
    {
        DisabilityGrade.One => "一级",
        DisabilityGrade.Two => "二级",
        DisabilityGrade.Three => "三级",
        DisabilityGrade.Four => "四级",
    };
}

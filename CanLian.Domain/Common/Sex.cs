namespace CanLian.Domain.Common;

/// <summary>Sex (性别), as the citizen ID number states it.</summary>
public enum Sex
{
    Male,
    Female,
}

namespace CanLian.Domain.Common;

/// <summary>Sex (性别), as the citizen ID number states it.</summary>
public enum Sex
{
    [Label("男")] Male,
    [Label("女")] Female,
}

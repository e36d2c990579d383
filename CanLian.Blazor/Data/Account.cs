using CanLian.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace CanLian.Blazor.Data;

/// <summary>A sign-in (账号): who it is, what they may do, and where.</summary>
public class Account : IdentityUser
{
    public required string DisplayName { get; set; }
    public Role Role { get; set; }

    /// <summary>Statistical code prefix of the scope.</summary>
    public required string RegionCode { get; set; }

    /// <summary>Programmes a district officer handles; empty means all.</summary>
    public List<string> Programmes { get; set; } = [];

    /// <summary>The password was given out by somebody else and must be changed at the next sign-in.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Until when a password given out by somebody else opens the door.</summary>
    public DateTime? OneTimeUntil { get; set; }
    public DateTime? DisabledAt { get; set; }
    public DateTime? LastSignInAt { get; set; }

    public Actor ToActor() => new(Id, DisplayName, Role, RegionCode, Programmes.ToHashSet());
}

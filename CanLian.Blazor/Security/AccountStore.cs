using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CanLian.Blazor.Security;

/// <summary>
/// Where Identity finds and keeps accounts (账号存储): a context of the system's own that lives as long as the request. Pages and desks never
/// meet it; what an administrator changes is written in the administrator's name by the desk.
/// </summary>
internal sealed class AccountStore(CanLianDbFactory databases, IdentityErrorDescriber describer)
    : UserOnlyStore<Account, CanLianDb>(databases.Open(Actor.System), describer), IDisposable, IAsyncDisposable
{
    void IDisposable.Dispose()
    {
        Dispose();
        Context.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return Context.DisposeAsync();
    }
}

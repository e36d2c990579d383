using System.Xml.Linq;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Security;

/// <summary>
/// Keeps the keys of cookies and forms in the database, sealed with the key ring (共用的会话密钥), so that who signed in at one node is known at the other,
/// and who reads the database alone can forge no session.
/// </summary>
internal sealed class SharedKeys(CanLianDbFactory databases) : IXmlRepository
{
    private const string Column = "ProtectionKeys.Content";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.Open(Actor.System);
        return [.. db.ProtectionKeys.AsNoTracking().AsEnumerable().Select(k => XElement.Parse(databases.Ring.OpenText(Column, k.Id.ToByteArray(), k.Content)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.Open(Actor.System);
        var id = Guid.CreateVersion7();
        db.Add(new ProtectionKey { Id = id, Content = databases.Ring.Seal(Column, id.ToByteArray(), element.ToString(SaveOptions.DisableFormatting)) });
        db.SaveChanges();
    }
}

using System.Security.Cryptography;
using System.Text;
using CanLian.Blazor.Data;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>
/// The password of the packages (包的口令): the one agreed with the receiver, from the settings; else one of the program's own making, kept sealed and
/// handed to the receiver on another way than the packages.
/// </summary>
internal static class ExchangePassword
{
    private const string Column = "Settings.Value";

    // Without signs that are mistaken for one another when they are read out.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 20;

    /// <summary>The password; made, and saved with the caller's changes, where there is none yet.</summary>
    public static string Of(CanLianDb db, ExchangeSettings settings)
    {
        if (settings.Password is { } agreed)
        {
            return agreed;
        }
        var row = Encoding.UTF8.GetBytes(Setting.ExchangePassword);
        if (db.Settings.Find(Setting.ExchangePassword) is { } kept)
        {
            return db.Ring.OpenText(Column, row, Convert.FromBase64String(kept.Value));
        }
        var made = RandomNumberGenerator.GetString(Letters, Length);
        db.Settings.Add(new Setting { Key = Setting.ExchangePassword, Value = Convert.ToBase64String(db.Ring.Seal(Column, row, made)) });
        return made;
    }
}

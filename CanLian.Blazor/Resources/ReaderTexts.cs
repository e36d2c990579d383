using System.Globalization;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Resources;

/// <summary>Every text in the reader's language (译文): Chinese stands in the source, so for a Chinese reader nothing is looked up.</summary>
internal sealed class ReaderTexts(IStringLocalizerFactory factory) : IStringLocalizer<Texts>
{
    private const string Source = "zh";

    private readonly IStringLocalizer _translated = factory.Create(typeof(Texts));

    public LocalizedString this[string name] => InSource ? new LocalizedString(name, name) : _translated[name];

    public LocalizedString this[string name, params object[] arguments] =>
        InSource ? new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, name, arguments)) : _translated[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => _translated.GetAllStrings(includeParentCultures);

    private static bool InSource => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Source;
}

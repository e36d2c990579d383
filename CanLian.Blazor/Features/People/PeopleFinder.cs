using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.People;

/// <summary>
/// The search box's answers in words (找人), and the number that was last looked for: it lives as long as the circuit and never stands in an
/// address.
/// </summary>
public sealed class PeopleFinder(PersonSearch search, CurrentActor current, IStringLocalizer<Texts> localizer)
{
    /// <summary>The text with digits that the list is narrowed by; null while there is none.</summary>
    public string? NumberText { get; set; }

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken cancellation)
    {
        var findings = await search.FindAsync(await current.GetAsync(), text, cancellation);
        var persons = findings.Persons.Select(p => (Hit: Of(p), p.Reason)).ToList();
        return
        [
            .. persons.Where(p => p.Reason != SearchReason.Place).Select(p => p.Hit),
            .. findings.Places.Select(Of),
            .. persons.Where(p => p.Reason == SearchReason.Place).Select(p => p.Hit),
        ];
    }

    /// <summary>Persons whom a form may name.</summary>
    public async Task<IReadOnlyList<PersonChoice>> ChooseAsync(string text, CancellationToken cancellation)
    {
        var findings = await search.FindAsync(await current.GetAsync(), text, cancellation);
        return [.. findings.Persons.Select(p => new PersonChoice(new PersonReference(p.Id, p.Name, p.Number), Details(p)))];
    }

    private SearchHit Of(PersonHit hit) =>
        new($"people/{hit.Id}", hit.Name, hit.Start, hit.Length, Details(hit), localizer[hit.Reason.Label()]);

    private string Details(PersonHit hit) => string.Join(" · ",
        new[] { localizer["{0} {1}岁", localizer[hit.Sex.Label()], hit.Age].Value, hit.Disability is { } disability ? localizer[disability].Value : "", hit.Place }
            .Where(part => part.Length > 0));

    private SearchHit Of(PlaceHit hit) => new(
        $"people?village={hit.Place.Code}", hit.Place.Name, 0, 0, localizer["{0}，在册 {1:N0} 人，看全村", hit.Town, hit.Persons], localizer[SearchReason.Place.Label()]);
}

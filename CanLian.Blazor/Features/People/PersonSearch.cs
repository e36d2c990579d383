using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>By what somebody was found (命中).</summary>
public enum SearchReason
{
    [Label("姓名")] Name,
    [Label("拼音")] Spelling,
    [Label("拼音首字母")] Initials,
    [Label("身份证号")] Id,
    [Label("身份证尾号")] IdTail,
    [Label("残疾人证号")] Certificate,
    [Label("手机号")] Phone,
    [Label("手机尾号")] PhoneTail,
    [Label("监护人电话")] GuardianPhone,
    [Label("村（社区）")] Place,
}

/// <summary>One person found, with what tells namesakes apart and the stretch of the name that fits.</summary>
public sealed record PersonHit(
    Guid Id, string Name, Sex Sex, int Age, string? Disability, string Place, SearchReason Reason, int Start = 0, int Length = 0)
{
    /// <summary>The ID number, masked.</summary>
    public string Number { get; init; } = "";
}

/// <summary>A village that bears the name that was typed, and how many persons of it the actor sees.</summary>
public sealed record PlaceHit(Region Place, string Town, int Persons);

/// <summary>What the box found (查找结果): persons, and places whose persons follow the others.</summary>
public sealed record SearchFindings(IReadOnlyList<PersonHit> Persons, IReadOnlyList<PlaceHit> Places);

/// <summary>
/// The one box: part of a name, its spelling or initials, a number or its tail, a village. What was typed is looked up by keys that were
/// written with the person; a number is hashed before it is looked for and goes nowhere else.
/// </summary>
public sealed class PersonSearch(CanLianDbFactory databases, SearchHash hash, OfficeClock clock)
{
    public const int Most = 8;
    private const int MostPlaces = 2;

    /// <summary>At most eight answers in the actor's region: names first, then places and who lives there.</summary>
    public async Task<SearchFindings> FindAsync(Actor actor, string text, CancellationToken cancellation = default)
    {
        var search = SearchText.Of(text);
        if (search.Terms.Count == 0)
        {
            return new([], []);
        }
        await using var db = databases.Open(actor);
        var hits = await HitsAsync(db, search, WithPlaces.No, [], Most, cancellation);
        var places = hits.Count < Most && search.Terms is [{ Kind: TermKind.Characters, Text.Length: >= 2 } name]
            ? await PlacesAsync(db, name.Text, cancellation)
            : [];
        if (hits.Count + places.Count < Most && (places.Count > 0 || search.Terms.Count > 1) && search.Terms.Any(t => t.Kind == TermKind.Characters && t.Text.Length >= 2))
        {
            hits.AddRange(await HitsAsync(db, search, WithPlaces.Yes, hits.ConvertAll(h => h.Id), Most - hits.Count - places.Count, cancellation));
        }
        return new(hits, places);
    }

    /// <summary>Every person the text stands for, to narrow a list; null when the text says nothing.</summary>
    internal IQueryable<Guid>? Matching(CanLianDb db, string text)
    {
        var search = SearchText.Of(text);
        return search.Terms.Count == 0 ? null : Matching(db, search, WithPlaces.Yes);
    }

    /// <summary>Whether the text holds digits of a number, which must not stand in an address.</summary>
    public static bool HoldsDigits(string text) => HalfWidth.Compact(text).Any(char.IsAsciiDigit);

    private enum WithPlaces
    {
        No,
        Yes,
    }

    private async Task<List<PersonHit>> HitsAsync(
        CanLianDb db, SearchText search, WithPlaces places, List<Guid> except, int most, CancellationToken cancellation)
    {
        var ids = places == WithPlaces.No && search.Terms is [var only]
            ? await FirstAsync(db, only, most, cancellation)
            : await Ordered(Fitting(db, search, places).Where(p => !except.Contains(p.Id)), search).Select(p => p.Id).Take(most).ToListAsync(cancellation);
        if (ids.Count == 0)
        {
            return [];
        }
        var found = await db.Persons.AsNoTracking().Where(p => ids.Contains(p.Id)).Include(p => p.Certificates.Where(c => c.Current)).AsSingleQuery()
            .Select(p => new { Person = p, Place = db.Regions.Where(r => r.Code == p.RegionCode).Select(r => r.Name).FirstOrDefault() }).ToListAsync(cancellation);
        return [.. found.OrderBy(f => ids.IndexOf(f.Person.Id)).Select(f => Hit(f.Person, f.Person.Certificate, f.Place ?? "", search))];
    }

    // The first of those whom one term stands for: keys lie in the order of the answers, so no more than those are looked at.
    private async Task<List<Guid>> FirstAsync(CanLianDb db, SearchTerm term, int most, CancellationToken cancellation)
    {
        var ids = new List<Guid>();
        foreach (var keys in term.Kind == TermKind.Letters ? LetterKeys(db, term.Text) : [Keys(db, term)])
        {
            // Somebody may have several keys that begin alike.
            var found = await keys.OrderBy(k => k.Key).ThenBy(k => k.Rank).ThenBy(k => k.PersonId).Select(k => k.PersonId).Take(most * 2).ToListAsync(cancellation);
            ids = [.. ids.Union(found)];
            if (ids.Count >= most)
            {
                break;
            }
        }
        return [.. ids.Take(most)];
    }

    // Who begins with what was typed comes before who holds it further on; of spellings the shorter name is the closer one.
    private static IOrderedQueryable<Person> Ordered(IQueryable<Person> persons, SearchText search) => search.Terms[0] switch
    {
        { Kind: TermKind.Characters, Text: var text } => persons.OrderBy(p => p.Name.StartsWith(text) ? 0 : 1).ThenBy(p => p.SortKey).ThenBy(p => p.Id),
        { Kind: TermKind.Letters, Text: var text } when text[..1] is var first =>
            persons.OrderBy(p => p.SortKey.StartsWith(first) ? 0 : 1).ThenBy(p => p.Name.Length).ThenBy(p => p.SortKey).ThenBy(p => p.Id),
        _ => persons.OrderBy(p => p.SortKey).ThenBy(p => p.Id),
    };

    private PersonHit Hit(Person person, Certificate? certificate, string place, SearchText search)
    {
        var matches = search.Terms.Select(t => (Term: t, Match: NameMatch.Of(person.Name, t))).ToList();
        var named = matches.Find(m => m.Match is not null);
        var reason = matches.Select(m => ReasonOf(person, certificate, m.Term, m.Match)).Max();
        return new PersonHit(
            person.Id, person.Name, person.Sex, person.AgeOn(clock.Today), certificate?.Description, place, reason, named.Match?.Start ?? 0, named.Match?.Length ?? 0)
        {
            Number = person.IdNumber.Masked,
        };
    }

    private static SearchReason ReasonOf(Person person, Certificate? certificate, SearchTerm term, NameMatch? match) => term.Kind switch
    {
        TermKind.Characters => match is null ? SearchReason.Place : SearchReason.Name,
        TermKind.Letters => match is { ByInitials: true } ? SearchReason.Initials : SearchReason.Spelling,
        TermKind.NumberTail when person.IdNumber.Value.EndsWith(term.Text, StringComparison.Ordinal) => SearchReason.IdTail,
        TermKind.NumberTail when person.Phone?.EndsWith(term.Text, StringComparison.Ordinal) == true => SearchReason.PhoneTail,
        TermKind.WholeNumber when person.IdNumber.Value == term.Text => SearchReason.Id,
        TermKind.WholeNumber when person.Phone == term.Text => SearchReason.Phone,
        TermKind.WholeNumber when certificate?.Number.Value == term.Text || term.Text.Length >= CertificateNumber.FirstIssueLength => SearchReason.Certificate,
        _ => SearchReason.GuardianPhone,
    };

    private static async Task<List<PlaceHit>> PlacesAsync(CanLianDb db, string name, CancellationToken cancellation)
    {
        var places = await db.Regions.AsNoTracking()
            .Where(r => r.Code.Length == Region.VillageLength && r.Name.Contains(name))
            .Select(r => new
            {
                Place = r,
                Town = db.Regions.Where(t => t.Code == r.Code.Substring(0, Region.TownLength)).Select(t => t.Name).FirstOrDefault(),
                Persons = db.Persons.Count(p => p.RegionCode == r.Code),
            })
            .Where(r => r.Persons > 0)
            .OrderBy(r => r.Place.Code).Take(MostPlaces)
            .ToListAsync(cancellation);
        return places.ConvertAll(p => new PlaceHit(p.Place, p.Town ?? "", p.Persons));
    }

    private IQueryable<Person> Fitting(CanLianDb db, SearchText search, WithPlaces places)
    {
        var ids = Matching(db, search, places);
        return db.Persons.AsNoTracking().Where(p => ids.Contains(p.Id));
    }

    private IQueryable<Guid> Matching(CanLianDb db, SearchText search, WithPlaces places) =>
        search.Terms.Select(t => Matching(db, t, places)).Aggregate((a, b) => a.Intersect(b));

    private IQueryable<Guid> Matching(CanLianDb db, SearchTerm term, WithPlaces places)
    {
        var ids = term.Kind switch
        {
            TermKind.Letters => LetterKeys(db, term.Text).Select(keys => keys.Select(k => k.PersonId)).Aggregate((a, b) => a.Union(b)),
            _ => Keys(db, term).Select(k => k.PersonId),
        };
        return term.Kind == TermKind.Characters && places == WithPlaces.Yes && term.Text.Length >= 2 ? ids.Union(ByPlace(db, term.Text)) : ids;
    }

    // A longer name is found by its first two characters; that the others follow is asked of those persons alone.
    private IQueryable<SearchKey> Keys(CanLianDb db, SearchTerm term)
    {
        var key = term.Kind switch
        {
            TermKind.NumberTail => SearchKeys.Number + hash.Of("tail", term.Text),
            TermKind.WholeNumber => SearchKeys.Number + hash.Of("whole", term.Text),
            _ => string.Concat(SearchKeys.NamePart, term.Text.AsSpan(0, Math.Min(2, term.Text.Length))),
        };
        var keys = db.SearchKeys.Where(k => k.Key == key);
        return term is { Kind: TermKind.Characters, Text: { Length: > 2 } name } ? keys.Where(k => db.Persons.Any(p => p.Id == k.PersonId && p.Name.Contains(name))) : keys;
    }

    // All keys that begin so, those of the beginning of a name first: letters only, so the range ends before the sign after 'z'.
    private static IQueryable<SearchKey>[] LetterKeys(CanLianDb db, string text)
    {
        string[] kinds = [SearchKeys.Initials, SearchKeys.Spelling, SearchKeys.LaterInitials, SearchKeys.LaterSpelling];
        return [.. kinds.Select(kind => (First: kind + text, End: kind + text + '{'))
            .Select(range => db.SearchKeys.Where(k => string.Compare(k.Key, range.First) >= 0 && string.Compare(k.Key, range.End) < 0))];
    }

    private static IQueryable<Guid> ByPlace(CanLianDb db, string name)
    {
        var places = db.Regions.Where(r => r.Code.Length == Region.VillageLength && r.Name.Contains(name)).Select(r => r.Code);
        return db.Persons.Where(p => places.Contains(p.RegionCode)).Select(p => p.Id);
    }
}

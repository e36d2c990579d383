using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Publicity;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Publicity;

/// <summary>A page of articles, and how many of each channel were published in the year.</summary>
public sealed record ArticleList(IReadOnlyList<Article> Articles, int Total, IReadOnlyDictionary<Channel, int> Published);

/// <summary>Reads of articles; they are public, and everybody sees them all.</summary>
public sealed class PublicityQueries(CanLianDbFactory databases)
{
    public const int PageSize = 50;

    public async Task<ArticleList> ListAsync(Actor actor, int year, Channel? channel, int page, int size = PageSize)
    {
        await using var db = databases.Open(actor);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var ofYear = db.Articles.AsNoTracking().Where(a => a.PublishedOn >= first && a.PublishedOn <= last);
        var published = await ofYear.Where(a => a.State == ArticleState.Published).GroupBy(a => a.Channel).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var shown = channel is { } wanted ? ofYear.Where(a => a.Channel == wanted) : ofYear;
        return new ArticleList(
            await shown.OrderByDescending(a => a.PublishedOn).ThenBy(a => a.Title).Skip((page - 1) * size).Take(size).ToListAsync(), await shown.CountAsync(), published);
    }

    /// <summary>One to be changed; null when there is no such.</summary>
    public async Task<Article?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        return await db.Articles.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id);
    }
}

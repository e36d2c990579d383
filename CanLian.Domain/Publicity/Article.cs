using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Publicity;

/// <summary>Where an article appears (渠道).</summary>
public enum Channel
{
    [Label("主流媒体")] Mainstream,
    [Label("市残联网站")] CitySite,
    [Label("区政府信息平台")] DistrictPlatform,
    [Label("其他")] Other,
}

/// <summary>How far an article has come (稿件状态); only a published one counts.</summary>
public enum ArticleState
{
    [Label("拟稿")] Draft,
    [Label("待审")] Submitted,
    [Label("待刊")] Accepted,
    [Label("已刊发")] Published,
    [Label("退稿")] Returned,
}

/// <summary>An article about the federation's work (宣传稿件). The same story in two channels is two articles.</summary>
public class Article
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Title { get; set; }
    public Channel Channel { get; set; }

    /// <summary>The paper, station or site by name.</summary>
    public string Media { get; set; } = "";
    public ArticleState State { get; set; }

    /// <summary>The day it appeared; for one that has not, the day it is meant for.</summary>
    public DateOnly PublishedOn { get; set; }
    public string Link { get; set; } = "";
    public string Author { get; set; } = "";

    /// <summary>Code of the programme it tells of; null for none.</summary>
    public string? Programme { get; set; }

    /// <summary>Somebody is named or shown in it.</summary>
    public bool NamesSomebody { get; set; }

    /// <summary>Whoever is named agreed in writing.</summary>
    public bool Consented { get; set; }
    public long Version { get; set; }
}

/// <summary>Checks an article before it is saved (稿件校验); each failure carries its sentence as <see cref="Text"/>.</summary>
public sealed class ArticleValidator : AbstractValidator<Article>
{
    private const int LongestTitle = 120;

    /// <param name="today">Nothing appeared after this day.</param>
    public ArticleValidator(DateOnly today)
    {
        RuleFor(a => a.Title).Must(t => t.Trim().Length is > 0 and <= LongestTitle).WithState(_ => new Text("写标题，最多 {0} 个字", LongestTitle));
        RuleFor(a => a.PublishedOn).Must((a, on) => on != default && (a.State != ArticleState.Published || on <= today))
            .WithState(_ => new Text("填刊发日期，已刊发的不能晚于今天"));
        RuleFor(a => a.Link).Must(l => l.Length == 0 || (Uri.TryCreate(l, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            .WithState(_ => new Text("链接要以 http:// 或 https:// 开头"));
        RuleFor(a => a.Consented).Must((a, agreed) => agreed || !a.NamesSomebody || a.State is ArticleState.Draft or ArticleState.Returned)
            .WithState(_ => new Text("稿子里写到具体的人，先取得本人书面同意"));
    }
}

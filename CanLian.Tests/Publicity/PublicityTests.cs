using CanLian.Blazor.Features.Publicity;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Publicity;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Publicity;

/// <summary>Articles are entered once for each channel, and only what was published counts.</summary>
public class PublicityTests
{
    private static readonly Actor Officer = Database.Someone(Role.DistrictOfficer, "340699");

    [Fact]
    public async Task An_article_is_entered_once_and_counts_when_it_was_published()
    {
        using var database = new Database();
        var desk = new PublicityDesk(database.Factory, database.Clock);
        Assert.Empty((await desk.SaveAsync(Officer, Some("助残日", Channel.CitySite), added: true)).Reasons);
        Assert.Equal("这篇稿件在这个渠道已经登记过", Assert.Single((await desk.SaveAsync(Officer, Some("助残日", Channel.CitySite), added: true)).Reasons).Sentence.ToString());
        Assert.Empty((await desk.SaveAsync(Officer, Some("助残日", Channel.Mainstream), added: true)).Reasons);
        var draft = Some("读书会", Channel.CitySite);
        draft.State = ArticleState.Draft;
        Assert.Empty((await desk.SaveAsync(Officer, draft, added: true)).Reasons);

        using var db = database.Open();
        var scope = new FigureScope(2023, "340699", new(2023, 12, 31));
        string[] ids = ["publicity.mainstream", "publicity.city_site", "publicity.district_platform"];
        Assert.Equal(["1篇", "1篇", "0篇"], ids.Select(id => Catalogue.FindFigure(id)!).Select(f => f.Shown(f.Evaluate(db, scope))));
    }

    [Fact]
    public async Task Nobody_is_named_without_written_consent()
    {
        using var database = new Database();
        var desk = new PublicityDesk(database.Factory, database.Clock);
        var article = Some("好人好事", Channel.CitySite);
        (article.NamesSomebody, article.Link) = (true, "城市网站");
        Assert.Equal(["链接要以 http:// 或 https:// 开头", "稿子里写到具体的人，先取得本人书面同意"], (await desk.SaveAsync(Officer, article, added: true)).Reasons.Select(r => r.Sentence.ToString()));
        Assert.False((await desk.SaveAsync(Database.Someone(Role.Auditor, "340699"), Some("稿", Channel.Other), added: true)).Succeeded);
    }

    private static Article Some(string title, Channel channel) => new() { Title = title, Channel = channel, State = ArticleState.Published, PublishedOn = new(2023, 5, 21) };
}

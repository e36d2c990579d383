using System.Net;
using System.Reflection;
using CanLian.Blazor.App;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace CanLian.Tests.Security;

/// <summary>Who may open what, asked of the running system: every address by nobody, every page by every role.</summary>
public sealed class AccessTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    // The second entry of the table in Access.cs: village, town, district, supervisor, finance, exchange, auditor, administrator.
    private static readonly Dictionary<string, string> _expected = new()
    {
        [Access.SignedIn] = "VTDSFXAM",
        [Access.ChangesOwnPassword] = "VTDSFXAM",
        [Access.SeesPersons] = "VTDSFA",
        [Access.EditsPersons] = "VTD",
        [Access.WritesCases] = "VTDSF",
        [Access.SeesProgrammes] = "VTDSFAM",
        [Access.SeesFigures] = "VTDSFA",
        [Access.SeesReport] = "TDSFA",
        [Access.TakesNumbersOut] = "TDSFA",
        [Access.SeesOrganisations] = "TDSFA",
        [Access.SeesPlans] = "DSFAM",
        [Access.ManagesPlans] = "SM",
        [Access.Exchange] = "DSXA",
        [Access.Imports] = "DS",
        [Access.Finance] = "SFA",
        [Access.Administers] = "M",
        [Access.ReadsTrail] = "AM",
    };

    private const string Letters = "VTDSFXAM";

    public static TheoryData<Role> Roles => new(Enum.GetValues<Role>());

    [Fact]
    public void The_table_of_policies_is_what_it_was_agreed_to_be()
    {
        Assert.Equal(_expected.Keys.Order(), Access.Table.Keys.Order());
        Assert.All(_expected, row => Assert.Equal(Of(row.Value), Access.Table[row.Key].Order()));
    }

    [Fact]
    public void Every_page_names_its_policy_or_that_it_is_open_to_all()
    {
        string[] silent = [.. Pages().Where(page => PolicyOf(page) is null && page.GetCustomAttribute<AllowAnonymousAttribute>() is null).Select(page => page.Name)];
        Assert.Empty(silent);
        Assert.All(Pages().Select(PolicyOf).OfType<string>(), policy => Assert.Contains(policy, _expected.Keys));
        string[] open = ["Error", "SetUpPage", "SignInPage"];
        Assert.Equal(open, Pages().Where(page => page.GetCustomAttribute<AllowAnonymousAttribute>() is not null).Select(page => page.Name).Order());
        string[] forAll = ["MyWorkPage", "NotFound"];
        Assert.Equal(forAll, Pages().Where(page => PolicyOf(page) == Access.SignedIn).Select(page => page.Name).Order());
    }

    [Fact]
    public async Task Nobody_reaches_anything_but_the_door()
    {
        using var visitor = host.Visitor();
        var endpoints = host.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => Address(e.RoutePattern.RawText!)).Distinct().ToList();
        Assert.Contains("/files/" + Guid.Empty, endpoints);
        Assert.Contains("/exchange/2023-11/1/file", endpoints);
        foreach (var address in endpoints.Append("/nothing-here"))
        {
            var answer = await visitor.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True(
                answer.StatusCode == HttpStatusCode.Unauthorized || (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.ToString().Contains("/sign-in")),
                $"{address} answered {answer.StatusCode}");
            Assert.Equal("", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Each_role_opens_its_pages_and_finds_no_others(Role role)
    {
        using var visitor = await host.SignInAsync(DemonstrationAccounts.All.First(s => s.Role == role).UserName);
        var wrong = new List<string>();
        foreach (var page in Pages().Where(page => PolicyOf(page) is not null && page != typeof(NotFound)))
        {
            var expected = Of(_expected[PolicyOf(page)!]).Contains(role) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            foreach (var route in page.GetCustomAttributes<RouteAttribute>())
            {
                var answer = await visitor.GetAsync(Address(route.Template), TestContext.Current.CancellationToken);
                if (answer.StatusCode != expected)
                {
                    wrong.Add($"{route.Template}: {answer.StatusCode}");
                }
            }
        }

        Assert.Empty(wrong);
        var dashboard = await visitor.GetAsync("/hangfire", TestContext.Current.CancellationToken);
        Assert.Equal(role == Role.Administrator ? HttpStatusCode.OK : HttpStatusCode.NotFound, dashboard.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void The_menu_shows_what_opens_and_nothing_else(Role role)
    {
        var entries = Menu.Of(new Actor("x", "x", role, "340699", new HashSet<string>()));
        foreach (var entry in entries)
        {
            var page = Pages().Where(page => page.GetCustomAttributes<RouteAttribute>().Any(route => Leads(entry.Href, route.Template))).ToList();
            Assert.All(page, p => Assert.Contains(role, Of(_expected[PolicyOf(p)!])));
        }

        Assert.Equal(Of(_expected[Access.SeesPersons]).Contains(role), entries.Any(e => e.Href == "people"));
        Assert.Equal(role == Role.Administrator, entries.Any(e => e.Href == "accounts"));
        Assert.Equal(entries.Count, entries.DistinctBy(e => e.Href).Count());
    }

    private static IEnumerable<Type> Pages() => typeof(Menu).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute)));

    // A page that asks for a signed-in person and no more names no policy of its own.
    private static string? PolicyOf(Type page) => page.GetCustomAttribute<AuthorizeAttribute>() is { } attribute ? attribute.Policy ?? Access.SignedIn : null;

    private static IEnumerable<Role> Of(string letters) => letters.Select(letter => (Role)Letters.IndexOf(letter, StringComparison.Ordinal)).Order();

    private static bool Leads(string href, string template)
    {
        var (here, there) = (("/" + href).TrimEnd('/').Split('/'), template.TrimEnd('/').Split('/'));
        return here.Length == there.Length && here.Zip(there).All(pair => pair.First == pair.Second || pair.Second.StartsWith('{'));
    }

    // The address with something in every gap: a code that exists, a month, a number nobody has.
    private static string Address(string template) => "/" + string.Join('/', template.Trim('/').Split('/').Select(part => part switch
    {
        ['{', '*', ..] => "",
        ['{', ..] when part.Contains(":guid") => Guid.Empty.ToString(),
        ['{', ..] when part.Contains(":int") => "1",
        "{month}" or "{Month}" or "{MonthText}" => "2023-11",
        "{Code}" or "{code}" => "home_modification",
        ['{', ..] => "unknown",
        _ => part,
    }));
}

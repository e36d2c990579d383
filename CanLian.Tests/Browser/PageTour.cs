using System.Reflection;
using System.Text.RegularExpressions;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Cases.Payments;
using CanLian.Blazor.Security;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Doubts;
using CanLian.Domain.Figures;
using CanLian.Domain.Surveys;
using CanLian.Tests.Demo;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;

namespace CanLian.Tests.Browser;

/// <summary>All pages by their routes: who may open each, and an address of the demonstration that fills its parameters.</summary>
public sealed partial class PageTour(Demonstration demonstration) : IAsyncDisposable
{
    private const string SetUp = "/setup";

    // A page is looked at by whoever has most to do on it.
    private static readonly string[] _byWork =
        [Village.DistrictOfficer, Village.TownOfficer, Village.Supervisor, Village.Administrator, .. DemonstrationAccounts.All.Select(a => a.UserName)];

    private readonly OpenOffice _host = new(demonstration);
    private readonly Lazy<Host> _empty = new(() => new Host(Directory.CreateTempSubdirectory("canlian-empty-").FullName));
    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, string> _signedIn = [];

    public static IReadOnlyList<(string Route, Type Page)> Pages { get; } =
        [.. typeof(Blazor.App.App).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>().Select(r => (r.Template, t)))];

    /// <summary>The first page of an installation exists only while it is empty.</summary>
    private Host HostOf(string route) => route == SetUp ? _empty.Value : _host;

    /// <summary>The demonstration's account that opens the page; null where nobody signs in.</summary>
    private static string? AccountFor(string route)
    {
        var page = Pages.First(p => p.Route == route).Page;
        if (page.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
        {
            return null;
        }

        var policy = page.GetCustomAttribute<AuthorizeAttribute>()?.Policy ?? Access.SignedIn;
        return _byWork.First(name => Access.Allows(DemonstrationAccounts.All.Single(a => a.UserName == name).Role, policy));
    }

    /// <summary>Whoever opens the page comes to it; everybody signs in once for all their pages.</summary>
    public async Task<Colleague> ComeAsync(OneBrowser browser, string route)
    {
        if (AccountFor(route) is not { } account)
        {
            return await browser.ComeAsync(HostOf(route));
        }

        if (_signedIn.TryGetValue(account, out var cookies))
        {
            return await browser.ComeAsync(_host, cookies: cookies);
        }

        var colleague = await browser.ComeAsync(_host, account);
        _signedIn[account] = await colleague.Context.StorageStateAsync();
        return colleague;
    }

    public async Task<string> AddressAsync(string route)
    {
        if (Parameter().IsMatch(route) && _values.Count == 0)
        {
            await PrepareAsync();
        }

        return Parameter().Replace(route, match => _values.TryGetValue(route, out var ofThisRoute)
            ? ofThisRoute
            : _values.TryGetValue(match.Groups[1].Value, out var value)
                ? value
                : throw new InvalidOperationException($"Say in {nameof(PageTour)} what {match.Value} of {route} is in the demonstration."));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_empty.IsValueCreated)
        {
            await _empty.Value.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(_empty.Value.Folder, recursive: true);
        }
    }

    [GeneratedRegex(@"\{(\w+)(:\w+)?\??\}")]
    private static partial Regex Parameter();

    private async Task PrepareAsync()
    {
        var (id, person) = await _host.OpenCaseAsync();
        var lot = new Batch
        {
            Programme = Village.Programme,
            Year = DemonstrationDistrict.Year,
            Name = "第九标段",
            RegionCode = Places.District,
            State = BatchState.Enrolling,
        };
        await _host.Service<BatchDesk>().SaveAsync(_host.Actor(Village.DistrictOfficer), lot);
        _values["Code"] = Village.Programme;
        _values["PersonId"] = person.Id.ToString();
        _values["/case/{Id:guid}"] = id.ToString();
        _values["/case/{Id:guid}/print"] = _values["/case/{Id:guid}/acceptance"] = id.ToString();
        _values["/batch/{Id:guid}"] = lot.Id.ToString();
        var (payments, finance) = (_host.Service<PaymentQueries>(), _host.Actor(Village.Finance));
        var waiting = await payments.CandidatesAsync(finance, Catalogue.Of("assistive_devices"), DemonstrationDistrict.Year);
        _values["/payments/{Id:guid}"] = (await _host.Service<PaymentDesk>().CreateAsync(finance, "assistive_devices", DemonstrationDistrict.Year, [.. waiting.Select(w => w.Id)], "残补", [])).Id.ToString()!;
        _values["/people/{Id:guid}"] = _values["/people/{Id:guid}/edit"] = person.Id.ToString();
        using var db = demonstration.Open();
        _values["/notices/{Id:guid}"] = db.Notices.First().Id.ToString();
        var asked = db.SurveyEntries.First(e => e.Way == null);
        var run = new ImportRecord { ActorId = "", ActorName = "周建平", Files = ["名册.xlsx"], State = ImportState.Undone };
        var twins = db.Persons.OrderBy(p => p.Id).Take(2).ToList();
        var pair = new Suspicion
        {
            FirstId = twins[0].Id,
            SecondId = twins[1].Id,
            FirstRegion = twins[0].RegionCode,
            SecondRegion = twins[1].RegionCode,
            Name = twins[0].Name,
            Shared = "手机",
        };
        var doubt = new Doubt
        {
            Rule = Catalogue.Doubts.Rules[0].Code,
            Subject = person.Id.ToString(),
            Fingerprint = "",
            RegionCode = person.RegionCode,
            Name = person.Name,
            Sentence = KeptText.Of("核定 {0} 元，发了 {1} 元", "1,000", "900"),
            Evidence = [new Evidence(id, EvidenceKind.Case, person.Name, person.RegionCode, "2023-家改-0001", DemonstrationDistrict.Day, 100_000, null)],
            FoundOn = DemonstrationDistrict.Day,
            PersonId = person.Id,
        };
        db.AddRange(run, pair, doubt);
        await db.SaveChangesAsync();
        _values["/organisations/{Id:guid}"] = db.Organisations.First().Id.ToString();
        _values["/import/{Id:guid}"] = run.Id.ToString();
        _values["/duplicates/{Id:guid}"] = pair.Id.ToString();
        _values["/findings/{Id:guid}"] = doubt.Id.ToString();
        _values["/survey/{Id:guid}"] = asked.Id.ToString();
        _values["/surveys/{Id:guid}"] = _values["/surveys/{Id:guid}/people"] = _values["/surveys/{Id:guid}/workbook"] = asked.SurveyId.ToString();
        var again = new SurveyCheck { EntryId = asked.Id, SurveyId = asked.SurveyId, RegionCode = asked.RegionCode, Round = 1, DrawnOn = asked.On ?? new DateOnly(2023, 12, 1), DrawnBy = "李明", Investigator = asked.Investigator };
        db.Add(again);
        await db.SaveChangesAsync();
        _values["/survey-checks/{Id:guid}"] = again.Id.ToString();
        var referral = db.Referrals.First();
        _values["/jobs/referrals/{Id:guid}"] = referral.Id.ToString();
        _values["/jobs/wishes/{Id:guid}"] = referral.WishId.ToString();
        _values["/jobs/vacancies/{Id:guid}"] = _values["/jobs/vacancies/{Id:guid}/edit"] = referral.VacancyId.ToString();
        _values["/accounts/{Id}"] = _host.Actor(Village.Worker).Id;
        _values["/figures/{Id}"] = Catalogue.Of(Village.Programme).MeasureFigure.Id;
        _values["/exchange/{MonthText}"] = db.ExchangePackages.Max(p => p.Month)!;
    }
}

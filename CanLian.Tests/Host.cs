using System.Net;
using System.Text.RegularExpressions;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Tests.Data.OnPostgres;
using CanLian.Tests.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace CanLian.Tests;

/// <summary>
/// The whole system, started as it is started in the office, over a data folder. Unless somebody asks for its
/// <see cref="Address"/> it answers in memory; then it stands on a free port for a browser. A class of browser tests takes
/// <see cref="OpenOffice"/> as its fixture.
/// </summary>
public class Host : WebApplicationFactory<Program>
{
    private readonly Lazy<string> _address;
    private readonly string _environment;
    private readonly TimeProvider? _time;

    /// <param name="folder">The data folder.</param>
    /// <param name="environment">As in Production.</param>
    /// <param name="time">A clock of the test's own.</param>
    /// <param name="postgres">How to reach the PostgreSQL that holds the database; null where it is in the folder.</param>
    public Host(string folder, string environment = "Production", TimeProvider? time = null, string? postgres = null)
    {
        (Folder, _environment, _time, Postgres) = (folder, environment, time, postgres);
        _address = new Lazy<string>(Listen);
    }

    public string Folder { get; }

    /// <summary>How to reach the PostgreSQL; null where the database is in the folder.</summary>
    public string? Postgres { get; }

    /// <summary>Where a browser finds the system, as <c>http://127.0.0.1:41234</c>; takes a free port at the first asking.</summary>
    public virtual string Address => _address.Value;

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser without pages: keeps cookies, follows no redirect.</summary>
    /// <param name="https">Speaks to the server as if over https; in memory only.</param>
    public HttpClient Visitor(bool https = false) =>
        CreateClient(new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            BaseAddress = new Uri(_address.IsValueCreated ? Address : https ? "https://localhost" : "http://localhost"),
        });

    /// <summary>A visitor who has signed in through the form.</summary>
    public async Task<HttpClient> SignInAsync(string name, string password = DemonstrationAccounts.Password, bool ownComputer = false)
    {
        var visitor = Visitor();
        var answer = await SubmitSignInAsync(visitor, name, password, ownComputer);
        return answer.StatusCode == HttpStatusCode.Found ? visitor : throw new InvalidOperationException($"{name} was not let in.");
    }

    /// <summary>Signs in as a person does, in a browser, and waits for the first page to be ready.</summary>
    public async Task SignInAsync(IPage page, string name, string password = DemonstrationAccounts.Password)
    {
        await page.GotoAsync(Address + "/sign-in");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", password);
        await page.PressAsync("#password", "Enter");
        await page.WaitForSelectorAsync(".cl-shell:not(.cl-static) h1");
    }

    /// <summary>Fills in the sign-in form and sends it.</summary>
    public static Task<HttpResponseMessage> SubmitSignInAsync(HttpClient visitor, string name, string password, bool ownComputer = false)
    {
        var fields = new Dictionary<string, string> { ["Posted.Name"] = name, ["Posted.Password"] = password };
        if (ownComputer)
        {
            fields["Posted.OwnComputer"] = "true";
        }

        return SubmitAsync(visitor, "/sign-in", fields);
    }

    /// <summary>Opens a page with a form and sends it filled in, with the page's own hidden fields, to the page or to another address.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient visitor, string page, Dictionary<string, string> fields, string? to = null)
    {
        var html = await visitor.GetStringAsync(page);
        var form = new Dictionary<string, string>(fields);
        foreach (Match hidden in Regex.Matches(html, """<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>"""))
        {
            form[hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value);
        }

        return await visitor.PostAsync(to ?? page, new FormUrlEncodedContent(form));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("data", Folder);
        if (Postgres is not null)
        {
            builder.UseSetting("CanLian:Database", "postgresql").UseSetting("CanLian:ConnectionString", Postgres);
        }
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        if (_time is { } time)
        {
            builder.ConfigureTestServices(services => services.AddSingleton(time));
        }
    }

    private string Listen()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress.ToString().TrimEnd('/');
    }
}

/// <summary>The system over a copy of the demonstration district, gone with the last test of the class.</summary>
public class DemonstrationHost : Host
{
    public DemonstrationHost(Demonstration demonstration)
        : base(Path.Combine(Path.GetTempPath(), "canlian-host-" + Guid.NewGuid().ToString("N")), postgres: OnPostgresAttribute.IsAsked ? PostgresServer.Empty() : null) =>
        demonstration.CopyTo(new DataFolder(Folder, postgres: Postgres));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (Postgres is { } postgres)
        {
            PostgresServer.Drop(postgres);
        }
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>The system over a copy of the demonstration district, listening from the start, so that a browser finds it.</summary>
public sealed class OpenOffice : DemonstrationHost
{
    // Whoever asks for a service starts the system in memory, and then it can listen no more.
    public OpenOffice(Demonstration demonstration) : base(demonstration) => _ = Address;
}

using System.Text;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Features.People;
using CanLian.Blazor.Features.Upkeep;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.Certification;
using CanLian.Tests.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CanLian.Tests.Data.Keys;

/// <summary>Whoever copies the files of a day's work without the keys finds no number in them.</summary>
public sealed class NoNumberInClearTests(TalkativeHost host) : IClassFixture<TalkativeHost>
{
    private static readonly DateTime _began = System.Diagnostics.Process.GetCurrentProcess().StartTime;

    [Fact]
    public async Task No_number_of_the_demonstration_stands_in_database_log_or_temporary_file_after_a_days_work()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var visitor = await host.SignInAsync("liming");
        await visitor.GetAsync("/people", cancellation);
        var databases = host.Service<CanLianDbFactory>();
        List<Person> people;
        await using (var db = databases.Open(Actor.System))
        {
            people = await db.Persons.AsNoTracking().Include(p => p.Certificates).ToListAsync(cancellation);
        }
        Assert.True(people.Count > 7000);
        // Whoever closes the last connection folds the log away; another test that clears all pools would do so.
        await using var holding = databases.Open(Actor.System);
        await holding.Database.OpenConnectionAsync(cancellation);
        await WorkAsync(people);
        Assert.Empty((await host.Service<NightlyBackup>().RunNowAsync()).Problems);

        var numbers = NumbersOf(people);
        Assert.True(numbers.Count > 3 * people.Count, $"{numbers.Count} numbers");
        var files = Directory.EnumerateFiles(host.Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".xlsx", StringComparison.Ordinal))
            .Concat(Temporary()).ToList();
        Assert.All(["canlian.db-wal", "talk.log", ".backup"], end => Assert.Contains(files, f => f.EndsWith(end, StringComparison.Ordinal) && new FileInfo(f).Length > 0));
        Assert.Empty(files.SelectMany(f => FoundIn(f, numbers)));
    }

    private async Task WorkAsync(List<Person> people)
    {
        var worker = Database.Someone(Role.DistrictOfficer);
        var (register, desk, drafts) = (host.Service<PersonRegister>(), host.Service<PersonDesk>(), host.Service<DraftDesk>());
        foreach (var person in people.Where(p => p.Phone is not null).Take(20))
        {
            var (opened, mine) = (PersonEntry.Of(person), PersonEntry.Of(person));
            mine.Phone = person.Phone![..^1] + (person.Phone[^1] == '0' ? '1' : '0');
            Assert.True((await register.ChangeAsync(worker, person.Id, person.Version, opened, mine)).Result.Outcome.Succeeded);
            person.Phone = mine.Phone;
            await desk.RevealAsync(worker, person.Id, SensitiveNumber.Id, "核对身份");
            await drafts.KeepAsync(worker, "person:" + person.Id, $$"""{"Phone":"{{person.Phone}}","IdNumber":"{{person.IdNumber.Value}}"}""", 2);
        }
        await WriteFormAsync(worker, people);
        await host.Service<ExchangeDesk>().BuildAsync(Actor.System, new Month(2023, 12));
        await host.Service<PersonSearch>().FindAsync(worker, people[0].IdNumber.Value);
    }

    // A residence permit has its holder's ID number. It is typed, kept, read back and corrected.
    private async Task WriteFormAsync(Actor worker, List<Person> people)
    {
        var programme = Catalogue.Of("certification");
        var (desk, databases) = (host.Service<CaseDesk>(), host.Service<CanLianDbFactory>());
        foreach (var id in people.Take(2).Select(p => p.IdNumber.Value))
        {
            var file = await OpenCaseAsync(databases, programme);
            var (opened, mine) = (CaseEdit.Of(file, programme), CaseEdit.Of(file, programme));
            var form = (CertificationForm)mine.Form;
            (form.CrossProvince, form.Side, form.PermitNumber) = (true, Side.Accepting, id);
            Assert.Equal([], (await desk.SaveAsync(worker, file.Id, file.Version, opened, mine)).Outcome.Reasons);
            file = await OpenCaseAsync(databases, programme);
            Assert.Equal(id, ((CertificationForm)programme.ReadForm(file.Form)).PermitNumber);
        }
    }

    private static async Task<CaseFile> OpenCaseAsync(CanLianDbFactory databases, Programme programme)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Cases.AsNoTracking().Where(c => c.Programme == programme.Code && c.StageKind == StageKind.Open).OrderBy(c => c.Id).FirstAsync();
    }

    private static HashSet<string> NumbersOf(List<Person> people) =>
        [.. people.SelectMany(p => (string?[])[
            p.IdNumber.Value, p.Phone, p.Guardian?.Phone, p.Guardian?.IdNumber?.Value, p.Account?.Number, .. p.Certificates.Select(c => c.Number.Value)]).OfType<string>()];

    // Written since the tests began, by this program or by a library it uses; other tests hold their own
    // folders there, with other people, and the runtime its pipes, which never end.
    private static IEnumerable<string> Temporary() =>
        Directory.EnumerateFiles(Path.GetTempPath()).Where(f => File.GetLastWriteTime(f) > _began && !Path.GetFileName(f).StartsWith("clr-debug-pipe", StringComparison.Ordinal) && !f.EndsWith("-socket", StringComparison.Ordinal));

    // Runs of digits, in one byte or in two, are cut to every length that a number has.
    private static IEnumerable<string> FoundIn(string file, HashSet<string> numbers)
    {
        byte[] bytes;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            yield break;
        }
        var lengths = numbers.Select(n => n.Length).Distinct().ToArray();
        var shortest = lengths.Min();
        foreach (var step in (int[])[1, 2])
        {
            for (var start = 0; start < bytes.Length; start++)
            {
                var end = start;
                while (end < bytes.Length && bytes[end] is (>= (byte)'0' and <= (byte)'9') or (byte)'X' or (byte)'B' && (step == 1 || end + 1 < bytes.Length && bytes[end + 1] == 0))
                {
                    end += step;
                }
                var run = (end - start) / step;
                if (run >= shortest)
                {
                    var text = Encoding.ASCII.GetString(bytes, start, end - start).Replace("\0", "", StringComparison.Ordinal);
                    foreach (var found in lengths.SelectMany(l => Enumerable.Range(0, Math.Max(0, text.Length - l + 1)).Select(i => text.Substring(i, l))).Where(numbers.Contains))
                    {
                        yield return $"{Path.GetFileName(file)} at {start}: {found.Length} digits";
                    }
                }
                start = run > 0 ? end - 1 : start;
            }
        }
    }
}

/// <summary>The demonstration, with everything any part of the program has to say written to <c>talk.log</c> in its folder.</summary>
public sealed class TalkativeHost(Demonstration demonstration) : DemonstrationHost(demonstration)
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace)
            .Services.AddSingleton<ILoggerProvider>(new FileLog(Path.Combine(Folder, "talk.log"))));
    }

    private sealed class FileLog(string path) : ILoggerProvider, ILogger
    {
        private readonly StreamWriter _file = new(path) { AutoFlush = true };

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_file)
            {
                _file.WriteLine(formatter(state, exception) + exception);
            }
        }

        public void Dispose() => _file.Dispose();
    }
}

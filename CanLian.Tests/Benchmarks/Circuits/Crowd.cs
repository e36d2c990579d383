using System.Diagnostics;
using System.Globalization;
using System.Net;
using CanLian.Tests.Browser;

namespace CanLian.Tests.Benchmarks.Circuits;

/// <summary>
/// Many people with a page open each, in a process of their own (<c>bench crowd</c>), so that what the server holds can be told from what they hold. It is
/// driven by lines on its standard input and answers on its output.
/// </summary>
internal sealed class Crowd(Uri address)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private const int AtOnce = 8;

    // A server that has just begun translates what it does for the first time; it is measured as it is on any other morning.
    private static readonly TimeSpan _warmsUp = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, (HttpClient Visitor, CookieContainer Cookies)> _signedIn = [];
    private readonly List<Circuit> _open = [];

    /// <summary>
    /// Lines: <c>open USER PATH COUNT</c> opens pages and keeps them open; <c>work SECONDS RATE CASE…</c> takes steps of these cases to and fro at a steady
    /// rate, and measures them after a while; an empty line ends it.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var crowd = new Crowd(new Uri(args[0]));
        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            var words = line.Split(' ');
            Console.WriteLine(words[0] == "open"
                ? await crowd.OpenAsync(words[1], words[2], int.Parse(words[3], CultureInfo.InvariantCulture))
                : await crowd.WorkAsync(TimeSpan.FromSeconds(int.Parse(words[1], CultureInfo.InvariantCulture)), int.Parse(words[2], CultureInfo.InvariantCulture), words[3..]));
        }
        return 0;
    }

    private async Task<string> OpenAsync(string user, string path, int count)
    {
        var (visitor, cookies) = await SignInAsync(user);
        var took = new List<double>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            var clock = Stopwatch.StartNew();
            var circuit = await Circuit.OpenAsync(visitor, cookies, address, path);
            await circuit.SeesAsync(Ready, _patience);
            lock (_open)
            {
                took.Add(clock.Elapsed.TotalMilliseconds);
                _open.Add(circuit);
            }
        });
        return Invariant($"{took.Order().ElementAt((int)(took.Count * .95)):N0}");
    }

    // A worker opens one case after the other and sends it in, then the officer of the town opens them and sends them back, and so on.
    private async Task<string> WorkAsync(TimeSpan time, int rate, string[] cases)
    {
        var pairs = new List<Pair>();
        foreach (var ids in cases.Chunk(2))
        {
            pairs.Add(new Pair(ids, await PageAsync(Village.Worker), await PageAsync(Village.TownOfficer)));
        }
        var waiting = new Queue<Pair>(pairs);
        var (steps, pages, done) = (new List<double>(), new List<double>(), new List<Task>());
        var clock = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1d / rate));
        var late = 0;
        while (clock.Elapsed < _warmsUp + time && await beat.WaitForNextTickAsync())
        {
            var counts = clock.Elapsed > _warmsUp;
            Pair? pair;
            lock (waiting)
            {
                if (!waiting.TryDequeue(out pair))
                {
                    late += counts ? 1 : 0;
                    continue;
                }
            }
            done.Add(Task.Run(async () =>
            {
                var (page, step) = await pair.StepAsync(address);
                lock (waiting)
                {
                    waiting.Enqueue(pair);
                    if (counts)
                    {
                        pages.Add(page);
                        steps.Add(step);
                    }
                }
            }));
        }
        await Task.WhenAll(done);
        var seconds = (clock.Elapsed - _warmsUp).TotalSeconds;
        var broken = _open.Count(c => c.Broken is not null);
        return Invariant($"{steps.Count} steps in {seconds:N0} s ({steps.Count / seconds:N1} a second, {late} beats found everybody busy); a step's click p50 {At(steps, .5):N0} ms, p95 {At(steps, .95):N0} ms, max {At(steps, 1):N0} ms; a case's page p50 {At(pages, .5):N0} ms, p95 {At(pages, .95):N0} ms; {broken} pages broken");
    }

    private async Task<Circuit> PageAsync(string user)
    {
        var (visitor, cookies) = await SignInAsync(user);
        var circuit = await Circuit.OpenAsync(visitor, cookies, address, ".");
        await circuit.SeesAsync(Ready, _patience);
        _open.Add(circuit);
        return circuit;
    }

    private async Task<(HttpClient Visitor, CookieContainer Cookies)> SignInAsync(string user)
    {
        if (!_signedIn.TryGetValue(user, out var known))
        {
            var cookies = new CookieContainer();
            var visitor = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
            var answer = await Host.SubmitSignInAsync(visitor, user, CanLian.Blazor.Data.Demo.DemonstrationAccounts.Password);
            known = answer.StatusCode == HttpStatusCode.Found ? (visitor, cookies) : throw new InvalidOperationException($"{user} was not let in.");
            _signedIn[user] = known;
        }
        return known;
    }

    // A page is there when its heading is and nothing on it is still on its way.
    private static bool Ready(DrawnNode root) =>
        root.Within().Any(n => n.Name == "h1") && !root.Within().Any(n => n.Attributes.TryGetValue("aria-busy", out var busy) && busy == "true");

    private static double At(List<double> values, double share) =>
        values.Count == 0 ? 0 : values.Order().ElementAt(Math.Min((int)(values.Count * share), values.Count - 1));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed class Pair(string[] ids, Circuit worker, Circuit town)
    {
        private int _turn;

        /// <summary>Opens the next case's page, as whose turn it is, and takes the step; gives the milliseconds of both.</summary>
        public async Task<(double Page, double Step)> StepAsync(Uri address)
        {
            var sentIn = _turn / ids.Length % 2 == 1;
            var (circuit, step) = sentIn ? (town, "H15") : (worker, "H1");
            var clock = Stopwatch.StartNew();
            await circuit.GoAsync(new Uri(address, "case/" + ids[_turn % ids.Length]));
            await circuit.SeesAsync(root => Button(root, step) is not null, _patience);
            var page = clock.Elapsed.TotalMilliseconds;
            if (sentIn)
            {
                await circuit.ClickAsync(root => Button(root, step));
                await circuit.SeesAsync(root => Remark(root) is not null, _patience);
                await circuit.FillAsync(Remark, "申请表没有签字");
            }
            clock.Restart();
            await circuit.ClickAsync(root => Button(root, step));
            await circuit.SeesAsync(root => Button(root, step) is null, _patience);
            _turn++;
            return (page, clock.Elapsed.TotalMilliseconds);
        }

        // The step's own button, or the last one of the small form it has opened.
        private static DrawnNode? Button(DrawnNode root, string step) => root.Within()
            .FirstOrDefault(n => n.Attributes.TryGetValue("id", out var name) && name == "step-" + step)?.Within().LastOrDefault(n => n.Name == "button");

        private static DrawnNode? Remark(DrawnNode root) => root.Within().FirstOrDefault(n => n.Name == "textarea" && n.Attributes.TryGetValue("id", out var name) && name == "step-remark");
    }
}

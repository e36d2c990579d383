using System.CommandLine;
using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;

namespace CanLian.Blazor.Commands;

/// <summary>A month as the command line tells it (一期): what was not built, delivered or acknowledged is null.</summary>
internal sealed record MonthAnswer(
    string Month, string Due, string AsOf, string State, bool? OnTime, string? Built, string? BuiltBy, int? Rows, int? Persons, int? Households, int? Measures, int? Changes,
    string? File, string? Sha256, long? Size, string? FileState, int? Sequence, string? Step, string? Released, string? ReleasedBy, string? Delivered, string? Acknowledged,
    int? Accepted, int? Rejected, string? Problem)
{
    public static MonthAnswer Of(ExchangeMonth month, PackageFileState file)
    {
        var package = month.Package;
        return new MonthAnswer(
            month.Month.ToString(), Iso(month.DueOn), Iso(month.AsOf), month.Words.ToString(), package?.OnTime,
            Moment(package?.BuiltAt),
            package?.BuiltBy, package?.Sheets.Sum(s => s.Rows), package?.Persons, package?.Households, package?.Measures, package?.Changes,
            package?.FileName, package?.Sha256, package?.Size, package is null ? null : file.Label(), package?.Sequence, package?.Step.Label(),
            Moment(package?.ReleasedAt), package?.ReleasedBy, Moment(package?.DeliveredAt), Moment(package?.AcknowledgedAt), package?.Accepted,
            package?.AcknowledgedAt is null ? null : package.Rejected.Count, package?.LastProblem is { Length: > 0 } problem ? problem : null);
    }

    private static string? Moment(DateTime? utc) =>
        utc is { } at ? OfficeClock.ToLocal(at).ToString("yyyy-MM-dd'T'HH:mm:ss+08:00", CultureInfo.InvariantCulture) : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>exchange build: builds a month's package, once, and puts a copy where asked (生成数据交换包).</summary>
internal sealed class ExchangeBuildVerb : Verb
{
    private readonly Option<string> _month = new("--month") { Description = "哪一期，写作 2023-12；数据截至上月末", Required = true };
    private readonly Option<string?> _out = new("--out") { Description = "把包另存一份到这个文件夹" };
    private readonly Option<bool> _json = JsonOption();

    public ExchangeBuildVerb() : base("build", "生成一个月的数据交换包；这个月生成过就说是谁、什么时候生成的")
    {
        Options.Add(_month);
        Options.Add(_out);
        Options.Add(_json);
        _month.Validators.Add(given =>
        {
            if (!Month.TryParse(given.GetValueOrDefault<string>(), out _))
            {
                given.AddError("--month 要写成 2023-12 这样的年月");
            }
        });
    }

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        _ = Month.TryParse(run.Get(_month), out var month);
        var desk = run.Service<ExchangeDesk>();
        var built = await desk.BuildAsync(run.Actor, month, release: true);
        if (built.Package is not { } package)
        {
            return run.Conclude(built.Outcome);
        }

        await run.Service<DeliveryDesk>().SendDueAsync(cancellation);
        package = (await run.Service<ExchangeQueries>().MonthsAsync(run.Actor))!.Value.Ledger.Of(month).Package!;
        var file = await desk.CheckAsync(package);
        if (run.Get(_json))
        {
            run.WriteJson(new { New = built.New, Package = MonthAnswer.Of(new ExchangeMonth(month, package, run.Service<OfficeClock>().Today), file) });
        }
        else
        {
            await run.Out.WriteLineAsync(run.L[
                built.New ? "{0} 期已生成：{1} 户 {2} 人，享受明细 {3} 行，变动 {4} 行" : "{0} 期此前已生成：{1} 户 {2} 人，享受明细 {3} 行，变动 {4} 行",
                month, package.Households, package.Persons, package.Measures, package.Changes]);
            await run.Out.WriteLineAsync(run.L["{0:yyyy-MM-dd HH:mm} {1}，{2}，SHA-256 {3}", OfficeClock.ToLocal(package.BuiltAt), package.BuiltBy, package.FileName, package.Sha256]);
        }
        if (package is { AwaitsDelivery: true, LastProblem: { Length: > 0 } problem })
        {
            await run.Error.WriteLineAsync(run.L["没有送到：{0}", problem]);
            return Refused;
        }
        return run.Get(_out) is { } folder ? await CopyAsync(run, desk, month, folder) : Done;
    }

    private static async Task<int> CopyAsync(VerbRun run, ExchangeDesk desk, Month month, string folder)
    {
        var file = await desk.TakeFileAsync(run.Actor, month);
        if (file.Path is null)
        {
            return run.Conclude(Outcome.Refused(new Reason(file.Problem!.Value)));
        }
        try
        {
            Directory.CreateDirectory(folder);
            File.Copy(file.Path, Path.Combine(folder, file.Package!.FileName), overwrite: true);
            return Done;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return run.Conclude(Outcome.Refused("包已生成，但没能另存到 {0}：{1}", folder, problem.Message));
        }
    }
}

/// <summary>exchange status: month by month, when it was due and built, and the hash of its file (各月状态).</summary>
internal sealed class ExchangeStatusVerb : Verb
{
    private readonly Option<bool> _json = JsonOption();

    public ExchangeStatusVerb() : base("status", "各月数据交换：哪天到期、什么时候生成、文件校验值") => Options.Add(_json);

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        var (ledger, rows) = (await run.Service<ExchangeQueries>().MonthsAsync(run.Actor))!.Value;
        var (onTime, of) = ledger.OnTimeIn(ledger.Current.Year);
        if (run.Get(_json))
        {
            run.WriteJson(new
            {
                Months = rows.Reverse().Select(r => MonthAnswer.Of(r.Month, r.File)),
                Year = ledger.Current.Year,
                OnTimeMonths = onTime,
                CountedMonths = of,
                Next = new { Month = ledger.Next.Month.ToString(), Due = ledger.Next.DueOn, ledger.Next.DaysLeft },
            });
            return Done;
        }

        foreach (var row in rows.Reverse())
        {
            var package = row.Month.Package;
            await run.Out.WriteLineAsync(package is null
                ? run.L["{0}  {1:yyyy-MM-dd} 到期  {2}", row.Month.Month, row.Month.DueOn, run.L.Of(row.Month.Words)]
                : run.L["{0}  {1:yyyy-MM-dd} 到期  {2}  {3:yyyy-MM-dd HH:mm} {4}  {5} 人  {6}  {7}", row.Month.Month, row.Month.DueOn, run.L.Of(row.Month.Words),
                    OfficeClock.ToLocal(package.BuiltAt), package.BuiltBy, package.Persons, package.Sha256, run.L[row.File.Label()]]);
        }
        await run.Out.WriteLineAsync(run.L["{0} 年按时 {1} / {2} 个月；下一期 {3}，{4:yyyy-MM-dd} 到期", ledger.Current.Year, onTime, of, ledger.Next.Month, ledger.Next.DueOn]);
        return Done;
    }
}

/// <summary>exchange password: the password of the packages, for whoever tells it to the receiver (包的口令). That it was shown is recorded.</summary>
internal sealed class ExchangePasswordVerb() : Verb("password", "数据交换包的口令，告知接收单位用；显示会记下")
{
    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        await run.Out.WriteLineAsync(await run.Service<ExchangeDesk>().ShowPasswordAsync(run.Actor));
        return Done;
    }
}

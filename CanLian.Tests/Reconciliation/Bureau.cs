using CanLian.Blazor.Features.Reconciliation;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using CanLian.Tests.Exchange;
using CanLian.Tests.Import;
using Xunit;

namespace CanLian.Tests.Reconciliation;

/// <summary>A small district and the bureau that sends it lists, as files.</summary>
public sealed class Bureau : IDisposable
{
    private readonly Workbooks _workbooks = new();

    public Bureau()
    {
        District = new District(new DateTime(2023, 11, 20, 10, 0, 0));
        Receiving = new ReceiveDesk(District.Factory, District.Database.Folder, District.Clock);
        Settling = new DifferenceDesk(District.Factory, District.Clock);
        Queries = new ReconciliationQueries(District.Factory, District.Clock);
    }

    public static Actor Clerk { get; } = Database.Someone(Role.ExchangeClerk);

    public District District { get; }
    public ReceiveDesk Receiving { get; }
    public DifferenceDesk Settling { get; }
    public ReconciliationQueries Queries { get; }

    /// <summary>A row that agrees with the register in everything.</summary>
    public static object?[] Row(Person person, string household = "B001", string? name = null, string? number = null, string removed = "否") =>
        [household, number ?? person.Certificate!.Number.Value, name ?? person.Name, "南石楼村", removed, person.Name, "因残", 44620d, "石桥镇", "边缘易致贫户"];

    /// <summary>A list as it comes: titles above, columns in another order, a footer.</summary>
    public string List(string title, params object?[][] rows) => Book("监测名单",
        [[title], ["户编号", "证件号码", "姓名", "村", "风险是否消除", "户主姓名", "风险1", "识别时间", "乡镇", "监测对象类别"], .. rows, ["合计"]]);

    public string Book(string sheet, params object?[][] rows) => _workbooks.Book(Guid.NewGuid().ToString("N"), sheet, rows);

    /// <summary>Takes a file in on a day of its month.</summary>
    public async Task<ReceiveResult> ReceiveAsync(string path, string? month = null)
    {
        var (lists, problem) = Receiving.Read(path);
        if (problem is { } said)
        {
            return new ReceiveResult(Outcome.Refused(new Reason(said)));
        }
        return await Receiving.ReceiveAsync(Clerk, lists[0], Month.TryParse(month, out var given) ? given : Receiving.MonthOf(lists[0]));
    }

    /// <summary>The differences of a list in words: kind and number.</summary>
    public static string[] Said(ReceiveResult result) => [.. result.List!.Counts.Select(c => $"{c.Kind.Label()} {c.Count}")];

    /// <summary>The balance of a month as the page shows it, which its four figures, their rows and the list below it agree with.</summary>
    public async Task<(int Opening, int Added, int Closed, int Closing)> BalanceAsync(string month)
    {
        var view = (await Queries.DifferencesAsync(Clerk, new(month)))!;
        Assert.True(view.Whole.Holds && view.ByTown.All(b => b.Holds) && view.ByKind.All(b => b.Holds));
        Assert.True(Month.TryParse(month, out var asked));
        var scope = new FigureScope(asked.Year, Clerk.Region, asked.LastDay);
        await using var db = District.Factory.Open(Clerk);
        foreach (var figure in DifferenceFigures.All)
        {
            var count = view.Whole.Of(figure.Part);
            Assert.Equal(count, figure.Evaluate(db, scope).Number);
            Assert.Equal(count, figure.EvaluateEach(db, scope, ["340699"])["340699"].Number);
            Assert.Equal(count, figure.Rows(db, scope).Skip(0).Take(100).ToList().Count);
            Assert.Equal(count, view.ByTown.Sum(b => b.Of(figure.Part)));
            Assert.Equal(count, view.ByKind.Sum(b => b.Of(figure.Part)));
            Assert.Equal(count, (await Queries.DifferencesAsync(Clerk, new(month, Part: figure.Part)))!.Total);
        }
        return (view.Whole.Opening, view.Whole.Added, view.Whole.Closed, view.Whole.Closing);
    }

    /// <summary>The replies of a month's package, built on a day.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RepliesAsync(Month month, DateTime on)
    {
        District.Local = on;
        var package = (await District.Desk.BuildAsync(Clerk, month)).Package!;
        return new OpenedPackage(Path.Combine(District.Database.Folder.Packages, package.FileName)).Rows("difference_reply.csv");
    }

    public void Dispose()
    {
        District.Dispose();
        _workbooks.Dispose();
    }
}

using CanLian.Blazor.Features.Reconciliation;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using CanLian.Tests.Exchange;
using CanLian.Tests.Import;

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

    public void Dispose()
    {
        District.Dispose();
        _workbooks.Dispose();
    }
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Commands;

/// <summary>move-to-postgresql: moves the data folder's SQLite database into the empty PostgreSQL of the settings, all or nothing (搬到 PostgreSQL).</summary>
internal sealed class MoveToPostgresVerb()
    : Verb("move-to-postgresql", "把数据文件夹里的 SQLite 数据库整个搬到设置里写的 PostgreSQL 空库，逐表清点核对；先停掉服务")
{
    public override bool NeedsDatabase => false;

    public override Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        var folder = run.Service<DataFolder>();
        if (folder.Postgres is null)
        {
            return Task.FromResult(run.Conclude(Outcome.Refused("先写好设置 CanLian__Database=postgresql 和 CanLian__ConnectionString，再搬")));
        }
        if (!File.Exists(folder.Database))
        {
            return Task.FromResult(run.Conclude(Outcome.Refused("{0} 里没有 canlian.db，没有要搬的", folder.Root)));
        }
        var file = new DataFolder(folder.Root, folder.Keys);
        using var alone = new InstanceLock(file);
        alone.Take();
        var tables = Move.IntoPostgres(file, folder);
        foreach (var table in tables.Where(t => t.Rows > 0).OrderBy(t => t.Table, StringComparer.Ordinal))
        {
            run.Out.WriteLine(run.L["{0}：{1} 行，两边一致", table.Table, table.Rows]);
        }
        run.Out.WriteLine(run.L["已搬到 PostgreSQL：{0} 张表 {1} 行，内容逐行核对，操作记录和加密的号码都对得上。原来的 canlian.db 没有动", tables.Count, tables.Sum(t => t.Rows)]);
        return Task.FromResult(Done);
    }
}

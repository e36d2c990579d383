using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Upkeep;

/// <summary>One thing that was checked (一项核对): how many there were, and the first problem; null where all is well.</summary>
public sealed record Check(string What, long Counted, Text? Problem);

/// <summary>
/// Checks a data folder from end to end (核对): the database's structure, sealed numbers, files against their hashes, the chain of the change log, and
/// that cases and their history agree. Reads only.
/// </summary>
public static class Verification
{
    public static IReadOnlyList<Check> Of(CanLianDb db, DataFolder folder) =>
        [Engine.Structure(db), Numbers(db), Attachments(db, folder), Packages(db, folder), Trail(db), Histories(db), Counters(db), Found(db), Tallied(db)];

    // Each number is opened as it is read, and a number that does not open says so by an exception.
    private static Check Numbers(CanLianDb db)
    {
        long opened = 0;
        try
        {
            foreach (var person in db.Persons.AsNoTracking().AsSingleQuery().Include(p => p.Certificates).AsEnumerable())
            {
                opened += 1 + person.Certificates.Count;
            }
            return new Check("加密的号码", opened, null);
        }
        catch (KeysException damaged)
        {
            return new Check("加密的号码", opened, damaged.Reason);
        }
    }

    private static Check Attachments(CanLianDb db, DataFolder folder)
    {
        var rows = db.Cases.SelectMany(c => c.Attachments).AsNoTracking().Select(a => new { a.Id, a.Sha256 }).ToList();
        return Files("附件", folder.Attachments, rows.ConvertAll(a => (a.Id.ToString("N"), a.Sha256)));
    }

    private static Check Packages(CanLianDb db, DataFolder folder)
    {
        var rows = db.ExchangePackages.AsNoTracking().Select(p => new { p.FileName, p.Sha256 }).ToList();
        return Files("数据交换包", folder.Packages, rows.ConvertAll(p => (p.FileName, p.Sha256)));
    }

    private static Check Files(string what, string folder, List<(string Name, string Sha256)> files)
    {
        var missing = files.FindAll(f => !File.Exists(Path.Combine(folder, f.Name)));
        var altered = files.Except(missing).Where(f => Backup.HashOf(Path.Combine(folder, f.Name)) != f.Sha256).ToList();
        return new Check(what, files.Count, (missing, altered) switch
        {
            ([], []) => null,
            ([var first, ..], _) => new Text("少了 {0} 个文件，如 {1}", missing.Count, first.Name),
            (_, [var first, ..]) => new Text("{0} 个文件和登记的校验值不一致，如 {1}", altered.Count, first.Name),
        });
    }

    private static Check Trail(CanLianDb db)
    {
        var (holds, brokenAt) = ChangeChain.Walk(db);
        return new Check("操作记录", holds, brokenAt is { } at ? new Text("第 {0} 条起对不上：有人绕过系统改过、删过或加过", at) : null);
    }

    // A case stands where its last event that led somewhere put it.
    private static Check Histories(CanLianDb db)
    {
        var wrong = db.Cases.Where(c => c.Events.Count == 0
                || c.Stage != c.Events.Where(e => e.ToStage != null).OrderByDescending(e => e.Sequence).Select(e => e.ToStage).FirstOrDefault())
            .Select(c => c.Number).Take(100).ToList();
        return new Check("案件和经过", db.Cases.Count(), wrong is [var first, ..] ? new Text("{0} 件案件的环节和经过不一致，如 {1}", wrong.Count, first) : null);
    }

    private static Check Counters(CanLianDb db)
    {
        var counts = db.Cases.GroupBy(c => new { c.Programme, c.Year }).Select(g => new { g.Key.Programme, g.Key.Year, Count = g.Count() }).ToList();
        var last = db.CaseCounters.AsNoTracking().ToDictionary(c => (c.Programme, c.Year), c => c.Last);
        var behind = counts.FindAll(c => last.TryGetValue((c.Programme, c.Year), out var given) && given < c.Count);
        return new Check("案号", counts.Count, behind is [var first, ..] ? new Text("{0} {1} 年的案号没有记全", first.Programme, first.Year) : null);
    }

    // Computed from the cases themselves, all of them.
    private static Check Tallied(CanLianDb db) => TallyRebuild.Compare(db) is not { } compared
        ? new Check("汇总", 0, null)
        : new Check("汇总", compared.Rows, compared.Wrong is [var first, ..] ? new Text("{0} 行汇总和记录对不上，如 {1}", compared.Wrong.Count, first) : null);

    private static Check Found(CanLianDb db)
    {
        var lost = db.Persons.Count(p => !db.SearchKeys.Any(k => k.PersonId == p.Id));
        return new Check("检索键", db.SearchKeys.LongCount(), lost == 0 ? null : new Text("有 {0} 人搜不到", lost));
    }
}

using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Features.Cases;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Tests.Browser;

/// <summary>南石楼村 of the demonstration, and what the tests need to stand there before anybody opens a page.</summary>
internal static class Village
{
    public const string Worker = "wangxiulan", TownOfficer = "chenjianguo", DistrictOfficer = "liming", Supervisor = "zhoujianping", Finance = "zhaoli",
        ExchangeClerk = "zhaoqian", Elsewhere = "sunguoqiang", Administrator = "admin";

    public const string Programme = "home_modification";

    public static CanLianDb Open(this Host host) => host.Service<CanLianDbFactory>().Open(Domain.Common.Actor.System);

    /// <summary>Grown-up persons who may receive home modification and have neither applied for it nor signed a consent.</summary>
    public static async Task<IReadOnlyList<Person>> EntitledAsync(this Host host)
    {
        await using var db = host.Open();
        var persons = await db.Persons.AsNoTracking().Include(p => p.Certificates).Include(p => p.Household)
            .Where(p => p.RegionCode == Places.Nanshilou && p.HouseholdId != null && p.Consents.Count == 0
                && p.Certificates.Any(c => c.Current && c.Kind == DisabilityKind.Physical))
            .OrderBy(p => p.SortKey).ThenBy(p => p.Id).ToListAsync();
        var (queries, programme, actor) = (host.Service<CaseQueries>(), Catalogue.Of(Programme), host.Actor(Worker));
        var entitled = new List<Person>();
        foreach (var person in persons.Where(p => !p.NeedsGuardian(host.Service<OfficeClock>().Today)))
        {
            if (await queries.StartAsync(actor, programme, person.Id) is { Failures.Count: 0 })
            {
                entitled.Add(person);
            }
        }

        return entitled;
    }

    public static Actor Actor(this Host host, string account)
    {
        using var db = host.Open();
        return db.Users.Single(a => a.UserName == account).ToActor();
    }

    /// <summary>A case that the village's worker has opened, with the signed application.</summary>
    public static async Task<(Guid Id, Person Person)> OpenCaseAsync(this Host host)
    {
        var person = (await host.EntitledAsync())[0];
        var actor = host.Actor(Worker);
        var (_, id) = await host.Service<CaseDesk>().OpenAsync(actor, Programme, person.Id, host.Service<OfficeClock>().Today);
        await host.Service<AttachmentDesk>().AddAsync(actor, id!.Value, "申请表", "申请表.png", "", new MemoryStream(Picture.Png()));
        return (id.Value, person);
    }

    public static async Task<CaseFile> CaseAsync(this Host host, Guid id)
    {
        await using var db = host.Open();
        return await db.Cases.AsNoTracking().Include(c => c.Events).Include(c => c.Attachments).Include(c => c.Batch).SingleAsync(c => c.Id == id);
    }
}

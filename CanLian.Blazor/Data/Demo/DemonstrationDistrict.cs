using CanLian.Blazor.Data.Bulk;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Something a feature adds to the demonstration after its records are saved (演示附加), in the order of registration.</summary>
/// <param name="Says">What is being done, for whoever waits.</param>
/// <param name="Fill">Does it.</param>
public sealed record DemonstrationPart(Text Says, Func<CancellationToken, Task> Fill);

/// <summary>
/// Fills an empty database with the demonstration: X区 in 2023, whose persons are all made up (演示区). It comes out the same every time and gives
/// the figures of the year's summary.
/// </summary>
public sealed class DemonstrationDistrict(
    CanLianDbFactory factory, OfficeClock clock, SearchHash hash, IOptions<PasswordHasherOptions> passwords, IEnumerable<DemonstrationPart> parts)
{
    public const int Year = 2023;

    /// <summary>The day the demonstration stays on.</summary>
    public static DateOnly Day { get; } = new(2023, 12, 29);

    /// <summary>Whether nothing was entered yet: no place, no person, no sign-in.</summary>
    public bool FindsEmpty()
    {
        using var db = factory.Open(Actor.System);
        return !db.Regions.Any() && !db.Persons.Any() && !db.Users.Any();
    }

    public async Task<Outcome> FillAsync(Action<Text> says, CancellationToken cancellation = default)
    {
        if (!FindsEmpty())
        {
            return Outcome.Refused("数据库里已经有数据，演示只能装进空库：换一个数据目录再来");
        }
        clock.Pinned = Day;
        var records = new DistrictRecords();
        Make(records, says);
        using (var db = factory.Open(Actor.System))
        {
            await SaveAsync(db, records, says, cancellation);
        }
        foreach (var part in parts)
        {
            says(part.Says);
            await part.Fill(cancellation);
        }
        return Outcome.Done;
    }

    private void Make(DistrictRecords records, Action<Text> says)
    {
        says(new Text("编排 {0} 个镇街、{1} 个村和 {2} 位残疾人", Places.Towns.Count, Places.Villages.Count, Places.Towns.Sum(t => t.Persons)));
        records.Regions.AddRange(Places.Regions);
        DemonstrationAccounts.Fill(records, new PasswordHasher<Account>(passwords));
        DistrictOrganisations.Fill(records);
        DistrictPlans.Fill(records);
        new Population(records).Fill();
        new Circumstances(records).Fill();
        records.Monitored.Fill();
        says(new Text("编写全年案件"));
        new MedicationCases(records, new CaseBook(records, Catalogue.Of(DistrictPlans.Medication))).Fill();
        new ChildRehabilitationCases(records, new CaseBook(records, Catalogue.Of(DistrictPlans.ChildRehabilitation))).Fill();
        new HomeModificationCases(records, new CaseBook(records, Catalogue.Of(DistrictPlans.HomeModification))).Fill();
        new TrainingCases(records, new CaseBook(records, Catalogue.Of(DistrictPlans.Training))).Fill();
        new HomeCareCases(records, new CaseBook(records, Catalogue.Of(DistrictPlans.HomeCare))).Fill();
        new BoardingCareCases(records, new CaseBook(records, Catalogue.Of(DistrictPlans.BoardingCare))).Fill();
        new CertificateAuditCases(records, new CaseBook(records, Catalogue.Of("certificate_audit"))).Fill();
        new CertificationCases(records, new CaseBook(records, Catalogue.Of("certification"))).Fill();
        new CultureCases(records, new CaseBook(records, Catalogue.Of("culture"))).Fill();
        new EntrepreneurshipCases(new CaseBook(records, Catalogue.Of(DistrictPlans.Entrepreneurship))).Fill();
        new GreenhouseCases(new CaseBook(records, Catalogue.Of(DistrictPlans.Greenhouse))).Fill();
        new FlexibleEmploymentCases(new CaseBook(records, Catalogue.Of("flexible_employment"))).Fill();
        new InsuranceSubsidyCases(records, new CaseBook(records, Catalogue.Of("insurance_subsidy"))).Fill();
        new ReliefVisitCases(records, new CaseBook(records, Catalogue.Of("relief_visit"))).Fill();
        new ChildDevicesCases(records, new CaseBook(records, Catalogue.Of("child_devices"))).Fill();
        new AssistiveDevicesCases(records, new CaseBook(records, Catalogue.Of("assistive_devices"))).Fill();
        new EducationCases(records, new CaseBook(records, Catalogue.Of("education"))).Fill();
        DistrictArticles.Fill(records);
        new DistrictSurvey(records).Fill();
        new DistrictJobs(records).Fill();
    }

    private async Task SaveAsync(CanLianDb db, DistrictRecords records, Action<Text> says, CancellationToken cancellation)
    {
        db.LogsEachChange = false;
        var keys = Task.Run(() => KeysOf(records), cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        await BulkLoad.BeginAsync(db, cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        says(new Text("写入名册：{0} 人、{1} 户", records.Persons.Count, records.Households.Count));
        var insert = new BulkInsert(db);
        insert.Add(records.Regions);
        insert.Add(records.Organisations);
        insert.Add(records.Organisations.SelectMany(o => o.Inspections).ToList());
        insert.Add(records.Households);
        insert.Add(records.Persons);
        insert.Add(records.Persons.SelectMany(p => p.Certificates));
        insert.Add(records.Persons.SelectMany(p => p.Hardships));
        insert.Add(records.Persons.SelectMany(p => p.Allowances));
        insert.Add(records.Persons.SelectMany(p => p.Consents));
        SaveCases(insert, records, says);
        insert.Add(records.Articles);
        insert.Add(records.Surveys);
        insert.Add(records.SurveyEntries);
        insert.Add(records.JobWishes);
        insert.Add(records.Vacancies);
        insert.Add(records.Vacancies.SelectMany(v => v.Hires));
        insert.Add(records.JobWishes.SelectMany(w => w.Referrals));
        says(new Text("写入检索键"));
        insert.Add(await keys);
        db.AddRange(records.Targets);
        db.AddRange(records.Tariffs);
        db.AddRange(records.Policies);
        db.AddRange(records.Accounts);
        db.AddRange(records.Counters);
        db.AddRange(
            new Setting { Key = Setting.DemonstrationDay, Value = Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) },
            new Setting { Key = Setting.District, Value = Places.DistrictName },
            new ChangeLogEntry
            {
                At = clock.UtcNow,
                ActorId = Actor.System.Id,
                ActorName = Actor.System.Name,
                Entity = "Demonstration",
                EntityId = Places.District,
                Action = "装入演示",
                RegionCode = Places.District,
            });
        await db.SaveChangesAsync(cancellation);
        TallyRebuild.All(db);
        await transaction.CommitAsync(cancellation);
        await BulkLoad.EndAsync(db, cancellation);
    }

    private static void SaveCases(BulkInsert insert, DistrictRecords records, Action<Text> says)
    {
        if (records.Cases.Count == 0)
        {
            return;
        }
        says(new Text("写入 {0} 件案件和经办经过", records.Cases.Count));
        insert.Add(records.Batches);
        insert.Add(records.Notices);
        insert.Add(records.Cases);
        insert.Add(records.Cases.SelectMany(c => c.Events));
        insert.Add(records.Cases.SelectMany(c => c.Attachments));
        insert.Add(records.Cases.SelectMany(c => c.Visits));
        insert.Add(records.Cases.SelectMany(c => c.Objections));
        insert.Add(records.Cases.SelectMany(c => c.Overrides));
        insert.Add(records.Cases.SelectMany(c => c.FollowUps));
        insert.Add(records.Cases.SelectMany(c => c.Payments));
        insert.Add(records.Cases.SelectMany(c => c.Holds));
    }

    /// <summary>The search keys in the order of their index, which makes writing them several times faster.</summary>
    private List<SearchKey> KeysOf(DistrictRecords records)
    {
        var keys = new List<SearchKey>(records.Persons.Count * 45);
        foreach (var person in records.Persons)
        {
            keys.AddRange(SearchKeys.Of(person, hash));
        }
        keys.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return keys;
    }
}

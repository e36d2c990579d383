using CanLian.Domain.Common;
using CanLian.Domain.People;
using Xunit;

namespace CanLian.Tests.People;

public class PersonRecordsTests : IDisposable
{
    private readonly Town _town = new();
    private readonly Person _lei;

    public PersonRecordsTests() => _lei = _town.Add("雷金海", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Three));

    [Fact]
    public async Task A_new_card_ends_the_former_and_both_numbers_find_the_person()
    {
        var entry = Card(IssueReason.Reassessed, DisabilityGrade.Two);
        Assert.Empty((await _town.Records.IssueAsync(Town.Worker, _lei.Id, entry)).Reasons);
        var person = (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!.Person;
        Assert.Equal([(DisabilityGrade.Three, false), (DisabilityGrade.Two, true)], person.Certificates.OrderBy(c => c.IssuedOn).Select(c => (c.Grade, c.Current)));
        foreach (var certificate in person.Certificates)
        {
            Assert.Single((await _town.Search.FindAsync(Town.Worker, certificate.Number.Value)).Persons);
        }
    }

    [Fact]
    public async Task Lost_found_frozen_and_restored_are_the_districts_to_enter()
    {
        Assert.Equal("挂失、冻结和恢复由区残联经办登记，请报区残联", await EnterAsync(Town.Worker, CertificateEvent.ReportLost, Town.Today, "丢失"));
        Assert.Equal("残疾人证现在是有效，不能登记恢复", await EnterAsync(Town.Officer, CertificateEvent.Restore, Town.Today, "找到"));
        Assert.Equal("日期要在 2018-03-19 和今天之间；写原因和依据", await EnterAsync(Town.Officer, CertificateEvent.ReportLost, Town.Today.AddDays(1), " "));
        Assert.Equal("", await EnterAsync(Town.Officer, CertificateEvent.ReportLost, Town.Today, "赶集时丢失，本人声明"));
        var lost = (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!;
        Assert.Equal((CertificateState.ReportedLost, "赶集时丢失，本人声明"), (lost.Person.Certificate!.State, lost.Person.Certificate.StateReason));
        Assert.Contains(lost.History, h => h.Words.ToString() == "挂失：赶集时丢失，本人声明");
        Assert.Equal("", await EnterAsync(Town.Officer, CertificateEvent.FindAgain, Town.Today, "在家里找到"));
        Assert.Equal(CertificateState.Valid, (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!.Person.Certificate!.State);
    }

    [Fact]
    public async Task A_hardship_begins_ends_and_does_not_overlap_itself()
    {
        Assert.Equal("", await AddAsync(HardshipKind.MinimumLiving, new(2022, 1, 1)));
        Assert.Equal("和已登记的 2022-01-01 至 今 重叠，先结束原来的那条", await AddAsync(HardshipKind.MinimumLiving, new(2023, 1, 1)));
        Assert.Equal("监测户要填主要风险，如因残", await AddAsync(HardshipKind.MonitoredUnstable, new(2023, 1, 1)));
        Assert.Equal("起始日期不能晚于今天", await AddAsync(HardshipKind.ExtremePoverty, Town.Today.AddDays(1)));
        var hardship = (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!.Person.Hardships.Single();
        Assert.Equal("终止日期要在 2022-01-01 和今天之间", Said(await _town.Records.EndAsync(Town.Worker, _lei.Id, hardship.Id, new(2021, 1, 1))));
        Assert.Equal("填到哪天为止", Said(await _town.Records.EndAsync(Town.Worker, _lei.Id, hardship.Id, null)));
        Assert.Equal("", Said(await _town.Records.EndAsync(Town.Worker, _lei.Id, hardship.Id, new(2022, 12, 31))));
        Assert.Equal("这一条已经结束", Said(await _town.Records.EndAsync(Town.Worker, _lei.Id, hardship.Id, new(2023, 1, 31))));
        Assert.Equal("", await AddAsync(HardshipKind.MinimumLiving, new(2023, 1, 1)));
    }

    [Fact]
    public async Task An_account_is_checked_by_its_digits_its_check_digit_and_its_holder()
    {
        Assert.Equal("填开户行；填账号；填开户人", await SaveAsync(new AccountEntry { Holder = "" }));
        Assert.Equal("账号应是 12 到 22 位，现在是 5 位", await SaveAsync(Account("12345")));
        Assert.Equal("账号只能是数字", await SaveAsync(Account("6217A01234567890")));
        Assert.Equal("账号的校验位不对，可能抄错一位。存折账号没有校验位：对照过就勾“账号核对过”再保存", await SaveAsync(Account("6217001234567890123")));
        Assert.Equal("开户人不是本人，填与本人的关系", await SaveAsync(Account("6217001234567890122", "陆强")));
        Assert.Equal("", await SaveAsync(Account("6217 0012 3456 7890 122")));
        var compared = Account("6217001234567890123", "陆强");
        (compared.Compared, compared.HolderRelation) = (true, "配偶");
        Assert.Equal("", await SaveAsync(compared));
        var account = (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!.Person.Account!;
        Assert.Equal(("6217001234567890123", "陆强", "配偶"), (account.Number, account.Holder, account.HolderRelation));

        // The number is left as it is, and the holder's relation goes with the holder.
        Assert.Equal("", await SaveAsync(Account("", "雷金海")));
        account = (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!.Person.Account!;
        Assert.Equal(("6217001234567890123", null), (account.Number, account.HolderRelation));
    }

    [Fact]
    public async Task A_guardian_is_of_age_and_somebody_else()
    {
        Assert.Equal("填监护人姓名；填监护人与本人的关系", await SaveAsync(new GuardianEntry()));
        Assert.Equal("监护人的身份证号和本人一样，请对照监护人的证件", await SaveAsync(Guardian(_lei.IdNumber.Value)));
        Assert.Equal("监护人 13 岁，要满 18 岁", await SaveAsync(Guardian(Town.Id(new(2010, 11, 12)))));
        Assert.Equal("手机号以 13 到 19 开头，请对照着再看一遍", await SaveAsync(new GuardianEntry { Name = "陆强", Relation = "配偶", Phone = "12345678901" }));
        Assert.Equal("", await SaveAsync(Guardian(Town.Id(new(1970, 1, 1)))));
        Assert.Equal("陆强", (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!.Person.Guardian!.Name);
    }

    [Fact]
    public async Task A_guardian_changed_by_two_comes_back_with_both_values()
    {
        var opened = GuardianEntry.Of(null);
        var theirs = new GuardianEntry { Name = "陆强", Relation = "配偶" };
        Assert.True((await _town.Desk.SaveGuardianAsync(Town.TownOfficer, _lei.Id, 0, opened, theirs)).Outcome.Succeeded);
        var result = await _town.Desk.SaveGuardianAsync(Town.Worker, _lei.Id, 0, opened, new GuardianEntry { Name = "雷大山", Relation = "父女" });
        Assert.Equal([("监护人姓名", "雷大山", "陆强"), ("与本人关系", "父女", "配偶")], result.Differences.Select(d => (d.Label, (string)d.Mine!, (string)d.Theirs!)));
    }

    [Fact]
    public async Task A_consent_needs_a_day_a_way_and_a_signer_who_may_sign()
    {
        Assert.Equal("填同意用于什么；填签字日期；选签字方式；填签字人", Said(await _town.Desk.AddConsentAsync(Town.Worker, _lei.Id, new ConsentEntry())));
        var child = _town.Add("陆刚守", new(2010, 11, 12));
        var entry = new ConsentEntry { Purpose = "办理残疾人服务和补助", SignedOn = Town.Today, Way = "书面签字", SignedBy = "陆刚守" };
        Assert.Equal("陆刚守未满 18 岁，要由监护人签", Said(await _town.Desk.AddConsentAsync(Town.Worker, child.Id, entry)));
        entry.SignedBy = "雷金海";
        Assert.Equal("", Said(await _town.Desk.AddConsentAsync(Town.Worker, child.Id, entry)));
        Assert.Equal("这一天的这份同意已经登记过", Said(await _town.Desk.AddConsentAsync(Town.Worker, child.Id, entry)));
        Assert.Equal("名册里找不到这个人", Said(await _town.Desk.AddConsentAsync(Town.OtherWorker, child.Id, entry)));
    }

    public void Dispose() => _town.Dispose();

    private CertificateEntry Card(IssueReason reason, DisabilityGrade grade) => new()
    {
        Number = CertificateNumber.Of(_lei.IdNumber, DisabilityKind.Physical, grade).Value,
        Kind = DisabilityKind.Physical,
        Grade = grade,
        IssuedOn = new(2023, 6, 1),
        Reason = reason,
    };

    private async Task<string> EnterAsync(Actor actor, CertificateEvent happened, DateOnly on, string reason) =>
        Said(await _town.Records.EnterEventAsync(actor, _lei.Id, happened, on, reason));

    private async Task<string> AddAsync(HardshipKind kind, DateOnly from) =>
        Said(await _town.Records.AddHardshipAsync(Town.Worker, _lei.Id, new HardshipEntry { Kind = kind, From = from, Source = "名单" }));

    private static AccountEntry Account(string number, string holder = "雷金海") => new() { Bank = "农商行", Number = number, Holder = holder };

    private static GuardianEntry Guardian(string id) => new() { Name = "陆强", Relation = "配偶", IdNumber = id };

    private async Task<string> SaveAsync(AccountEntry mine)
    {
        var person = (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!.Person;
        return Said((await _town.Desk.SaveAccountAsync(Town.Worker, _lei.Id, person.Version, AccountEntry.Of(person), mine)).Outcome);
    }

    private async Task<string> SaveAsync(GuardianEntry mine)
    {
        var person = (await _town.Persons.FindAsync(Town.Worker, _lei.Id))!.Person;
        return Said((await _town.Desk.SaveGuardianAsync(Town.Worker, _lei.Id, person.Version, GuardianEntry.Of(person.Guardian), mine)).Outcome);
    }

    private static string Said(Outcome outcome) => string.Join('；', outcome.Reasons.Select(r => r.Sentence.ToString()));
}

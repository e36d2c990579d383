using CanLian.Blazor.Features.People;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.People;

public class PersonRegisterTests : IDisposable
{
    private static readonly DateOnly Birth = new(1973, 4, 17);

    private readonly Town _town = new();

    [Fact]
    public async Task Who_is_entered_stands_in_the_register_with_what_follows_from_the_number()
    {
        var entry = Entry();
        (entry.NewHousehold, entry.RelationToHead) = (true, "户主");
        var card = Card(entry.IdNumber);
        var result = await _town.Register.EnterAsync(Town.Worker, new NewPerson(entry, card, Poor()));
        Assert.Empty(result.Outcome.Reasons);
        var person = (await _town.Persons.FindAsync(Town.Worker, result.Id!.Value))!.Person;
        Assert.Equal(("雷金海", Birth, Sex.Male, "15440712738"), (person.Name, person.BirthDate, person.Sex, person.Phone));
        Assert.Equal(("肢体二级", new DateOnly(2030, 5, 6), true), (person.Certificate!.Description, person.Certificate.ExpiresOn, person.Certificate.Current));
        Assert.Equal(("340699000001", "雷金海"), (person.Household!.Number, person.Household.HeadName));
        Assert.Equal(HardshipKind.MinimumLiving, Assert.Single(person.Hardships).Kind);
        Assert.Equal("雷金海", Assert.Single((await _town.Search.FindAsync(Town.Worker, "ljh")).Persons).Name);
    }

    [Fact]
    public async Task Every_fault_is_reported_at_once_each_at_its_field_and_nothing_is_saved()
    {
        var entry = new PersonEntry { Name = "雷3", IdNumber = Town.Id(Birth)[..17] + "Y", RegionCode = Town.Xiahao, Phone = "1394071273", NewHousehold = true };
        var result = await _town.Register.EnterAsync(Town.Worker, new NewPerson(entry, new CertificateEntry(), new HardshipEntry(), new AllowanceEntry()));
        Assert.Equal(
            [
                ("person-Name", "姓名里不该有“3”"),
                ("person-IdNumber", "身份证号只能是数字，18 位的末位可以是 X"),
                ("person-RegionCode", "这个村（社区）不归您管，选您管的村（社区）"),
                ("person-Registration", "选户口性质"),
                ("person-Phone", "手机号应是 11 位，现在是 10 位"),
                ("person-HeadName", "填户主姓名"),
                ("person-RelationToHead", "填与户主的关系，本人是户主就填户主"),
                ("certificate-Reason", "选发证原因"),
                ("certificate-Number", "没有填残疾人证号"),
                ("certificate-Kind", "选残疾类别"),
                ("certificate-Grade", "选残疾等级"),
                ("certificate-IssuedOn", "填发证日期"),
                ("hardship-From", "填从哪天起"),
                ("hardship-Source", "填依据：文件、名单或核查"),
                ("hardship-Kind", "选困难身份"),
                ("allowance-From", "填从哪天起"),
                ("allowance-Source", "填依据：文件、名单或核查"),
                ("allowance-Kind", "选哪一项补贴"),
            ],
            result.Outcome.Reasons.Select(r => (r.Anchor!, r.Sentence.ToString())));
        using var db = _town.Open();
        Assert.Empty(db.Persons);
        Assert.Empty(db.Households);
    }

    [Fact]
    public async Task The_same_number_leads_to_the_file_in_scope_and_says_no_name_outside()
    {
        var known = _town.Add("雷金海", Birth);
        var entry = Entry();
        entry.IdNumber = known.IdNumber.Value;
        var here = await _town.Register.EnterAsync(Town.Worker, new NewPerson(entry));
        Assert.Equal(known.Id, here.Twin);
        Assert.Equal("名册里已有这个身份证号：雷金海（南石楼村），不用再登记", Assert.Single(here.Outcome.Reasons).Sentence.ToString());

        entry.RegionCode = Town.Xiahao;
        var elsewhere = await _town.Register.EnterAsync(Town.OtherWorker, new NewPerson(entry));
        Assert.Null(elsewhere.Twin);
        Assert.Equal("这个身份证号已在别处登记，请联系区残联核对", Assert.Single(elsewhere.Outcome.Reasons).Sentence.ToString());
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Finance)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.ExchangeClerk)]
    [InlineData(Role.Administrator)]
    public async Task Who_only_reads_changes_nothing(Role role)
    {
        var person = _town.Add("雷金海", Birth);
        var actor = Database.Someone(role);
        const string Refusal = "改档案由村（社区）、镇（街道）和区残联经办来做，您的角色只能看";
        Assert.Equal(Refusal, Said((await _town.Register.EnterAsync(actor, new NewPerson(Entry()))).Outcome));
        Assert.Equal(Refusal, Said((await _town.Register.ChangeAsync(actor, person.Id, 0, Entry(), Entry())).Result.Outcome));
        Assert.Equal(Refusal, Said((await _town.Desk.SaveGuardianAsync(actor, person.Id, 0, new(), new())).Outcome));
        Assert.Equal(Refusal, Said(await _town.Desk.AddConsentAsync(actor, person.Id, new())));
        Assert.Equal(Refusal, Said(await _town.Records.IssueAsync(actor, person.Id, new())));
    }

    [Fact]
    public async Task Another_village_cannot_change_a_person_and_nobody_is_moved_out_of_reach()
    {
        var person = _town.Add("雷金海", Birth);
        var (opened, mine) = await EditAsync(person.Id);
        Assert.Equal("名册里找不到这个人", Said((await _town.Register.ChangeAsync(Town.OtherWorker, person.Id, person.Version, opened, mine)).Result.Outcome));
        mine.RegionCode = Town.Xiahao;
        Assert.Equal("这个村（社区）不归您管，选您管的村（社区）", Said((await _town.Register.ChangeAsync(Town.Worker, person.Id, 0, opened, mine)).Result.Outcome));
        Assert.True((await _town.Register.ChangeAsync(Town.TownOfficer, person.Id, 0, opened, mine)).Result.Outcome.Succeeded);
        Assert.Null(await _town.Persons.FindAsync(Town.Worker, person.Id));
        Assert.Single((await _town.Search.FindAsync(Town.OtherWorker, "雷金海")).Persons);
    }

    [Fact]
    public async Task An_empty_number_leaves_the_one_on_record_and_a_phone_may_be_given_up()
    {
        var person = _town.Add("雷金海", Birth, dress: p => p.Phone = "15440712738");
        var (opened, mine) = await EditAsync(person.Id);
        Assert.Equal(("", "", "154****2738"), (mine.IdNumber, mine.Phone, mine.PhoneOnRecord));
        mine.Address = "南石楼村181号";
        Assert.True((await _town.Register.ChangeAsync(Town.Worker, person.Id, 0, opened, mine)).Result.Outcome.Succeeded);
        var stored = (await _town.Persons.FindAsync(Town.Worker, person.Id))!.Person;
        Assert.Equal((person.IdNumber, "15440712738", "南石楼村181号"), (stored.IdNumber, stored.Phone, stored.Address));
        mine.NoPhone = true;
        Assert.True((await _town.Register.ChangeAsync(Town.Worker, person.Id, stored.Version, mine, mine)).Result.Outcome.Succeeded);
        Assert.Null((await _town.Persons.FindAsync(Town.Worker, person.Id))!.Person.Phone);
    }

    [Fact]
    public async Task When_somebody_saved_first_both_values_come_back_and_nothing_is_lost()
    {
        var person = _town.Add("雷金海", Birth, dress: p => p.Phone = "15440712738");
        var (opened, mine) = await EditAsync(person.Id);
        var (_, theirs) = await EditAsync(person.Id);
        (theirs.Address, theirs.Phone) = ("东头1号", "13955501234");
        Assert.True((await _town.Register.ChangeAsync(Town.TownOfficer, person.Id, 0, opened, theirs)).Result.Outcome.Succeeded);

        (mine.Address, mine.Ethnicity, mine.Phone) = ("西头2号", "回族", "13700000000");
        var result = (await _town.Register.ChangeAsync(Town.Worker, person.Id, 0, opened, mine)).Result;
        Assert.Equal(Town.TownOfficer.Name, result.SavedBy);
        Assert.Equal(
            [("民族", "回族", "汉族", true, false), ("详细住址", "西头2号", "东头1号", true, true), ("手机", "137****0000", "139****1234", true, true)],
            result.Differences.Select(d => (d.Label, (string)d.Mine!, (string)d.Theirs!, d.MineChanged, d.TheirsChanged)));
        Assert.Equal("东头1号", (await _town.Persons.FindAsync(Town.Worker, person.Id))!.Person.Address);

        var merged = EntryMerge.Choose(mine, result.Differences, new HashSet<string> { nameof(PersonEntry.Ethnicity), nameof(PersonEntry.Phone) });
        Assert.True((await _town.Register.ChangeAsync(Town.Worker, person.Id, result.Version, merged, merged)).Result.Outcome.Succeeded);
        var stored = (await _town.Persons.FindAsync(Town.Worker, person.Id))!.Person;
        Assert.Equal(("东头1号", "回族", "13700000000"), (stored.Address, stored.Ethnicity, stored.Phone));
    }

    [Fact]
    public async Task A_change_elsewhere_in_the_file_hinders_nobody()
    {
        var person = _town.Add("雷金海", Birth);
        var (opened, mine) = await EditAsync(person.Id);
        Assert.True((await _town.Records.AddHardshipAsync(Town.TownOfficer, person.Id, Poor())).Succeeded);
        mine.Address = "西头2号";
        Assert.True((await _town.Register.ChangeAsync(Town.Worker, person.Id, 0, opened, mine)).Result.Outcome.Succeeded);
    }

    [Fact]
    public async Task A_household_is_joined_in_ones_own_village_alone()
    {
        var household = new Household { Number = "340699005687", RegionCode = Town.Xiahao, HeadName = "王海" };
        using (var db = _town.Open())
        {
            db.Add(household);
            db.SaveChanges();
        }
        var entry = Entry();
        (entry.HouseholdId, entry.RelationToHead) = (household.Id, "配偶");
        Assert.Equal("找不到这一户，重新选", Said((await _town.Register.EnterAsync(Town.Worker, new NewPerson(entry))).Outcome));
        Assert.Equal("这一户在下郝桥村，和本人的村（社区）不一样：换一户或新立一户", Said((await _town.Register.EnterAsync(Town.TownOfficer, new NewPerson(entry))).Outcome));
        entry.RegionCode = Town.Xiahao;
        var id = (await _town.Register.EnterAsync(Town.TownOfficer, new NewPerson(entry))).Id!.Value;
        Assert.Equal(household.Id, (await _town.Persons.FindAsync(Town.TownOfficer, id))!.Person.HouseholdId);
    }

    [Fact]
    public async Task The_change_log_tells_who_changed_what_and_no_number()
    {
        var result = await _town.Register.EnterAsync(Town.Worker, new NewPerson(Entry()));
        using var db = _town.Open();
        var entry = db.ChangeLog.Single(e => e.EntityId == result.Id.ToString() && e.Entity == "Person");
        Assert.Equal((Town.Worker.Id, "新增", Town.Nanshilou), (entry.ActorId, entry.Action, entry.RegionCode));
        Assert.DoesNotContain(db.ChangeLog.ToList(), e => e.Changes.Contains("15440712738") || e.Changes.Contains(Town.Id(Birth)));
    }

    public void Dispose() => _town.Dispose();

    private static PersonEntry Entry() => new()
    {
        Name = " 雷金海 ",
        IdNumber = Town.Id(Birth),
        RegionCode = Town.Nanshilou,
        Registration = Registration.Agricultural,
        Phone = "154 4071 2738",
    };

    private static CertificateEntry Card(string id) => new()
    {
        Number = id + "42",
        Kind = DisabilityKind.Physical,
        Grade = DisabilityGrade.Two,
        IssuedOn = new(2020, 5, 6),
        Reason = IssueReason.First,
    };

    private static HardshipEntry Poor() => new() { Kind = HardshipKind.MinimumLiving, From = new(2021, 1, 1), Source = "民政名单" };

    private async Task<(PersonEntry Opened, PersonEntry Mine)> EditAsync(Guid id)
    {
        var entry = PersonEntry.Of((await _town.Persons.ForEditAsync(Town.TownOfficer, id))!.Person);
        return (entry, entry.Copy());
    }

    private static string Said(Outcome outcome) => Assert.Single(outcome.Reasons).Sentence.ToString();
}

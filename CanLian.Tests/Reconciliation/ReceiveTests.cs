using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Reconciliation;

/// <summary>A list from file to facts and differences.</summary>
public class ReceiveTests : IDisposable
{
    private readonly Bureau _bureau = new();

    [Fact]
    public async Task A_list_as_it_really_comes_is_read_matched_and_compared_and_a_second_time_nothing_changes()
    {
        var (same, renamed, twice) = (_bureau.District.Add("雷金海"), _bureau.District.Add("毛琪学"), _bureau.District.Add("余英兰"));
        var missing = _bureau.District.Add("不在名单");
        _bureau.District.Add("抄错号");
        _bureau.District.Add("没在监测", monitored: false);
        var list = _bureau.List("X区2023年11月监测名单",
            Bureau.Row(same, number: same.IdNumber.Value.ToLowerInvariant()), Bureau.Row(renamed, "B002", "毛某某"), Bureau.Row(twice, "B003"), Bureau.Row(twice, "B004"),
            ["B005", "34069919660321817343", "郭凤礼", "", "否", "苏德", "因病", "2023.3.1", "石桥镇", "边缘易致贫户"],
            ["B006", "34069919660321817043", "抄错号", null, null, null, null, null, null, "边缘易致贫"],
            ["B007", 3.4069919660321781e19, "数字格", "", "", "", "", "", "", "边缘易致贫户"],
            [null, null, null], ["", "34052419800101001X", "没有户编号", "", "也许", "", "", "四月", "", "贫困户"]);

        var first = await _bureau.ReceiveAsync(list);
        Assert.True(first.Outcome.Succeeded);
        Assert.Equal(("2023-11", 8, 4), (first.List!.Month, first.List.Read, first.List.Matched));
        Assert.Equal(["仅残联有 1", "仅防返贫有 1", "姓名不一致 1", "身份证号校验错误 1", "一人多户 1"], Bureau.Said(first));
        Assert.Equal([(9, 1), (11, 4)], first.Refusals!.GroupBy(r => r.Row).Select(g => (g.Key, g.Count())));
        Assert.DoesNotContain(first.Refusals!, r => r.Value.Contains("34052419800101001X", StringComparison.Ordinal));
        await using (var db = _bureau.District.Factory.Open(Actor.System))
        {
            var fact = (await db.Persons.Include(p => p.Hardships).SingleAsync(p => p.Id == same.Id)).Hardships.Single();
            Assert.Equal((new DateOnly(2022, 2, 28), "因残", "B001", "监测名单 2023-11", null), (fact.From, fact.Risk, fact.BureauNumber, fact.Source, fact.To));
            Assert.Equal(missing.Id, (await db.Differences.SingleAsync(d => d.Kind == DifferenceKind.OnlyOurs)).PersonId);
            Assert.Equal("34069919660321817343", (await db.Differences.SingleAsync(d => d.Kind == DifferenceKind.OnlyTheirs)).Number);
        }

        var (entries, again) = (await EntriesAsync(), await _bureau.ReceiveAsync(list));
        Assert.Equal(Bureau.Said(first), Bureau.Said(again));
        Assert.Equal((0, 0, 0), (again.Facts, again.Book!.Added, again.Book.Closed));
        Assert.Equal(entries, await EntriesAsync());
    }

    [Fact]
    public async Task What_was_so_before_the_list_said_otherwise_stays_so_for_its_days()
    {
        var person = _bureau.District.Add("雷金海");
        await _bureau.ReceiveAsync(_bureau.List("2023年9月", Bureau.Row(person)));
        await _bureau.ReceiveAsync(_bureau.List("2023年10月", Bureau.Row(person, removed: "是")));
        var sudden = Bureau.Row(person);
        sudden[^1] = "突发严重困难户";
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", sudden));

        await using var db = _bureau.District.Factory.Open(Actor.System);
        var facts = (await db.Persons.Include(p => p.Hardships).SingleAsync(p => p.Id == person.Id)).Hardships.OrderBy(h => h.From).ToList();
        Assert.Equal([HardshipKind.MonitoredMarginal, HardshipKind.MonitoredSudden], facts.Select(h => h.Kind));
        Assert.Equal((new DateOnly(2023, 10, 31), (DateOnly?)new DateOnly(2023, 10, 31)), (facts[0].RiskRemovedOn!.Value, facts[0].To));
        Assert.Equal((new DateOnly(2023, 11, 1), null, null), (facts[1].From, facts[1].To, facts[1].RiskRemovedOn));
    }

    [Theory]
    [InlineData("X区2023年监测名单", "2023-11")]
    [InlineData("2023年9月份监测名单", "2023-09")]
    [InlineData("截至2023-10-31", "2023-10")]
    [InlineData("X区2022年监测名单", "2022-12")]
    [InlineData("监测名单", "2023-11")]
    public void The_month_is_what_the_title_says(string title, string month)
    {
        var (lists, _) = _bureau.Receiving.Read(_bureau.List(title, Bureau.Row(_bureau.District.Add("雷金海"))));
        Assert.Equal(month, _bureau.Receiving.MonthOf(lists.Single()).ToString());
    }

    [Fact]
    public async Task What_cannot_be_a_list_is_refused_with_one_sentence_and_nothing_is_written()
    {
        var person = _bureau.District.Add("雷金海");
        var noExcel = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".xlsx");
        await File.WriteAllTextAsync(noExcel, "户编号,姓名");
        var cases = new Dictionary<string, (string Path, string? Month)>
        {
            ["不是 Excel 工作簿"] = (noExcel, null),
            ["里没有叫“监测名单”"] = (_bureau.Book("人员", ["姓名", "身份证号"], ["甲", "乙"]), null),
            ["里找不到表头，表头要有：户编号、姓名、证件号码、监测对象类别"] = (_bureau.Book("监测名单", ["姓名", "性别"], ["甲", "男"]), null),
            ["一行也没有"] = (_bureau.List("2023年11月"), null),
            ["2023-12 还没有到"] = (_bureau.List("名单", Bureau.Row(person)), "2023-12"),
        };
        foreach (var (says, (path, month)) in cases)
        {
            var result = await _bureau.ReceiveAsync(path, month);
            Assert.Contains(says, result.Outcome.Reasons.Single().Sentence.ToString(), StringComparison.Ordinal);
        }
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(person)));
        var late = await _bureau.ReceiveAsync(_bureau.List("2023年10月", Bureau.Row(person)));
        Assert.Contains("已经收过 2023-11 的监测名单", late.Outcome.Reasons.Single().Sentence.ToString(), StringComparison.Ordinal);
        await using var db = _bureau.District.Factory.Open(Actor.System);
        Assert.Equal("2023-11", (await db.ReceivedLists.SingleAsync()).Month);
        File.Delete(noExcel);
    }

    [Fact]
    public async Task Only_the_districts_clerk_and_officers_take_lists_in_and_nobody_below_sees_them()
    {
        var (lists, _) = _bureau.Receiving.Read(_bureau.List("名单", Bureau.Row(_bureau.District.Add("雷金海"))));
        foreach (var role in (Role[])[Role.Supervisor, Role.Auditor, Role.TownOfficer, Role.Finance])
        {
            Assert.False((await _bureau.Receiving.ReceiveAsync(Data.Database.Someone(role), lists[0], new Month(2023, 11))).Outcome.Succeeded);
        }
        Assert.NotNull(await _bureau.Queries.DifferencesAsync(Data.Database.Someone(Role.Auditor), new()));
        Assert.Null(await _bureau.Queries.DifferencesAsync(Data.Database.Someone(Role.TownOfficer, "340699003"), new()));
        Assert.Null(await _bureau.Queries.ListsAsync(Data.Database.Someone(Role.DistrictOfficer, "340699003")));
    }

    [Fact]
    public async Task Persons_lifted_out_of_poverty_and_answers_to_clues_come_in_by_the_same_way()
    {
        var person = _bureau.District.Add("雷金海");
        var poor = await _bureau.ReceiveAsync(_bureau.Book("脱贫人口", ["户编号", "姓名", "身份证号", "脱贫年度"], ["B001", person.Name, person.IdNumber.Value, "2018年"], ["B002", "别人", "34069919660321817343", 2019d]));
        Assert.Equal((2, 1, 1), (poor.List!.Read, poor.List.Matched, poor.Facts));
        await using (var setUp = _bureau.District.Factory.Open(Actor.System))
        {
            setUp.Add(new Clue { Number = "202311-0001", Month = "2023-11", PersonId = person.Id, RegionCode = person.RegionCode, Rule = ClueRule.NewlySevere, Why = "肢体一级" });
            await setUp.SaveChangesAsync();
        }
        var clues = await _bureau.ReceiveAsync(_bureau.Book("线索反馈", ["线索号", "证件号码", "结论", "核实日期", "措施"],
            ["202311-0001", person.IdNumber.Value, "纳入", "2023-11-08", "低保"], ["202311-0009", "", "纳入", "", ""], ["202311-0002", "", "没有的结论", "", ""]));
        Assert.Equal((3, 1, 2, 1), (clues.List!.Read, clues.List.Matched, clues.List.Refused, clues.Facts));
        await using var db = _bureau.District.Factory.Open(Actor.System);
        var lifted = (await db.Persons.Include(p => p.Hardships).SingleAsync(p => p.Id == person.Id)).Hardships.Single(h => h.Kind == HardshipKind.LiftedOut);
        Assert.Equal(new DateOnly(2018, 12, 31), lifted.From);
        Assert.Equal((ClueVerdict.Taken, "低保"), (await db.Clues.SingleAsync()) is var clue ? (clue.Verdict!.Value, clue.Measures) : default);
    }

    public void Dispose() => _bureau.Dispose();

    private async Task<int> EntriesAsync()
    {
        await using var db = _bureau.District.Factory.Open(Actor.System);
        return await db.ChangeLog.CountAsync();
    }
}

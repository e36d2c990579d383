using CanLian.Blazor.Features.People;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.People;

public class RevealTests : IDisposable
{
    private readonly Town _town = new();
    private readonly Person _lei;

    public RevealTests() => _lei = _town.Add("雷金海", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Two), dress: p =>
    {
        p.Phone = "15440712738";
        p.Account = new BankAccount { Bank = "农商行", Number = "6217001234567890122", Holder = p.Name };
    });

    [Fact]
    public async Task A_number_is_shown_grouped_and_the_look_is_recorded_without_it()
    {
        Assert.Equal("154 4071 2738", (await _town.Desk.RevealAsync(Town.Worker, _lei.Id, SensitiveNumber.Phone, "联系上门")).Number);
        var id = _lei.IdNumber.Value;
        Assert.Equal($"{id[..6]} {id[6..10]} {id[10..14]} {id[14..]}", (await _town.Desk.RevealAsync(Town.Worker, _lei.Id, SensitiveNumber.Id, "核对身份")).Number);
        Assert.Equal(id + "42", (await _town.Desk.RevealAsync(Town.Worker, _lei.Id, SensitiveNumber.Certificate, "核对身份")).Number!.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("6217 0012 3456 7890 122", (await _town.Desk.RevealAsync(Town.Worker, _lei.Id, SensitiveNumber.Account, "其他")).Number);
        using var db = _town.Open();
        var looks = db.Disclosures.OrderBy(d => d.Id).ToList();
        Assert.Equal(["手机", "身份证号", "残疾人证号", "账号"], looks.Select(d => d.What));
        Assert.Equal((_lei.Id, Town.Worker.Id, "联系上门", Town.Nanshilou), (looks[0].PersonId, looks[0].ActorId, looks[0].Reason, looks[0].RegionCode));
        Assert.DoesNotContain(looks, d => d.What.Any(char.IsAsciiDigit) || d.Reason.Any(char.IsAsciiDigit));
    }

    [Fact]
    public async Task Outside_the_scope_without_a_reason_or_without_a_number_nothing_is_shown_or_recorded()
    {
        Assert.Equal("名册里找不到这个人", Refusal(await _town.Desk.RevealAsync(Town.OtherWorker, _lei.Id, SensitiveNumber.Phone, "联系上门")));
        Assert.Equal("名册里找不到这个人", Refusal(await _town.Desk.RevealAsync(Database.Someone(Role.ExchangeClerk), _lei.Id, SensitiveNumber.Phone, "联系上门")));
        Assert.Equal("先选为什么要看", Refusal(await _town.Desk.RevealAsync(Town.Worker, _lei.Id, SensitiveNumber.Phone, " ")));
        Assert.Equal("没有登记监护人电话", Refusal(await _town.Desk.RevealAsync(Town.Worker, _lei.Id, SensitiveNumber.GuardianPhone, "联系上门")));
        using var db = _town.Open();
        Assert.Empty(db.Disclosures);
    }

    [Fact]
    public async Task After_thirty_looks_in_an_hour_the_next_is_refused_in_words_and_a_colleague_still_sees()
    {
        for (var i = 0; i < PersonDesk.LooksPerHour; i++)
        {
            Assert.NotNull((await _town.Desk.RevealAsync(Town.Worker, _lei.Id, SensitiveNumber.Phone, "联系上门")).Number);
        }
        Assert.Equal(
            "一小时里已经看过 30 个号码，过一会儿再看。急用请找区残联",
            Refusal(await _town.Desk.RevealAsync(Town.Worker, _lei.Id, SensitiveNumber.Phone, "联系上门")));
        Assert.NotNull((await _town.Desk.RevealAsync(Town.TownOfficer, _lei.Id, SensitiveNumber.Phone, "联系上门")).Number);
    }

    public void Dispose() => _town.Dispose();

    private static string? Refusal(Look look)
    {
        Assert.Null(look.Number);
        return look.Refusal?.ToString();
    }
}

using System.Globalization;
using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Common;

public sealed class IdNumberTests
{
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", Sex.Female, "110105")]
    [InlineData("440524188001010014", "1880-01-01", Sex.Male, "440524")]
    [InlineData("34052419800101001X", "1980-01-01", Sex.Male, "340524")]
    public void A_good_number_tells_birth_date_sex_and_area(string raw, string birth, Sex sex, string area)
    {
        Assert.True(IdNumber.TryParse(raw, out var id, out var problem), problem.ToString());
        Assert.Equal(raw, id.Value);
        Assert.Equal(DateOnly.Parse(birth, CultureInfo.InvariantCulture), id.BirthDate);
        Assert.Equal(sex, id.Sex);
        Assert.Equal(area, id.AreaCode);
    }

    [Theory]
    [InlineData("340524800101001", "34052419800101001X")]
    [InlineData("110105491231002", "11010519491231002X")]
    [InlineData("440524800101998", "18800101")]
    [InlineData("440524800101995", "19800101")]
    public void The_15_digit_form_becomes_18_digits_and_the_last_sequences_belong_to_the_century_before(string old, string part)
    {
        Assert.True(IdNumber.TryParse(old, out var id, out _));
        Assert.Equal(18, id.Value.Length);
        Assert.Contains(part, id.Value, StringComparison.Ordinal);
        Assert.Equal(id, IdNumber.Parse(id.Value));
    }

    [Theory]
    [InlineData(" 11010519491231002x\t")]
    [InlineData("110105 19491231 002x")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData("１１０１０５１９４９１２３１００２ｘ")]
    [InlineData("\u202D11010519491231002X\u202C")]
    [InlineData("\uFEFF110105　19491231\u00A0002\u200BX")]
    [InlineData("11010519491231002Ⅹ")]
    public void Full_width_signs_blanks_invisible_marks_and_a_small_x_do_not_matter(string raw)
    {
        Assert.True(IdNumber.TryParse(raw, out var id, out var problem), problem.ToString());
        Assert.Equal("11010519491231002X", id.Value);
    }

    [Theory]
    [InlineData(null, "没有填身份证号")]
    [InlineData(" 　", "没有填身份证号")]
    [InlineData("1101051949123100", "身份证号应为 18 位（旧证 15 位），现在是 16 位")]
    [InlineData("1101051949123100211", "身份证号应为 18 位（旧证 15 位），现在是 19 位")]
    [InlineData("1101051949l231002X", "身份证号只能是数字，18 位的末位可以是 X")]
    [InlineData("11010519491231002Y", "身份证号只能是数字，18 位的末位可以是 X")]
    [InlineData("34052480010100X", "身份证号只能是数字，18 位的末位可以是 X")]
    [InlineData("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "身份证号只能是数字，18 位的末位可以是 X")]
    [InlineData("99010519491231002X", "身份证号开头的 99 不是哪个省的代码，请对照证件")]
    [InlineData("11010519490230002X", "身份证号第 7–14 位的出生日期不存在，请对照证件")]
    [InlineData("11010500000101002X", "身份证号第 7–14 位的出生日期不存在，请对照证件")]
    [InlineData("340524801301001", "身份证号第 7–12 位的出生日期不存在，请对照证件")]
    [InlineData("110105194912310021", "身份证号校验不对，多半抄错一位，请对照证件")]
    [InlineData("123456197011110013", "身份证号校验不对，多半抄错一位，请对照证件")]
    public void A_wrong_number_is_told_what_is_wrong(string? raw, string sentence)
    {
        Assert.False(IdNumber.TryParse(raw, out var id, out var problem));
        Assert.Equal(sentence, problem.ToString());
        Assert.Equal(default, id);
    }

    [Theory]
    [InlineData("2023-12-31", 74)]
    [InlineData("2023-12-30", 73)]
    [InlineData("1949-12-31", 0)]
    public void Age_is_counted_in_full_years(string day, int age) =>
        Assert.Equal(age, IdNumber.Parse("11010519491231002X").AgeOn(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Fact]
    public void Who_was_born_on_29_February_turns_older_on_1_March_of_a_common_year()
    {
        var id = Sample(new DateOnly(2000, 2, 29), 1);
        Assert.Equal(22, id.AgeOn(new DateOnly(2023, 2, 28)));
        Assert.Equal(23, id.AgeOn(new DateOnly(2023, 3, 1)));
        Assert.Equal(24, id.AgeOn(new DateOnly(2024, 2, 29)));
    }

    [Fact]
    public void It_prints_itself_masked_and_never_as_a_whole()
    {
        var id = IdNumber.Parse("11010519491231002X");
        Assert.Equal("110•••••••••••••2X", id.Masked);
        Assert.Equal("110•••••2X", id.MaskedShort);
        Assert.Equal(id.Masked, id.ToString());
        Assert.Equal(id.Masked, $"{id}");
        Assert.Equal("", default(IdNumber).ToString());
    }

    [Theory]
    [InlineData("110105194912310021")]
    [InlineData("11010519490230002X")]
    [InlineData("1101051949123100")]
    public void An_exception_does_not_carry_the_number(string raw)
    {
        var error = Assert.Throws<FormatException>(() => IdNumber.Parse(raw));
        Assert.DoesNotContain(raw[6..14], error.ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => default(IdNumber).BirthDate);
    }

    [Fact]
    public void Any_single_wrong_digit_and_any_swap_of_neighbours_is_noticed()
    {
        var random = new Random(2023);
        for (var round = 0; round < 500; round++)
        {
            var good = Sample(new DateOnly(1900, 1, 1).AddDays(random.Next(45_000)), random.Next(1, 996)).Value;
            var at = random.Next(17);
            var wrong = good.ToCharArray();
            wrong[at] = (char)('0' + ((good[at] - '0' + random.Next(1, 10)) % 10));
            Assert.False(IdNumber.TryParse(new string(wrong), out _, out _));

            var swapped = good.ToCharArray();
            (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);
            Assert.Equal(good[at] == good[at + 1], IdNumber.TryParse(new string(swapped), out _, out _));
        }
    }

    [Fact]
    public void Nothing_that_can_be_typed_makes_reading_throw()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var raw = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => (char)random.Next(char.MaxValue + 1))]);
            Assert.False(IdNumber.TryParse(raw, out _, out var problem));
            Assert.False(CertificateNumber.TryParse(raw, out _, out _));
            Assert.NotEqual("", problem.ToString());
        }
    }

    /// <summary>A made-up number: the one check digit that fits is found by trying.</summary>
    internal static IdNumber Sample(DateOnly birth, int sequence) => "0123456789X"
        .Select(check => string.Create(CultureInfo.InvariantCulture, $"340699{birth:yyyyMMdd}{sequence:000}{check}"))
        .Select(raw => IdNumber.TryParse(raw, out var id, out _) ? id : default)
        .Single(id => id != default);
}

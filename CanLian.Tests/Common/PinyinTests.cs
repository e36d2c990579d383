using System.Diagnostics;
using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Common;

public sealed class PinyinTests
{
    [Theory]
    [InlineData("单海", "shanhai")]
    [InlineData("解放", "xiefang")]
    [InlineData("曾国藩", "zengguofan")]
    [InlineData("区志明", "ouzhiming")]
    [InlineData("仇英", "qiuying")]
    [InlineData("查良镛", "zhaliangyong")]
    [InlineData("盖叫天", "gejiaotian")]
    [InlineData("任正非", "renzhengfei")]
    [InlineData("朴树", "piaoshu")]
    [InlineData("缪荃孙", "miaoquansun")]
    [InlineData("吕绿", "lvlv")]
    [InlineData("尉迟敬德", "yuchijingde")]
    [InlineData("万俟卨", "moqixie")]
    [InlineData("单于丹", "chanyudan")]
    [InlineData("长孙无忌", "zhangsunwuji")]
    [InlineData("乐正子春", "yuezhengzichun")]
    [InlineData("欧阳修", "ouyangxiu")]
    [InlineData("刘䶮", "liuyan")]
    public void A_surname_has_its_own_reading_first(string name, string spelling) =>
        Assert.Equal(spelling, Pinyin.FullSpellings(name).First());

    [Theory]
    [InlineData("李单", "lidan")]
    [InlineData("王曾", "wangceng")]
    public void A_surname_reading_is_not_put_first_in_a_given_name(string name, string spelling) =>
        Assert.Equal(spelling, Pinyin.FullSpellings(name).First());

    [Fact]
    public void Every_reading_of_a_polyphone_can_be_found()
    {
        Assert.Equal(["shanhai", "danhai", "chanhai"], Pinyin.FullSpellings("单海"));
        Assert.Equal(["sh", "dh", "ch"], Pinyin.Initials("单海"));
        Assert.Equal(["zhangle", "zhangyue", "zhangyao", "zhanglao"], Pinyin.FullSpellings("张乐"));
        Assert.Contains("yuchi", Pinyin.FullSpellings("尉迟"));
        Assert.Contains("weichi", Pinyin.FullSpellings("尉迟"));
        Assert.Equal(["chang", "zhang"], Pinyin.Readings('长'));
    }

    [Fact]
    public void Many_polyphones_give_eight_spellings_and_each_character_varies()
    {
        var spellings = Pinyin.FullSpellings("单乐行长").ToList();
        Assert.Equal(Pinyin.MostSpellings, spellings.Distinct().Count());
        Assert.Equal("shanlexingchang", spellings[0]);
        Assert.Contains("danlexingchang", spellings);
        Assert.Contains("shanyuexingchang", spellings);
        Assert.Contains("shanlehangchang", spellings);
        Assert.Contains("shanlexingzhang", spellings);
    }

    [Theory]
    [InlineData("单海", "shan hai")]
    [InlineData(" 张 三 ", "zhang san")]
    [InlineData("艾力·买买提", "ai li mai mai ti")]
    [InlineData("Ali 买买提", "ali mai mai ti")]
    [InlineData("王小明2", "wang xiao ming 2")]
    [InlineData("王𠮷", "wang 𠮷")]
    [InlineData("·", "")]
    [InlineData("", "")]
    public void The_sort_key_has_its_words_apart_and_keeps_other_letters(string name, string key) => Assert.Equal(key, Pinyin.SortKey(name));

    [Fact]
    public void Initials_take_one_letter_a_word()
    {
        Assert.Equal(["zs"], Pinyin.Initials("张三"));
        Assert.Contains("almmt", Pinyin.Initials("艾力·买买提"));
        Assert.Equal(["w𠮷"], Pinyin.Initials("王𠮷"));
        Assert.Empty(Pinyin.Initials(" · "));
        Assert.Empty(Pinyin.Readings('A'));
    }

    [Fact]
    public void Seven_thousand_names_are_spelt_well_within_a_second()
    {
        var random = new Random(7);
        var names = Enumerable.Range(0, 7_000)
            .Select(_ => new string([.. Enumerable.Range(0, 3).Select(_ => (char)random.Next(0x4e00, 0x9f00))])).ToList();
        Assert.NotEmpty(Pinyin.Readings('单'));

        var watch = Stopwatch.StartNew();
        foreach (var name in names)
        {
            Assert.InRange(Pinyin.FullSpellings(name).Count(), 1, Pinyin.MostSpellings);
            Assert.InRange(Pinyin.Initials(name).Count(), 1, Pinyin.MostSpellings);
            Assert.NotEqual("", Pinyin.SortKey(name));
        }

        Assert.True(watch.ElapsedMilliseconds < 10_000, $"{watch.ElapsedMilliseconds} ms");
    }
}

using CanLian.Blazor.Ui;
using Xunit;

namespace CanLian.Tests.Ui;

/// <summary>How much must be typed before a search is worth its while (查找框).</summary>
public class SearchBoxTests
{
    [Theory]
    [InlineData("雷", true)]
    [InlineData("l", false)]
    [InlineData("lj", true)]
    [InlineData("173", false)]
    [InlineData("1731", true)]
    [InlineData("", false)]
    public void One_character_two_letters_or_four_digits_are_enough(string text, bool enough) => Assert.Equal(enough, SearchBox.IsEnough(text));
}

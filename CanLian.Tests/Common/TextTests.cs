using System.Globalization;
using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Common;

public sealed class TextTests
{
    [Fact]
    public void It_formats_its_arguments_the_same_everywhere()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("完成率 211.11%", new Text("完成率 {0}%", 211.11m).ToString());
            Assert.Equal("类别是视力", new Text("类别是{0}", new Text("视力")).ToString());
            Assert.Equal("", default(Text).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

using CanLian.Blazor.Ui;
using Xunit;

namespace CanLian.Tests.Ui;

/// <summary>Every sign of the code is drawn in the sheet of signs (图标).</summary>
public class IconsTests
{
    [Fact]
    public void Each_glyph_has_its_drawing()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CanLian.sln")))
        {
            folder = folder.Parent!;
        }

        var sheet = File.ReadAllText(Path.Combine(folder.FullName, "CanLian.Blazor", "wwwroot", "icons.svg"));
        Assert.All(Enum.GetValues<Glyph>().Where(glyph => glyph != Glyph.None), glyph => Assert.Contains($"id=\"{glyph}\"", sheet, StringComparison.Ordinal));
    }
}

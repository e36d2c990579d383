using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Common;

public sealed class DisabilityTests
{
    [Fact]
    public void Every_category_and_grade_has_its_name_in_the_order_of_the_digits()
    {
        Assert.Equal(["视力", "听力", "言语", "肢体", "智力", "精神", "多重"], Enum.GetValues<DisabilityKind>().Select(kind => kind.Name()));
        Assert.Equal(["一级", "二级", "三级", "四级"], Enum.GetValues<DisabilityGrade>().Select(grade => grade.Name()));
    }
}

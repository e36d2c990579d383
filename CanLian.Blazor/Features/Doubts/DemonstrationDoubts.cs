using CanLian.Blazor.Data.Demo;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Doubts;

/// <summary>The demonstration's records are looked through once (演示的疑点), as every night after.</summary>
internal sealed class DemonstrationDoubts(NightlyDoubts nightly)
{
    public DemonstrationPart Part => new(new Text("核查疑点"), _ => nightly.LookTonightAsync());
}

using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Ui;

namespace CanLian.Blazor.Commands;

/// <summary>Fills an empty database with the demonstration district and prints who can sign in (装入演示).</summary>
internal sealed class DemoVerb() : Verb("demo", "把演示区（X区，2023 年）装入空数据库，并列出演示账号")
{
    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        var outcome = await run.Service<DemonstrationDistrict>().FillAsync(text => run.Out.WriteLine(run.L.Of(text)), cancellation);
        if (outcome.Succeeded)
        {
            foreach (var line in DemonstrationAccounts.Lines())
            {
                run.Out.WriteLine(run.L.Of(line));
            }
        }
        return run.Conclude(outcome);
    }
}

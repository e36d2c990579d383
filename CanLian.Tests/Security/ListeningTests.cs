using System.Net;
using Xunit;

namespace CanLian.Tests.Security;

/// <summary>The host that browser tests stand on: a real port, the demonstration behind it.</summary>
public sealed class ListeningTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_browser_finds_the_system_on_a_port_of_its_own()
    {
        using var visitor = new HttpClient();
        var answer = await visitor.GetAsync(host.Address + "/people", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", host.Address);
    }
}

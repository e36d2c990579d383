using Microsoft.Playwright;

namespace CanLian.Tests.Browser;

/// <summary>What goes wrong behind a page: errors on the console, broken content security policy, requests to elsewhere, answers without their headers.</summary>
internal sealed class Complaints
{
    private readonly List<string> _heard = [];
    private readonly List<IResponse> _answers = [];

    public Complaints(Colleague colleague)
    {
        var home = new Uri(colleague.Host.Address).Authority;
        var page = colleague.Page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _heard.Add($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => _heard.Add($"script: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } address && address.Authority != home)
            {
                _heard.Add($"asks another host: {request.Url}");
            }
        };
        page.Response += (_, response) => _answers.Add(response);
    }

    public async Task<IReadOnlyList<string>> AllAsync()
    {
        var all = new List<string>(_heard);
        foreach (var answer in _answers.ToList())
        {
            var headers = await answer.AllHeadersAsync();
            if (answer.Url.StartsWith("http", StringComparison.Ordinal) && !headers.ContainsKey("content-security-policy"))
            {
                all.Add($"no content security policy: {answer.Url}");
            }

            if (answer.Ok && answer.Request.ResourceType is "stylesheet" or "script" && !headers.ContainsKey("content-encoding"))
            {
                all.Add($"not compressed: {answer.Url}");
            }
        }

        return all;
    }
}

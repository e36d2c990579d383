using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CanLian.Tests.Exchange;

/// <summary>Somebody who is told of alarms.</summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Listener(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Heard { get; } = new();

    public string Url => _app.Urls.Single() + "/";

    public static async Task<Listener> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var listener = new Listener(app);
        app.MapPost("/", (JsonElement alarm) => listener.Heard.Enqueue(alarm.GetProperty("text").GetString()!));
        await app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

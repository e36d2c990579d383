using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanLian.Tests.Exchange;

/// <summary>How somebody who is told of alarms fails to listen.</summary>
public enum Deafness
{
    None,
    CutsOff,
    NeverAnswers,
    Refuses,
    Moved,
}

/// <summary>Somebody who is told of alarms; it can be told not to listen.</summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Listener(WebApplication app) => _app = app;

    public Deafness Deafness { get; set; }

    /// <summary>The whole of what was said, as it was said, whether it was listened to or not.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    public ConcurrentQueue<string> Heard { get; } = new();

    public string Url => _app.Urls.Single() + "/";

    public static async Task<Listener> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var listener = new Listener(app);
        app.MapPost("/", listener.HearAsync);
        await app.StartAsync();
        return listener;
    }

    private async Task HearAsync(JsonElement alarm, HttpContext context)
    {
        Said.Enqueue(alarm.GetRawText());
        switch (Deafness)
        {
            case Deafness.CutsOff:
                context.Abort();
                return;
            case Deafness.NeverAnswers:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Deafness.Refuses:
                context.Response.StatusCode = 500;
                return;
            case Deafness.Moved:
                context.Response.Redirect(Url + "elsewhere");
                return;
            default:
                Heard.Enqueue(alarm.GetProperty("text").GetString()!);
                return;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

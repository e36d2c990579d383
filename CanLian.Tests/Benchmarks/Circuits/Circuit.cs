using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace CanLian.Tests.Benchmarks.Circuits;

/// <summary>
/// One open page, without a browser: speaks to the server as Blazor's script does, keeps what would be drawn, and presses what a person would press. A
/// hundred of them cost what a single browser costs.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly DrawnPage _page = new();
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _calls = new();
    private readonly List<(Func<DrawnNode, bool> Until, TaskCompletionSource Seen)> _waiting = [];
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private int _dispatcher;
    private int _lastCall;

    private Circuit(HubConnection connection) => _connection = connection;

    /// <summary>Why the server gave this page up; null while it has not.</summary>
    public string? Broken { get; private set; }

    /// <summary>Opens a page of somebody who has signed in.</summary>
    /// <param name="visitor">Fetches the document, with its cookies.</param>
    /// <param name="cookies">The same cookies, for the connection.</param>
    /// <param name="address">The server.</param>
    /// <param name="path">The page.</param>
    public static async Task<Circuit> OpenAsync(HttpClient visitor, CookieContainer cookies, Uri address, string path)
    {
        var uri = new Uri(address, path);
        var html = await visitor.GetStringAsync(uri);
        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "_blazor"), options => options.Cookies = cookies);
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        var circuit = new Circuit(builder.Build());
        await circuit.StartAsync(address, uri, html);
        return circuit;
    }

    /// <summary>Goes to another page as a click on a link does.</summary>
    public Task GoAsync(Uri uri) => _connection.InvokeAsync("OnLocationChanged", uri.ToString(), null, true);

    /// <summary>Waits until what is drawn fulfils the condition.</summary>
    public async Task SeesAsync(Func<DrawnNode, bool> condition, TimeSpan within)
    {
        TaskCompletionSource seen;
        lock (_gate)
        {
            if (condition(_page.Root))
            {
                return;
            }
            seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((condition, seen));
        }
        await seen.Task.WaitAsync(within);
    }

    /// <summary>Reads something of what is drawn.</summary>
    public T Read<T>(Func<DrawnNode, T> read)
    {
        lock (_gate)
        {
            return read(_page.Root);
        }
    }

    public Task ClickAsync(Func<DrawnNode, DrawnNode?> find) =>
        DispatchAsync(find, "onclick", "click", _ => new { type = "click", detail = 1, button = 0 });

    /// <summary>Types into a field and leaves it.</summary>
    public Task FillAsync(Func<DrawnNode, DrawnNode?> find, string value) => DispatchAsync(find, "onchange", "change", _ => new { value });

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task StartAsync(Uri address, Uri uri, string html)
    {
        _connection.On<int, string>("JS.AttachComponent", (component, _) =>
        {
            lock (_gate)
            {
                _page.Attach(component);
            }
        });
        _connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (task, name, args, _, _, _) => AnswerAsync(task, name, args));
        _connection.On<string, bool, string>("JS.EndInvokeDotNet", (call, succeeded, _) =>
        {
            if (_calls.TryRemove(call, out var waiting))
            {
                waiting.TrySetResult(succeeded);
            }
        });
        _connection.On<long, byte[]>("JS.RenderBatch", DrawAsync);
        _connection.On<string>("JS.Error", reason => Broken = reason);
        await _connection.StartAsync();
        _ = await _connection.InvokeAsync<string?>("StartCircuit", address.ToString(), uri.ToString(), "[]", "")
            ?? throw new InvalidOperationException("The server opened no circuit.");
        var operations = Markers().Matches(html).Select((marker, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{marker.Groups[1].Value}}}""");
        var state = State().Match(html) is { Success: true } found ? found.Groups[1].Value : "";
        await _connection.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state);
    }

    // Calls into the page's scripts are answered with nothing: what they would do needs eyes. One of them names the object that takes events.
    private Task AnswerAsync(long task, string name, string args)
    {
        if (name.EndsWith("attachWebRendererInterop", StringComparison.Ordinal))
        {
            using var read = JsonDocument.Parse(args);
            _dispatcher = read.RootElement[1].GetProperty("__dotNetObject").GetInt32();
        }
        return task == 0 ? Task.CompletedTask : _connection.SendAsync("EndInvokeJSFromDotNet", task, true, $"[{task},true,null]");
    }

    private Task DrawAsync(long id, byte[] bytes)
    {
        lock (_gate)
        {
            _page.Apply(new RenderBatch(bytes));
            foreach (var waiting in _waiting.Where(w => w.Until(_page.Root)).ToList())
            {
                _waiting.Remove(waiting);
                waiting.Seen.TrySetResult();
            }
        }
        return _connection.SendAsync("OnRenderCompleted", id, null);
    }

    private async Task DispatchAsync(Func<DrawnNode, DrawnNode?> find, string attribute, string name, Func<DrawnNode, object> arguments)
    {
        var (handler, data) = Read(root => find(root) is { } node && node.Handlers.TryGetValue(attribute, out var found)
            ? (found, arguments(node))
            : throw new InvalidOperationException($"Nothing on the page takes {attribute} where it was looked for."));
        var descriptor = new { eventHandlerId = handler, eventName = name, eventFieldInfo = (object?)null };
        var call = Interlocked.Increment(ref _lastCall).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var done = _calls[call] = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _connection.SendAsync("BeginInvokeDotNetFromJS", call, null, "DispatchEventAsync", (long)_dispatcher, JsonSerializer.Serialize(new[] { descriptor, data }));
        if (!await done.Task.WaitAsync(_patience))
        {
            throw new InvalidOperationException($"The server could not take {name}.");
        }
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();

    // What Blazor speaks is SignalR's MessagePack under a name of its own.
    private sealed class BlazorPack : IHubProtocol
    {
        private readonly MessagePackHubProtocol _inner = new();

        public string Name => "blazorpack";

        public int Version => 1;

        public Microsoft.AspNetCore.Connections.TransferFormat TransferFormat => _inner.TransferFormat;

        public bool IsVersionSupported(int version) => version == Version;

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _inner.GetMessageBytes(message);

        public bool TryParseMessage(ref System.Buffers.ReadOnlySequence<byte> input, IInvocationBinder binder, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HubMessage? message) =>
            _inner.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, System.Buffers.IBufferWriter<byte> output) => _inner.WriteMessage(message, output);
    }
}

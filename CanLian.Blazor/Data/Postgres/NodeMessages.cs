using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Npgsql;

namespace CanLian.Blazor.Data.Postgres;

/// <summary>
/// What the nodes of one database tell each other (节点之间的消息), by LISTEN and NOTIFY. A message is a hint: whoever misses it has lost nothing, for what
/// counts is in the database. With a SQLite file there is one node, and nothing is sent.
/// </summary>
public sealed partial class NodeMessages(DataFolder folder, ILogger<NodeMessages> log) : BackgroundService
{
    private const string ChannelName = "canlian";

    // The server takes a little less than 8000 bytes; written as JSON, a character is a byte or an escape.
    private const int Longest = 7000;

    private static readonly TimeSpan _beforeTryingAgain = TimeSpan.FromSeconds(1);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly Channel<string> _outgoing = Channel.CreateBounded<string>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly ConcurrentQueue<(string Topic, Action<string> Heard)> _listeners = new();
    private event Action? Missed;

    /// <summary>Tells the other nodes; returns at once.</summary>
    public void Send(string topic, string content)
    {
        if (folder.Postgres is not null && JsonSerializer.Serialize(new Message(_node, topic, content)) is { Length: < Longest } message)
        {
            _outgoing.Writer.TryWrite(message);
        }
    }

    /// <summary>Listens to what other nodes tell, as long as this node lives.</summary>
    public void Listen(string topic, Action<string> heard) => _listeners.Enqueue((topic, heard));

    /// <summary>Tells when the line was broken for a while, and something may have been missed.</summary>
    public void AfterSilence(Action missed) => Missed += missed;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        folder.Postgres is { } postgres ? Task.WhenAll(KeepAsync(postgres, HearAsync, stoppingToken), KeepAsync(postgres, TellAsync, stoppingToken)) : Task.CompletedTask;

    // A line that breaks is taken up again, as long as the node lives.
    private async Task KeepAsync(string postgres, Func<NpgsqlConnection, bool, CancellationToken, Task> use, CancellationToken stopping)
    {
        for (var again = false; !stopping.IsCancellationRequested; again = true)
        {
            try
            {
                await using var line = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, KeepAlive = 10 }.ConnectionString);
                await line.OpenAsync(stopping);
                await use(line, again, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (broken is NpgsqlException or IOException or InvalidOperationException)
            {
                Broken(broken.GetType().Name);
                await Task.Delay(_beforeTryingAgain, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HearAsync(NpgsqlConnection line, bool again, CancellationToken stopping)
    {
        line.Notification += (_, told) => Hear(told.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {ChannelName}", line))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }
        if (again)
        {
            Missed?.Invoke();
        }
        while (true)
        {
            await line.WaitAsync(stopping);
        }
    }

    private void Hear(string payload)
    {
        if (JsonSerializer.Deserialize<Message>(payload) is { } message && message.Node != _node)
        {
            foreach (var (_, heard) in _listeners.Where(l => l.Topic == message.Topic))
            {
                heard(message.Content);
            }
        }
    }

    private async Task TellAsync(NpgsqlConnection line, bool again, CancellationToken stopping)
    {
        while (await _outgoing.Reader.WaitToReadAsync(stopping))
        {
            var waiting = new List<string>();
            while (waiting.Count < 100 && _outgoing.Reader.TryRead(out var message))
            {
                waiting.Add(message);
            }
            await using var notify = new NpgsqlCommand("SELECT pg_notify($1, m) FROM unnest($2) m", line);
            notify.Parameters.AddWithValue(ChannelName);
            notify.Parameters.AddWithValue(waiting.ToArray());
            await notify.ExecuteNonQueryAsync(stopping);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The line to the other nodes broke ({Problem}) and is taken up again")]
    private partial void Broken(string problem);

    private sealed record Message(string Node, string Topic, string Content);
}

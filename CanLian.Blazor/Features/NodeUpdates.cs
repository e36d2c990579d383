using System.Text.Json;
using CanLian.Blazor.Data.Postgres;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features;

/// <summary>
/// Carries what happens at one node to the open pages of the others (跨节点的实时更新), and lets every page look again when something may have been missed.
/// </summary>
internal sealed class NodeUpdates(LiveUpdates live, NodeMessages messages) : IHostedService
{
    private const string Topic = "live";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        messages.Listen(Topic, content => live.Hear(Read(content)));
        messages.AfterSilence(() =>
        {
            foreach (var programme in Catalogue.Programmes)
            {
                live.Hear(new LiveUpdate(programme.Code, "", Guid.Empty, new Text("与其他节点的联系断过，数字已重新取过")));
            }
        });
        live.Published += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        live.Published -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(LiveUpdate update) =>
        messages.Send(Topic, JsonSerializer.Serialize(new Told(update.Programme, update.RegionCode, update.CaseId, Words.Of(update.What))));

    private static LiveUpdate Read(string content)
    {
        var told = JsonSerializer.Deserialize<Told>(content)!;
        return new LiveUpdate(told.Programme, told.RegionCode, told.CaseId, told.What.ToText());
    }

    private sealed record Told(string Programme, string RegionCode, Guid CaseId, Words What);

    /// <summary>A text on its way: what it names is a text again, or plain.</summary>
    private sealed record Words(string Key, IReadOnlyList<Words>? Args)
    {
        public static Words Of(Text text) => new(text.Key, [.. text.Args.Select(arg => arg is Text inner ? Of(inner) : new Words(FormattableString.Invariant($"{arg}"), null))]);

        public Text ToText() => new(Key, [.. Args!.Select(arg => arg.Args is null ? (object)arg.Key : arg.ToText())]);
    }
}

using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Commands;

/// <summary>
/// A verb of the command line (命令): declares its arguments and options, and does its work through the same desks as the pages. One class each,
/// listed in <see cref="CommandLine"/>. Descriptions are Chinese and translated with everything else.
/// </summary>
internal abstract class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done in part, or refused: standard error says why.</summary>
    public const int Refused = 1;

    /// <summary>Used wrongly.</summary>
    public const int Misused = 2;

    /// <summary>The option of every verb that can answer a program; a verb adds its own to <see cref="Command.Options"/>.</summary>
    protected static Option<bool> JsonOption() => new("--json") { Description = "结果用 JSON 输出" };

    /// <summary>Whether the database is made ready first; not for a verb that brings it.</summary>
    public virtual bool NeedsDatabase => true;

    /// <summary>Does the work and returns the exit code. The data folder is ready: the database exists, the clock stands where it should.</summary>
    public abstract Task<int> RunAsync(VerbRun run, CancellationToken cancellation);
}

/// <summary>One run of a verb (一次执行): what was asked, where to answer, and what to answer with.</summary>
internal sealed class VerbRun(ParseResult asked, IServiceProvider services, IStringLocalizer<Texts> localizer)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Verbs act as the system administrator of the whole district.</summary>
    public Actor Actor { get; } = Actor.System;

    public TextWriter Out => asked.InvocationConfiguration.Output;

    public TextWriter Error => asked.InvocationConfiguration.Error;

    public IStringLocalizer<Texts> L => localizer;

    public T Get<T>(Option<T> option) => asked.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => asked.GetValue(argument)!;

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Writes the answer for a program: camel-case names, Chinese unescaped, one line.</summary>
    public void WriteJson<T>(T answer) => Out.WriteLine(JsonSerializer.Serialize(answer, _json));

    /// <summary>The exit code of an outcome; its reasons, if any, go to standard error, one a line.</summary>
    public int Conclude(Outcome outcome)
    {
        foreach (var reason in outcome.Reasons)
        {
            Error.WriteLine(L.Of(reason.Sentence));
        }

        return outcome.Succeeded ? Verb.Done : Verb.Refused;
    }
}

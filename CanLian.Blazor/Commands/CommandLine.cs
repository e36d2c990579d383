using System.CommandLine;
using System.CommandLine.Invocation;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Ui;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Commands;

/// <summary>The command line (命令行): which verbs there are, and how one is run. With no verb the program serves.</summary>
public static class CommandLine
{
    private static readonly Option<string> _data = new("--data")
    {
        Description = "数据文件夹；不写时取环境变量 CANLIAN_DATA，再不然是当前文件夹下的 data",
        Recursive = true,
    };

    /// <summary>Whether the program is asked to do something other than serve.</summary>
    public static bool IsVerb(string[] args) =>
        args.Length > 0 && (args[0] is "--help" or "-h" or "-?" or "--version" || !args[0].StartsWith('-'));

    /// <summary>Runs the verb and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        Startup.SpeakTheOperatorsLanguage();
        using var texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var localizer = texts.GetRequiredService<IStringLocalizer<Texts>>();
        var root = new RootCommand("残疾人服务业务系统。不写命令时启动网页服务（--urls http://127.0.0.1:5000）") { _data };
        foreach (var verb in Verbs())
        {
            root.Add(verb);
        }

        Prepare(root, localizer);
        var asked = root.Parse(args);
        var streams = new InvocationConfiguration { Output = output, Error = error };
        if (asked.Action is not ParseErrorAction)
        {
            return await asked.InvokeAsync(streams);
        }

        foreach (var mistake in asked.Errors)
        {
            await error.WriteLineAsync(mistake.Message);
        }

        await error.WriteLineAsync(localizer["加上 --help 看用法"]);
        return Verb.Misused;
    }

    private static IEnumerable<Command> Verbs() =>
    [
        new DemoVerb(),
        new FiguresVerb(),
        new ImportVerb(),
        new ReportVerb(),
        Group("exchange", "与农业农村部门的每月数据交换", new ExchangeBuildVerb(), new ExchangeReceiveVerb(), new ExchangeStatusVerb(), new ExchangePasswordVerb()),
        new BackupVerb(),
        new RestoreVerb(),
        new VerifyVerb(),
        new MoveToPostgresVerb(),
        Group("keys", "加密用的密钥", new KeysRotateVerb()),
        Group("user", "账号", new UserAddVerb()),
    ];

    private static Command Group(string name, string description, params IEnumerable<Verb> verbs)
    {
        var group = new Command(name, description);
        foreach (var verb in verbs)
        {
            group.Add(verb);
        }

        return group;
    }

    // Gives every verb its action and every description its translation.
    private static void Prepare(Command command, IStringLocalizer<Texts> localizer)
    {
        foreach (var symbol in command.Options.Cast<Symbol>().Concat(command.Arguments).Append(command))
        {
            symbol.Description = string.IsNullOrEmpty(symbol.Description) ? null : localizer[symbol.Description].Value;
        }

        if (command is Verb verb)
        {
            verb.SetAction((asked, cancellation) => RunAsync(verb, asked, localizer, cancellation));
        }

        foreach (var child in command.Subcommands)
        {
            Prepare(child, localizer);
        }
    }

    private static async Task<int> RunAsync(Verb verb, ParseResult asked, IStringLocalizer<Texts> localizer, CancellationToken cancellation)
    {
        var builder = Composition.CreateBuilder(asked.GetValue(_data) is { } folder ? ["--data", folder] : []);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        try
        {
            if (verb.NeedsDatabase)
            {
                Startup.Prepare(app.Services);
            }
            return await verb.RunAsync(new VerbRun(asked, app.Services, localizer), cancellation);
        }
        catch (Exception exception) when (Startup.Explain(exception) is { } reason)
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(localizer.Of(reason));
            return Verb.Refused;
        }
    }
}

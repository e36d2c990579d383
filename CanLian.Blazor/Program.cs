using CanLian.Blazor;
using CanLian.Blazor.Commands;

if (CommandLine.IsVerb(args))
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error);
}

await using var app = Composition.CreateBuilder(args).Build();
return await Startup.ServeAsync(app, Console.Out, Console.Error);

using CanLian.Blazor;
using CanLian.Blazor.App;
using CanLian.Blazor.Commands;
using CanLian.Blazor.Security;

if (CommandLine.IsVerb(args))
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error);
}

var app = Composition.CreateBuilder(args).Build();
app.UseShell();
app.UseSecurityHeaders();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
await app.RunAsync();
return 0;

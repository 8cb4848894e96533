using System.CommandLine;
using Rapport.Kernel;
using Rapport.Kernel.Hosting;
using Rapport.Members.Setup;

namespace Rapport.Cli;

/// rapport serve: the server itself.
public static class ServeCommand
{
    public static IReadOnlyList<Option> Options =>
    [
        new Option<string>("--urls") { Description = "Where to listen (default: http://localhost:5080)" },
        new Option<string>("--address") { Description = "The address customers type, such as https://community.example" },
        new Option<string>("--smtp") { Description = "smtp://user:password@host:port, or smtps://" },
        new Option<string>("--mail-from") { Description = "The sender of mails" },
        new Option<string>("--brand") { Description = "The brand's name" },
    ];

    public static Command Make() => CommandLine.Verb("serve", "Serve the community.", Options, async (builder, parsed) =>
    {
        Listen(builder);
        Server.Compose(builder);
        var installation = Installation.From(builder.Configuration);
        using var berth = Berth.Take(installation.Data, alone: !installation.OnPostgres);
        await using var app = Server.Wire(builder.Build());
        await Server.Migrate(app.Services);
        await app.StartAsync();
        berth.Say(app.Urls.First(), builder.Configuration["address"]);
        if (await SetUp.Invitation(app.Services) is { } invitation) parsed.InvocationConfiguration.Output.WriteLine($"Nobody looks after this community yet. Open {invitation} to set it up.");
        await app.WaitForShutdownAsync();
        return 0;
    }, begins: true);

    /// Where it is told to, where it can: looked at before anything else begins.
    internal static void Listen(WebApplicationBuilder builder)
    {
        if (builder.Configuration["urls"] is not { Length: > 0 } urls) builder.WebHost.UseUrls(urls = Installation.Usual);
        Doorstep.Demand(urls);
    }
}

using System.CommandLine;
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

    public static Command Make() => CommandLine.Verb("serve", "Serve the community.", Options, async (builder, _) =>
    {
        if (builder.Configuration["urls"] is null && Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is null) builder.WebHost.UseUrls("http://localhost:5080");
        var app = Server.Wire(Server.Compose(builder).Build());
        await Server.Migrate(app.Services);
        if (await SetUp.Invitation(app.Services) is { } invitation) Console.WriteLine($"Nobody looks after this community yet. Open {invitation} to set it up.");
        await app.RunAsync();
        return 0;
    }, begins: true);
}

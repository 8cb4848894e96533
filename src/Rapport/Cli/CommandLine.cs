using System.CommandLine;
using Rapport.Kernel;

namespace Rapport.Cli;

/// rapport VERB: what an operator says to the server from a shell.
public static class CommandLine
{
    public static Task<int> Run(string[] args)
    {
        var root = new RootCommand("Rapport: one home on your own domain for a brand's customers.");
        root.Subcommands.Add(ServeCommand.Make());
        root.Subcommands.Add(DemoCommand.Make());
        root.Subcommands.Add(MigrateCommand.Make());
        root.Subcommands.Add(RebuildCommand.Make());
        root.Subcommands.Add(MemberCommand.Make());
        root.Subcommands.Add(SearchCommand.Make());
        root.Subcommands.Add(CatalogCommand.Make());
        root.Subcommands.Add(ImportCommand.Make());
        return root.Parse(args.Length == 0 ? ["--help"] : args).InvokeAsync();
    }

    /// Where things are kept; every verb takes these.
    public static Option[] Where =>
    [
        new Option<string>("--data") { Description = "The folder of the database, files and search index (default: data)" },
        new Option<string>("--database") { Description = "A PostgreSQL connection string, instead of SQLite in the data folder" },
        new Option<string>("--redis") { Description = "A Redis address that nodes wake each other through" },
    ];

    /// A command whose options become settings of the server of the same name.
    public static Command Verb(string name, string description, IEnumerable<Option> more, Func<WebApplicationBuilder, ParseResult, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var option in Where.Concat(more)) command.Options.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = command.Options.Where(o => parsed.GetResult(o) is { Implicit: false })
                .Select(o => (Name: o.Name.TrimStart('-'), Value: parsed.GetResult(o)!.Tokens.Count == 0 ? "true" : string.Join(';', parsed.GetResult(o)!.Tokens)))
                .SelectMany(o => new[] { "--" + o.Name, o.Value }).ToArray();
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory, WebRootPath = "wwwroot" });
            try { return await run(builder, parsed); }
            catch (Refused refused)
            {
                await Console.Error.WriteLineAsync(refused.Arguments.Aggregate(refused.Message, (text, a) => text.Replace("{" + a.Name + "}", a.Value.ToString())));
                return 2;
            }
        });
        return command;
    }

    /// A server that is composed but takes no requests and runs no loops: for verbs that work on the data.
    public static async Task<WebApplication> Offline(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = Server.Compose(builder).Build();
        await Server.Migrate(app.Services);
        return app;
    }
}

using System.CommandLine;
using Rapport.Kernel;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Hosting;

namespace Rapport.Cli;

/// rapport VERB: what an operator says to the server from a shell.
public static class CommandLine
{
    public static Task<int> Run(string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        var root = new RootCommand("Rapport: one home on your own domain for a brand's customers.");
        root.Subcommands.Add(ServeCommand.Make());
        root.Subcommands.Add(DemoCommand.Make());
        root.Subcommands.Add(MigrateCommand.Make());
        root.Subcommands.Add(RebuildCommand.Make());
        root.Subcommands.Add(MemberCommand.Make());
        root.Subcommands.Add(SearchCommand.Make());
        root.Subcommands.Add(RatingsCommand.Make());
        root.Subcommands.Add(CatalogCommand.Make());
        root.Subcommands.Add(ImportCommand.Make());
        root.Subcommands.Add(ExportCommand.Make());
        root.Subcommands.Add(BackupCommand.Make());
        root.Subcommands.Add(RestoreCommand.Make());
        root.Subcommands.Add(ForgetSecretsCommand.Make());
        root.Subcommands.Add(DoctorCommand.Make());
        root.Subcommands.Add(HeicCommand.Make());
        return root.Parse(args.Length == 0 ? ["--help"] : args).InvokeAsync(new() { Output = output ?? Console.Out, Error = error ?? Console.Error, EnableDefaultExceptionHandler = false });
    }

    /// Where things are kept; every verb takes these.
    public static Option[] Where =>
    [
        new Option<string>("--data") { Description = "The folder of the database, files and search index (default: data)" },
        new Option<string>("--database") { Description = "A PostgreSQL connection string, instead of SQLite in the data folder" },
        new Option<string>("--redis") { Description = "A Redis address that nodes wake each other through" },
    ];

    /// A command whose options become settings of the server of the same name. Only one that begins a community makes the folder it lies in.
    public static Command Verb(string name, string description, IEnumerable<Option> more, Func<WebApplicationBuilder, ParseResult, Task<int>> run, bool begins = false)
    {
        var command = new Command(name, description);
        foreach (var option in Where.Concat(more)) command.Options.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = command.Options.Where(o => parsed.GetResult(o) is { Implicit: false })
                .Select(o => (Name: o.Name.TrimStart('-'), Value: parsed.GetResult(o)!.Tokens.Count == 0 ? "true" : string.Join(';', parsed.GetResult(o)!.Tokens)))
                .SelectMany(o => new[] { "--" + o.Name, o.Value }).ToArray();
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory, WebRootPath = "wwwroot" });
            // What is said on the command line wins.
            ((IConfigurationBuilder)builder.Configuration).Add(new EnvironmentSettings()).AddCommandLine(settings);
            try
            {
                if (!begins) Demand(builder.Configuration);
                return await run(builder, parsed);
            }
            catch (Refused refused) { return await Fail(parsed, refused.Plain); }
            // What an operator can mend is said in a line; anything else is ours, and is told in full.
            catch (Exception problem) when (Problem(problem) is { } words) { return await Fail(parsed, words); }
        });
        return command;
    }

    /// A folder that was mistyped is not made, and nobody is sent to look for what is wrong with a community that is elsewhere. Where database and key come from settings, it may be new.
    static void Demand(IConfiguration settings)
    {
        var data = Path.GetFullPath(settings["data"] ?? "data");
        if (settings["database"] is { Length: > 0 } ? settings["master-key"] is not { Length: > 0 } && !Directory.Exists(data) : !File.Exists(Path.Combine(data, "rapport.db")) && !Place.Interrupted(new() { Data = data }))
            throw new Refused("There is no community in {folder}. Say where it lies with --data or RAPPORT_DATA.", ("folder", data));
    }

    static async Task<int> Fail(ParseResult parsed, string words)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(words.ReplaceLineEndings(" "));
        return 2;
    }

    static string? Problem(Exception problem) => problem switch
    {
        Npgsql.PostgresException p => $"PostgreSQL refuses: {p.MessageText}.",
        Npgsql.NpgsqlException p => $"PostgreSQL cannot be reached: {(p.InnerException ?? p).Message}",
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26 } p => $"The database cannot be used: {p.Message}",
        UnauthorizedAccessException or IOException => problem.Message,
        DbUpdateException or InvalidOperationException { InnerException: not null } => Problem(problem.InnerException!),
        _ => null,
    };

    /// A server of these settings that is composed, and touches nothing.
    public static WebApplication Composed(WebApplicationBuilder builder)
    {
        // What fails is told by its exception; that a table is not there yet is no failure.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None).AddFilter("Microsoft.EntityFrameworkCore.Migrations", LogLevel.Error);
        return Server.Compose(builder).Build();
    }

    /// Everything that was said, by options or the environment, for a second server like it.
    public static Dictionary<string, string?> Settings(WebApplicationBuilder builder) =>
        builder.Configuration.AsEnumerable().Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value, StringComparer.OrdinalIgnoreCase);

    /// A server that is composed but takes no requests and runs no loops: for verbs that work on the data.
    public static async Task<WebApplication> Offline(WebApplicationBuilder builder)
    {
        var app = Composed(builder);
        await Server.Migrate(app.Services);
        return app;
    }
}

using System.CommandLine;
using Rapport.Interchange;
using Rapport.Interchange.StackExchange;
using Rapport.Kernel;
using Rapport.Kernel.Events;

namespace Rapport.Cli;

/// rapport import: brings a community in from elsewhere, by way of the interchange format.
public static class ImportCommand
{
    public static Command Make()
    {
        var import = new Command("import", "Bring a community in from elsewhere.");
        import.Subcommands.Add(StackExchange());
        import.Subcommands.Add(CatalogCommand.ImportProducts());
        import.Subcommands.Add(OrdersCommand.Make());
        return import;
    }

    static Command StackExchange()
    {
        var folder = new Argument<string>("folder") { Description = "The folder with Posts.xml, Users.xml, Votes.xml and the others" };
        var dry = new Option<bool>("--dry-run") { Description = "Report what would be stored, and store nothing" };
        var source = new Option<string>("--source") { Description = "What this community is called in the table of foreign ids (default: the folder's name)" };
        var command = CommandLine.Verb("stackexchange", "Import a Stack Exchange dump.", [dry, source], async (builder, parsed) =>
        {
            var dump = Path.GetFullPath(parsed.GetValue(folder)!);
            if (!Directory.Exists(dump)) throw new Refused("There is no folder {folder}.", ("folder", dump));
            await using var app = await CommandLine.Offline(builder);
            var name = parsed.GetValue(source) ?? Path.GetFileName(dump.TrimEnd('/'));
            var archive = new Archive(Path.Combine(app.Services.GetRequiredService<Installation>().Folder("import"), "stackexchange-" + Kernel.Content.Slug.Of(name)));
            new Conversion(dump, archive, name).Run();
            var report = await new Loader(app.Services, archive, Cause.Import, parsed.GetValue(dry)) { Progress = Say }.Run();
            Directory.Delete(archive.Folder, recursive: true);
            if (!Console.IsErrorRedirected) await Console.Error.WriteLineAsync();
            if (parsed.GetValue(dry)) Console.WriteLine("dry run: nothing was stored");
            report.Write(Console.Out);
            return 0;
        });
        command.Arguments.Add(folder);
        return command;
    }

    /// One line that is written over, for those who watch.
    static void Say(string kind, int read)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\r{kind}: {read} read        ");
    }
}

using System.CommandLine;
using Rapport.Interchange;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Site;

namespace Rapport.Cli;

/// rapport import: brings a community in, from an archive of ours or by way of one from elsewhere.
public static class ImportCommand
{
    internal const string EncodingMeans = "The encoding of a table that is not UTF-8 or UTF-16, such as latin1";
    internal const string DayFirstMeans = "03/04/2025 is the third of April; with false, the fourth of March (default: as the list tells)";

    public static Command Make()
    {
        var prefix = new Option<string>("--prefix") { Description = "Below which path the old addresses stood, such as /forum" };
        var (dry, source, roles, passwords) = (
            new Option<bool>("--dry-run") { Description = "Report what would be stored, and store nothing" },
            new Option<string>("--source") { Description = "What this community is called in the table of foreign ids (default: as it calls itself, or the name of the file)" },
            new Option<bool>("--with-roles") { Description = "Employees, moderators and administrators keep their roles; else everybody comes in as a member" },
            new Option<bool>("--with-passwords") { Description = "People keep their passwords, where the archive holds them" });
        var (encoding, dayFirst) = (new Option<string>("--encoding") { Description = EncodingMeans }, new Option<bool?>("--day-first") { Description = DayFirstMeans });
        var path = new Argument<string>("path") { Description = "A ZIP or a folder in the interchange format" };
        var import = CommandLine.Verb("import", "Bring a community in.", [dry, source, roles, passwords], (builder, parsed) => Run(builder, parsed, new Ours()), begins: true);
        import.Arguments.Add(path);
        foreach (var format in Formats.Others) import.Subcommands.Add(format.Name == ReviewsCommand.Name ? ReviewsCommand.Make(format, dry, source) : Of(format));
        import.Subcommands.Add(CatalogCommand.ImportProducts());
        import.Subcommands.Add(OrdersCommand.Make());
        return import;

        Command Of(Format format)
        {
            var from = new Argument<string>("path") { Description = format.Needs };
            var isTable = format is Interchange.Csv.Csv;
            var command = CommandLine.Verb(format.Name, $"Import from {format.Title}.", [dry, source, roles, prefix, .. isTable ? new Option[] { encoding, dayFirst } : []],
                (builder, parsed) => Run(builder, parsed, format, isTable ? TableChoice.Of(parsed.GetValue(encoding), parsed.GetValue(dayFirst))?.Write() : null), begins: true);
            command.Arguments.Add(from);
            return command;
        }
    }

    /// What a program is told by where something was refused, a file whose bytes are missing say, and the rest came in.
    internal const int InPart = 3;

    internal static async Task<int> Run(WebApplicationBuilder builder, ParseResult parsed, Format format, string? particulars = null)
    {
        await using var app = await CommandLine.Offline(builder);
        // What administrators chose in the product holds here too: the brand's name, the languages.
        await using (var scope = app.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<SiteSettings>().Load(scope.ServiceProvider.GetRequiredService<Db>());
        var arriving = new Arriving(Path.GetFullPath(parsed.GetValue<string>("path")!), new()
        {
            DryRun = parsed.GetValue<bool>("--dry-run"), Source = parsed.GetValue<string>("--source"), WithRoles = Has("--with-roles") && parsed.GetValue<bool>("--with-roles"),
            Prefix = Has("--prefix") ? parsed.GetValue<string>("--prefix") : null, WithPasswords = Has("--with-passwords") && parsed.GetValue<bool>("--with-passwords"), Particulars = particulars,
        }) { Progress = Progress.Say };
        if (format is Ours) Suggest(arriving.Path);
        var report = await format.Run(app.Services, arriving, Cause.Import, default);
        Progress.End();
        var output = parsed.InvocationConfiguration.Output;
        if (arriving.Choices.DryRun) await output.WriteLineAsync("dry run: nothing was stored");
        report.Write(output);
        // Where some lines were refused the rest is here; where all were, nothing is.
        return report.Refused == 0 ? 0 : report.All.All(a => a.Tally is { Stored: 0, Unchanged: 0, Changed: 0 }) ? 1 : InPart;

        bool Has(string option) => parsed.CommandResult.Command.Options.Any(o => o.Name == option);
    }

    /// What another system hands out is not ours; its own verb reads it.
    static void Suggest(string path)
    {
        using var parcel = Parcel.Of(path);
        if (Archive.Is(parcel)) return;
        if (Formats.Others.FirstOrDefault(f => f.Recognises(parcel)) is { } other) throw new Refused("This looks like what {title} hands out. Run \"rapport import {name} {path}\".", ("title", other.Title), ("name", other.Name), ("path", path));
    }
}

/// rapport export FILE: writes the community to an archive while it goes on.
public static class ExportCommand
{
    public static Command Make()
    {
        var (file, passwords) = (new Argument<string>("file") { Description = "The ZIP to write" }, new Option<bool>("--with-passwords") { Description = "Password hashes stand in it too, so that people sign in elsewhere as they did here" });
        var command = CommandLine.Verb("export", "Write the community to an archive that another installation imports.", [passwords], async (builder, parsed) =>
        {
            await using var app = await CommandLine.Offline(builder);
            var about = await new Export(app.Services) { WithPasswords = parsed.GetValue(passwords), Progress = Progress.Say }.To(Path.GetFullPath(parsed.GetValue(file)!));
            Progress.End();
            var output = parsed.InvocationConfiguration.Output;
            foreach (var part in about.Parts) await output.WriteLineAsync($"{Path.GetFileNameWithoutExtension(part.Name)} {part.Lines}");
            await output.WriteLineAsync($"files {about.Files} ({about.FileBytes} bytes)");
            return 0;
        });
        command.Arguments.Add(file);
        return command;
    }
}

/// One line that is written over, for those who watch.
static class Progress
{
    public static void Say(Step step)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\r{step.What}: {step.Done}{(step.Of is { } all ? $" of {all}" : "")}\e[K");
    }

    public static void End()
    {
        if (!Console.IsErrorRedirected) Console.Error.Write("\r\e[K");
    }
}

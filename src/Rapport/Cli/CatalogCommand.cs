using System.CommandLine;
using Rapport.Catalog.Feeds;
using Rapport.Kernel;

namespace Rapport.Cli;

/// rapport import products FILE and rapport catalog feed ADDRESS: what is sold, from a list of the shop.
public static class CatalogCommand
{
    /// rapport import products FILE
    public static Command ImportProducts()
    {
        var file = new Argument<string>("file") { Description = "A Google Merchant feed (RSS, Atom or TSV) or a CSV with a heading line" };
        var list = new Option<string>("--list") { Description = "The name of the list the file belongs to (default: products)" };
        var part = new Option<bool>("--part") { Description = "The file is only a part: what is missing from it stays on sale" };
        var encoding = new Option<string>("--encoding") { Description = ImportCommand.EncodingMeans };
        var force = new Option<bool>("--force") { Description = "Take it even if it holds less than half of what is sold now" };
        var dry = new Option<bool>("--dry-run") { Description = "Read and count only; store nothing" };
        var command = CommandLine.Verb("products", "Import a product list.", [list, part, encoding, force, dry], async (builder, parsed) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            if (!File.Exists(path)) throw new Refused("There is no file {file}.", ("file", path));
            await using var app = await CommandLine.Offline(builder);
            await using var scope = app.Services.CreateAsyncScope();
            var feed = await scope.ServiceProvider.GetRequiredService<FeedDesk>().Named(parsed.GetValue(list), !parsed.GetValue(part));
            var report = await app.Services.GetRequiredService<Import>().Run(new(feed.Id, Path.GetFileName(path), path, parsed.GetValue(encoding), parsed.GetValue(force), parsed.GetValue(dry)));
            foreach (var line in await ReportLines.Of(scope.ServiceProvider, report)) Console.WriteLine(line);
            return report.Problem is not null ? 2 : report.Refused == 0 ? 0 : report.Refused == report.Read ? 1 : ImportCommand.InPart;
        }, begins: true);
        command.Arguments.Add(file);
        return command;
    }

    /// rapport catalog feed ADDRESS --every 6h
    public static Command Make()
    {
        var catalog = new Command("catalog", "What is sold.");
        var address = new Argument<string>("address") { Description = "Where the shop offers its product list" };
        var every = new Option<string>("--every") { Description = "How often it is fetched: 30m, 6h, 1d (default: 6h)" };
        var part = new Option<bool>("--part") { Description = "The feed lists only a part: what is missing from it stays on sale" };
        var currency = new Option<string>("--currency") { Description = "The currency of prices that name none" };
        var feed = CommandLine.Verb("feed", "Fetch a product list again and again.", [every, part, currency], async (builder, parsed) =>
        {
            await using var app = await CommandLine.Offline(builder);
            await using var scope = app.Services.CreateAsyncScope();
            var source = await scope.ServiceProvider.GetRequiredService<FeedDesk>().Watch(parsed.GetValue(address)!, FeedDesk.Every(parsed.GetValue(every) ?? "6h"), !parsed.GetValue(part), parsed.GetValue(currency));
            Console.WriteLine($"{source.Name} is fetched every {source.EveryMinutes} minutes from now on, by the server.");
            return 0;
        });
        feed.Arguments.Add(address);
        catalog.Subcommands.Add(feed);
        return catalog;
    }
}

using System.CommandLine;
using Rapport.Customers.Lists;
using Rapport.Kernel;

namespace Rapport.Cli;

/// rapport import orders FILE: what was bought, from a list of the shop.
public static class OrdersCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "A table with a heading line, a row a thing bought: order, date, quantity, sku or title, unit price" };
        var list = new Option<string>("--list") { Description = "What the list is called: orders of the same list and number are the same (default: orders)" };
        var currency = new Option<string>("--currency") { Description = "The currency of prices that name none" };
        var encoding = new Option<string>("--encoding") { Description = ImportCommand.EncodingMeans };
        var dry = new Option<bool>("--dry-run") { Description = "Read and count only; store nothing" };
        var command = CommandLine.Verb("orders", "Import a list of orders.", [list, currency, encoding, dry], async (builder, parsed) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            if (!File.Exists(path)) throw new Refused("There is no file {file}.", ("file", path));
            await using var app = await CommandLine.Offline(builder);
            await using var stream = File.OpenRead(path);
            var report = await app.Services.GetRequiredService<ImportOrders>().Run(stream, parsed.GetValue(list) ?? "orders", parsed.GetValue(currency), parsed.GetValue(encoding), parsed.GetValue(dry));
            if (parsed.GetValue(dry)) Console.WriteLine("dry run: nothing was stored");
            foreach (var line in report.InWords()) Console.WriteLine(line);
            return report.Refused == 0 ? 0 : report.Refused == report.Rows ? 1 : ImportCommand.InPart;
        }, begins: true);
        command.Arguments.Add(file);
        return command;
    }
}

using System.CommandLine;
using Rapport.Interchange.ReviewLists;
using Rapport.Kernel;
using Rapport.Kernel.Moving;

namespace Rapport.Cli;

/// rapport import reviews FILE: what was written elsewhere about products, from the list of another system.
static class ReviewsCommand
{
    public const string Name = "reviews";

    public static Command Make(Format format, Option<bool> dry, Option<string> source)
    {
        var path = new Argument<string>("path") { Description = format.Needs };
        var map = new Option<string>("--map") { Description = $"How the list is read: {string.Join(", ", BuiltInMaps.All.Select(m => m.Name))}, or a map that was saved (default: as its headings suggest)" };
        var columns = new Option<string[]>("--column") { Description = "Which column is what, as in rating=Points; as often as needed" };
        var scale = new Option<int?>("--scale") { Description = "The best rating that can be given: 5 or 10 (default: as the ratings suggest)" };
        var dayFirst = new Option<bool?>("--day-first") { Description = ImportCommand.DayFirstMeans };
        var encoding = new Option<string>("--encoding") { Description = ImportCommand.EncodingMeans };
        var save = new Option<string>("--save-map") { Description = "Remember all that under this name" };
        var products = new Option<string[]>("--product") { Description = "What a product of the list is here: its name there, =, and the SKU here, or make, or leave; as often as needed" };
        var rest = new Option<string>("--unmatched") { Description = "What becomes of products that are not here: make, or leave (default: their reviews wait)" };
        rest.AcceptOnlyFromAmong(ReviewChoice.Make, ReviewChoice.Leave);
        var command = CommandLine.Verb(Name, "Import reviews from another system.", [dry, source, map, columns, scale, dayFirst, encoding, save, products, rest], (builder, parsed) => ImportCommand.Run(builder, parsed, format, new ReviewChoice
        {
            Map = parsed.GetValue(map), Columns = Pairs(parsed.GetValue(columns)), Scale = parsed.GetValue(scale), DayFirst = parsed.GetValue(dayFirst), Encoding = parsed.GetValue(encoding),
            SaveAs = parsed.GetValue(save), Products = Pairs(parsed.GetValue(products)), Rest = parsed.GetValue(rest),
        }.Write()), begins: true);
        command.Arguments.Add(path);
        return command;
    }

    /// What stands before the last sign of equality has the value behind it.
    static Dictionary<string, string> Pairs(string[]? said) => (said ?? []).Select(pair => pair.LastIndexOf('=') is > 0 and var at ? (Key: pair[..at], Value: pair[(at + 1)..]) : throw new Refused("{pair} is no pair: write a name, = and a value.", ("pair", pair)))
        .GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value);
}

using System.CommandLine;
using Rapport.Search;

namespace Rapport.Cli;

/// rapport search rebuild: fills this machine's search index anew. A server that runs holds its index, and does this by itself where it must.
public static class SearchCommand
{
    public static Command Make()
    {
        var search = new Command("search", "The search index.");
        search.Subcommands.Add(CommandLine.Verb("rebuild", "Build the search index anew, while no server uses it.", [], async (builder, _) =>
        {
            await using var app = await CommandLine.Offline(builder);
            Console.WriteLine($"{await RebuildIndex.Run(app.Services)} documents can be found.");
            return 0;
        }));
        return search;
    }
}

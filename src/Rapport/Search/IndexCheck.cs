using System.Runtime.CompilerServices;
using Rapport.Kernel;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Search;

/// The search index of this node. Another process than the server looks only whether there is one, since the server holds it.
sealed class IndexCheck(Db db, SearchReader reader, Installation installation) : Check
{
    public override string Name => "Search";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        var behind = reader.Following ? await EventLog.Head(db) - reader.Position : 0;
        yield return reader.Following
            ? behind > 1_000 ? Finding.Warning("The index is {n} events behind.", "Look at the log; \"rapport search rebuild\" builds it anew while the server is stopped.", ("n", behind)) : Finding.Good("The index follows what happens.")
            : Directory.GetDirectories(installation.Data, "search-*").Length > 0 ? Finding.Good("There is an index in {folder}.", ("folder", installation.Data))
            : Finding.Warning("There is no index yet.", "The server builds it when it starts; until then search finds nothing.");
    }
}

using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members.Desk;

namespace Rapport.Members.Api;

/// Whether everything runs.
public sealed record HealthJson(string Version, string Node, string Database, [property: Description("Events in the log.")] long Events, [property: Description("How many events each reader is behind.")] IReadOnlyDictionary<string, long> Behind,
    int JobsWaiting, int JobsFailing, int MailsWaiting, long FreeBytes, [property: Description("What fails again and again; the server's log says why.")] IReadOnlyList<string> Stuck)
{
    public static HealthJson Example => new("0.1.0", "shop-4711-a1b2c3", "SQLite", 5310, new Dictionary<string, long> { ["SearchReader"] = 0 }, 2, 0, 0, 42_000_000_000, []);
}

static class TheHealth
{
    public static async Task<HealthJson> Show(Db db, Me me, Installation installation, IEnumerable<Reader> readers, IEnumerable<IHostedService> hosted, DiskRoom room)
    {
        me.RequireAdministrator();
        var view = await HealthDesk.View(db, installation, readers, hosted, room);
        return new(view.Version, view.Node, view.Engine, view.Head, view.Readers.ToDictionary(r => r.Name, r => r.Behind), view.JobsWaiting, view.JobsFailing, view.MailsWaiting, view.FreeBytes, view.Stuck);
    }
}

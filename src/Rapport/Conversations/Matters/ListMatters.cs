using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Matters;

/// GET /about: what is said about the brand itself, its service, advertisements and prices, and under which protection.
static class ListMatters
{
    public const string Path = "/about";

    public static async Task<IResult> Handle(Db db, Me me)
    {
        var counts = await db.Topics.VisibleTo(me).Where(t => t.Matter != null).GroupBy(t => t.Matter!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return Page.Of<MattersPage>(new { Counts = (IReadOnlyDictionary<Matter, int>)counts, Outcomes = await MatterReport.Told(db) }).Tagged("topics");
    }
}

using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Reviews.Asking;
using Rapport.Reviews.ByStar;
using Rapport.Reviews.Incentives;

namespace Rapport.Reviews.How;

/// Reviews that came from one other place.
public sealed record ImportedFrom(string Source, int Count, int Verified);

/// What is in force for reviews now, and what came of it: all that the page says of this community is read from here.
public sealed record Practice(ReviewSettings Reviews, AskingSettings Asking, ModerationSettings Moderation, Holding Holding, IReadOnlyList<Incentive> Offers, IReadOnlyList<ImportedFrom> Sources, IReadOnlyDictionary<Ground, int> Grounds, StarReport Stars);

/// GET /reviews/how: how reviews are collected and checked here, from the settings in force.
static class HowWeCollect
{
    public const string Path = "/reviews/how";

    public static async Task<IResult> Handle(Db db, SiteSettings settings, Offers offers)
    {
        var moderation = settings.Of<ModerationSettings>();
        var here = await db.Spaces.Where(s => s.Purpose == SpacePurpose.Reviews).Select(s => s.Holding).FirstOrDefaultAsync();
        var sources = await db.Reviews.Where(r => r.ImportedAt != null && r.State == ReviewState.Published).GroupBy(r => r.Source).Select(g => new { g.Key, Count = g.Count(), Verified = g.Count(r => r.SourceVerified) }).ToListAsync();
        var grounds = await db.Cases.Where(c => c.Verdict == Verdict.Hide && c.Ground != null && c.Kind == "post" && db.Set<Review>().Any(r => r.Id == c.ThingId && r.State == ReviewState.Hidden)).GroupBy(c => c.Ground!.Value).Select(g => new { g.Key, Count = g.Select(c => c.ThingId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return Page.Of<HowPage>(new
        {
            Of = new Practice(settings.Of<ReviewSettings>(), settings.Of<AskingSettings>(), moderation, here ?? moderation.Holding, await offers.InForce(),
                [.. sources.OrderByDescending(s => s.Count).Select(s => new ImportedFrom(s.Key ?? "", s.Count, s.Verified))], grounds, await StarReport.Of(db, null)),
        }).Tagged("reviews");
    }
}

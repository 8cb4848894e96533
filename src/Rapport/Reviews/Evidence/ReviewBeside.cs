using System.Net;
using System.Text;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;

namespace Rapport.Reviews.Evidence;

/// The good and bad sides of a review, and how the thing is used, for whoever decides on its words. Neither its stars nor those given to single sides of the thing.
sealed class ReviewBeside : Beside
{
    public override async Task<IReadOnlyDictionary<long, string>> Of(Db db, Locale locale, IReadOnlyList<long> posts)
    {
        if (posts.Count == 0) return new Dictionary<long, string>();
        var points = (await db.ReviewPoints.AsNoTracking().Where(p => posts.Contains(p.ReviewId)).OrderBy(p => p.Place).ToListAsync()).ToLookup(p => p.ReviewId);
        var uses = (await db.ReviewAnswers.AsNoTracking().Where(a => posts.Contains(a.ReviewId)).Join(db.Aspects.Where(q => q.Kind == AspectKind.Context), a => a.AspectId, q => q.Id, (a, q) => new { a.ReviewId, a.Value, Question = q }).ToListAsync()).ToLookup(a => a.ReviewId);
        return posts.Where(id => points.Contains(id) || uses.Contains(id)).ToDictionary(id => id, id =>
        {
            var html = new StringBuilder();
            foreach (var side in points[id].GroupBy(p => p.Good).OrderByDescending(g => g.Key))
            {
                html.Append("<p><b>").Append(WebUtility.HtmlEncode(locale.Say(side.Key ? "Good" : "Not good"))).Append("</b></p><ul>");
                foreach (var point in side) html.Append("<li dir=\"auto\">").Append(WebUtility.HtmlEncode(point.Text)).Append("</li>");
                html.Append("</ul>");
            }
            foreach (var use in uses[id].OrderBy(u => u.Question.Rank)) html.Append("<p dir=\"auto\">").Append(WebUtility.HtmlEncode($"{use.Question.Name} {use.Question.Choices.ElementAtOrDefault(use.Value)}")).Append("</p>");
            return html.ToString();
        });
    }
}

using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Customers;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.Evidence;

/// By which order somebody has a thing.
static class Purchases
{
    extension(Db db)
    {
        /// The line of an order for the thing, or for a variant of it: the thing itself first, the latest order first. Nothing where it was cancelled.
        /// Whoever came by the link in the mail about an order placed it, also where they get their account with this very review.
        public async Task<(long? Line, DateTimeOffset? At)> Purchase(long member, Product product, long? asked = null)
        {
            var (shared, id) = (Review.Sharing(product), product.Id);
            var things = db.BoughtBy(member);
            if (asked is not null) things = things.Union(db.OrderLines.Where(l => l.OrderId == asked && db.Set<Order>().Any(o => o.Id == asked && o.CancelledAt == null)));
            var bought = await (from line in things
                                join thing in db.Products on line.ProductId equals thing.Id
                                where thing.Id == id || thing.FamilyId == shared
                                join order in db.Orders on line.OrderId equals order.Id
                                orderby thing.Id == id descending, order.PlacedAt descending
                                select new { line.Id, order.PlacedAt }).FirstOrDefaultAsync();
            return bought is null ? (null, null) : (bought.Id, bought.PlacedAt);
        }

        /// The pages where these members answer, which say who bought the thing.
        async Task RedrawAnswers(List<long> members)
        {
            const int most = 200;
            var products = db.Set<TopicProduct>();
            db.Redraw((await db.Posts.Where(p => p.AuthorId != null && members.Contains(p.AuthorId.Value) && p.Kind == PostKind.Reply && products.Any(x => x.TopicId == p.TopicId)).OrderByDescending(p => p.Id).Select(p => p.TopicId).Take(most).ToListAsync()).Distinct().Select(id => $"topic:{id}"));
        }

        /// Orders may be told after the review was written, or be cancelled: the evidence follows them, never the other way round.
        /// What shares the reviews that have other evidence now.
        public async Task<IReadOnlySet<long>> FollowOrders(IReadOnlyCollection<long> customers)
        {
            var changed = new HashSet<long>();
            if (customers.Count == 0) return changed;
            var members = await db.Customers.Where(c => customers.Contains(c.Id) && c.MemberId != null).Select(c => c.MemberId!.Value).Distinct().ToListAsync();
            if (members.Count == 0) return changed;
            await db.RedrawAnswers(members);
            var reviews = await db.Reviews.AsTracking().Where(r => r.AuthorId != null && members.Contains(r.AuthorId.Value) && r.ImportedAt == null).ToListAsync();
            var about = reviews.Select(r => r.ProductId).Distinct().ToList();
            var products = await db.Products.AsNoTracking().Where(p => about.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
            foreach (var review in reviews)
            {
                var (line, at) = await db.Purchase(review.AuthorId!.Value, products[review.ProductId]);
                if ((line, at) == (review.OrderLineId, review.BoughtAt)) continue;
                review.Bought(line, at);
                changed.Add(review.SharedId);
                db.Redraw([.. ReviewEvent.Pages(review.ProductId, review.SharedId), $"topic:{review.Id}"]);
            }
            return changed;
        }
    }
}

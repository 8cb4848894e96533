using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Customers;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Reviews.Things;

/// GET /things?page=: what a member bought here, the latest first, and what can be done with it.
static class ShowThings
{
    const int PerPage = 12, MostPages = 200;

    public static async Task<IResult> Handle(int? page, Db db, Me me, KnownRatings ratings)
    {
        var my = me.Member.Id;
        var number = page ?? 1;
        if (number is < 1 or > MostPages) throw new NotFound();
        var bought = await (from line in db.BoughtBy(my)
                            where line.ProductId != null
                            join order in db.Orders on line.OrderId equals order.Id
                            group order.PlacedAt by line.ProductId!.Value into times
                            orderby times.Max() descending, times.Key descending
                            select new { Product = times.Key, At = times.Max() }).Skip((number - 1) * PerPage).Take(PerPage + 1).ToListAsync();
        if (bought.Count == 0 && number > 1) throw new NotFound();
        var ids = bought.Take(PerPage).Select(b => b.Product).ToList();
        var products = await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var mine = await db.Reviews.Where(r => r.AuthorId == my && ids.Contains(r.ProductId)).ToDictionaryAsync(r => r.ProductId, r => r.Id);
        var willing = (await db.WillingOwners.Where(o => o.MemberId == my && ids.Contains(o.ProductId)).Select(o => o.ProductId).ToListAsync()).ToHashSet();
        var learned = await Learned(db, me, ids);
        var shown = ids.Where(products.ContainsKey).Select(id => products[id]).ToList();
        var rated = await ratings.Of(shown);
        return Page.Of<ThingsPage>(new
        {
            Things = (IReadOnlyList<Thing>)shown.ConvertAll(p => new Thing(p, bought.First(b => b.Product == p.Id).At, mine.TryGetValue(p.Id, out var review) ? review : null, rated.GetValueOrDefault(p.Id), [.. learned[p.Id]]) { Willing = willing.Contains(p.Id) }),
            Turn = number, More = bought.Count > PerPage,
        });
    }

    /// Solved questions, stories and articles about these things, of each the latest.
    static async Task<ILookup<long, Lesson>> Learned(Db db, Me me, List<long> products)
    {
        var (topics, about) = (db.Topics.VisibleTo(me).HeardBy(me).Where(t => t.Kind == TopicKind.Story || t.Kind == TopicKind.Article || t.AcceptedId != null), db.TopicProducts);
        var found = await db.Products.Where(p => products.Contains(p.Id)).SelectMany(p =>
            (from t in topics
             join x in about on t.Id equals x.TopicId
             where x.ProductId == p.Id
             orderby t.LastActivityAt descending, t.Id descending
             select new { x.ProductId, t.LastActivityAt, Lesson = new Lesson(t.Id, t.Title, t.Slug, t.Language) }).Take(Thing.MostLessons)).ToListAsync();
        return found.OrderByDescending(l => l.LastActivityAt).ToLookup(l => l.ProductId, l => l.Lesson);
    }
}

/// What a member bought, and what others learned about it.
public sealed record Thing(Product Product, DateTimeOffset At, long? Review, RatedProduct? Rating, IReadOnlyList<Lesson> Lessons)
{
    public const int MostLessons = 3;

    /// Others' questions about it are passed on to them.
    public bool Willing { get; init; }
}

/// What somebody found out about a thing.
public sealed record Lesson(long Id, string Title, string Slug, string Language)
{
    public string Path => Topic.PathOf(Id, Slug);
}

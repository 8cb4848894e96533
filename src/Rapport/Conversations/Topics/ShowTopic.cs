using Rapport.Conversations.Drafts;
using Rapport.Conversations.Helping;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Unseen;
using Rapport.Customers;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Topics;

/// GET /topics/{id}/{slug}: a topic with one page of what was said.
public static class ShowTopic
{
    public static async Task<IResult> Handle(long id, string? slug, int? page, long? comments, long? quote, HttpContext context, Db db, Me me, Locale locale, PageCache cache, Ranks ranks, Privileges privileges)
    {
        var number = page ?? 1;
        TopicView view;
        try { view = await cache.Share($"topic/{id}/{number}/{comments}/{locale.Code}/{me.Sight}", () => Read(db, me, locale, ranks, id, number, comments), v => new(TagsOf(v), v.Shown.Sum(p => 4L * p.Html.Length + 4_000))); }
        // What others do not see, whoever began it does, and who looks after the place.
        catch (NotFound) when (!me.IsAnonymous) { view = await Read(db, me, locale, ranks, id, number, comments, unseen: true); }
        if (slug != view.Head.Slug) return Go.ForGood(view.Path + context.Request.QueryString);
        var mine = me.IsAnonymous ? Mine.Nothing : await ReadMine(db, me, locale, view);
        if (view.Head.IsSeen && !me.IsAnonymous) mine = mine with { Allowed = await privileges.Allowed(me, view.Head.SpaceId) };
        if (quote is { } quoted) mine = await QuotePost.Start(db, me, quoted, mine);
        return Page.Of<TopicPage>(new { View = view, Mine = mine, NoIndex = comments is not null || quote is not null || !view.Head.IsSeen }).Tagged(TagsOf(view));
    }

    static string[] TagsOf(TopicView view) => [$"topic:{view.Head.Id}", $"space:{view.Head.SpaceId}",
        .. view.Shown.Select(p => p.AuthorId).OfType<long>().Distinct().Select(a => $"member:{a}"), .. view.Names.People.Select(m => $"member:{m}"), .. view.Products.Select(p => $"product:{p.Id}")];

    /// The same for all who may see the same; what is the visitor's own is read in ReadMine.
    public static async Task<TopicView> Read(Db db, Me me, Locale locale, Ranks ranks, long id, int page, long? comments = null, bool unseen = false)
    {
        var head = await Heads(db, (unseen ? db.Topics.KnownTo(me) : db.Topics.VisibleTo(me)).Where(t => t.Id == id)).FirstOrDefaultAsync() ?? throw new NotFound();
        var opening = await db.Posts.AsNoTracking().Where(p => p.Id == id).Rows(db).FirstOrDefaultAsync() ?? throw new NotFound();
        if (page < 1 || page > 1 && (page - 1L) * TopicView.PerPage >= head.Replies) throw new NotFound();
        var replies = head.Replies == 0 ? [] : await Replies(db, head, page);
        var parents = replies.Append(opening).Where(p => p.Comments > 0).Select(p => p.Id).ToList();
        var below = parents.Count == 0 ? [] : await Comments(db, parents, comments);
        var about = await About(db, id);
        var names = await Words.NamesIn(db, me, locale, replies.Concat(below).Append(opening).Select(p => p.Html));
        var owners = head.Kind == TopicKind.Question ? await Owners(db, replies, [.. about.Where(a => !a.IsTag).Select(a => a.Id)]) : [];
        return new(head, opening, replies, below.ToLookup(c => c.ParentId ?? 0), [.. about.Where(a => a.IsTag).Select(a => a.Name).Order()], [.. about.Where(a => !a.IsTag)], names, page) { Prefix = locale.Prefix, Owners = owners, Ranks = await ranks.In(head.SpaceId, [.. replies.Concat(below).Append(opening).Select(p => p.AuthorId).OfType<long>().Distinct()]) };
    }

    /// Who answers and bought one of these things, or a variant of it.
    public static async Task<HashSet<long>> Owners(Db db, IEnumerable<PostRow> replies, IReadOnlyCollection<long> products)
    {
        var authors = replies.Select(r => r.AuthorId).OfType<long>().Distinct().ToList();
        if (authors.Count == 0 || products.Count == 0) return [];
        var things = db.Set<Catalog.Product>();
        var variants = things.Where(p => products.Contains(p.Id) || things.Any(c => products.Contains(c.Id) && c.FamilyId != null && c.FamilyId == p.FamilyId)).Select(p => p.Id);
        return [.. await db.OwnersOf(variants).Where(m => authors.Contains(m)).ToListAsync()];
    }

    static IQueryable<TopicHead> Heads(Db db, IQueryable<Topic> topics) =>
        from t in topics.AsNoTracking()
        join c in db.Closures on t.ClosureId equals (long?)c.Id into closures
        from c in closures.DefaultIfEmpty()
        select new TopicHead(t.Id, t.Kind, t.Title, t.Slug, t.Language, t.Excerpt, t.Replies, t.Score, t.AcceptedId, t.CreatedAt, t.LastActivityAt, t.AuthorId,
            t.SpaceId, t.Space.Name, t.Space.Slug, t.Space.Audience, t.PinId, t.ClosureId, c!.ClosedAt, c.Reason, t.Sight == Sight.Shown, t.Space.ArchivedAt) { Matter = t.Matter, Slowness = new(t.Slow, t.SlowUntil), SpaceSlowness = new(t.Space.Slow, t.Space.SlowUntil) };

    /// Tags and products in one question.
    static Task<List<AboutRow>> About(Db db, long id) =>
        db.TopicTags.Where(x => x.TopicId == id).Join(db.Set<Tag>(), x => x.TagId, t => t.Id, (_, t) => new AboutRow { IsTag = true, Id = t.Id, Name = t.Name, Slug = t.Name, Brand = null, Picture = null })
            .Concat(db.TopicProducts.Where(x => x.TopicId == id).Join(db.Set<Catalog.Product>(), x => x.ProductId, p => p.Id, (_, p) => new AboutRow { IsTag = false, Id = p.Id, Name = p.Name, Slug = p.Slug, Brand = p.Brand, Picture = p.Picture })).ToListAsync();

    /// The ids of a page come from the index alone, so that the last of many pages is as quick as the first.
    static Task<List<PostRow>> Replies(Db db, TopicHead head, int page)
    {
        var ids = db.Posts.Where(p => p.TopicId == head.Id && p.Kind == PostKind.Reply && p.Sight == Sight.Shown).InOrderOf(head.Kind)
            .Skip((page - 1) * TopicView.PerPage).Take(TopicView.PerPage).Select(p => p.Id);
        return db.Posts.AsNoTracking().Where(p => ids.Contains(p.Id)).InOrderOf(head.Kind).Rows(db).ToListAsync();
    }

    static Task<List<PostRow>> Comments(Db db, List<long> parents, long? all) => db.Posts.AsNoTracking()
        .Where(c => c.ParentId != null && parents.Contains(c.ParentId.Value) && c.Sight == Sight.Shown && (c.Place <= TopicView.CommentsAtOnce || c.ParentId == all))
        .OrderBy(c => c.ParentId).ThenBy(c => c.Place).ThenBy(c => c.Id).Take(TopicView.MostComments).Rows(db).ToListAsync();

    static readonly Ready<Func<Db, long, List<long>, IAsyncEnumerable<Vote>>> Votes = new(() => EF.CompileAsyncQuery((Db db, long id, List<long> posts) =>
        db.Set<Vote>().AsNoTracking().Where(v => v.MemberId == id && posts.Contains(v.PostId))));

    sealed record OwnRow(bool Follows, bool Unseen, string? Draft, bool Blocked, bool Blocks, string? Asker, long? Turn, long? SpaceTurn);

    static readonly Ready<Func<Db, long, long, long, string, bool, long?, Task<OwnRow>>> Own = new(() => EF.CompileAsyncQuery((Db db, long id, long topic, long space, string key, bool all, long? asker) =>
        db.Set<Member>().Where(m => m.Id == id).Select(m => new OwnRow(
            db.Set<Follow>().Any(f => f.MemberId == id && f.Kind == Follow.Topic && f.SubjectId == topic),
            db.Set<Post>().Any(p => p.TopicId == topic && (all || p.AuthorId == id) && p.Sight != Sight.Shown),
            db.Set<Draft>().Where(d => d.MemberId == id && d.Key == key).Select(d => d.Fields).FirstOrDefault(),
            m.Role == Role.Member && db.Set<Distance>().Any(d => d.MemberId == asker && d.OtherId == id && d.Kind == DistanceKind.Block), m.Role == Role.Member && db.Set<Distance>().Any(d => d.MemberId == id && d.OtherId == asker && d.Kind == DistanceKind.Block),
            db.Set<Member>().Where(a => a.Id == asker && a.Role == Role.Member && a.LeftAt == null).Select(a => a.Name).FirstOrDefault(),
            db.Set<SlowTurn>().Where(t => t.PlaceId == topic && t.MemberId == id).Select(t => (long?)t.Second).FirstOrDefault(),
            db.Set<SlowTurn>().Where(t => t.PlaceId == space && t.MemberId == id).Select(t => (long?)t.Second).FirstOrDefault())).First()));

    static DateTimeOffset? Moment(long? second) => second is { } some ? DateTimeOffset.FromUnixTimeSeconds(some) : null;

    public static async Task<Mine> ReadMine(Db db, Me me, Locale locale, TopicView view)
    {
        var (id, key) = (me.Member.Id, DraftKeys.Reply(view.Head.Id));
        var votes = new Dictionary<long, short>();
        await foreach (var vote in Votes.On(db)(db, id, [.. view.Shown.Select(p => p.Id)])) votes.Add(vote.PostId, vote.Value);
        var (topic, places) = (view.Head.Id, view.Shown.Where(p => p.IsRemoved).Select(p => p.Id).ToList());
        var mine = await Own.On(db)(db, id, topic, view.Head.SpaceId, key, me.SeesAll, view.Head.AuthorId);
        var apart = mine.Asker is { } asker && (mine.Blocked || mine.Blocks) ? new Apart(view.Head.AuthorId!.Value, asker, ByOneself: mine.Blocks) : null;
        return new(votes, mine.Follows, mine.Draft is null ? null : Draft.Read(mine.Draft).GetValueOrDefault("body"), null) { Apart = apart, Turn = Moment(mine.Turn), SpaceTurn = Moment(mine.SpaceTurn), Unseen = mine.Unseen || places.Count > 0 ? await db.Unseen(me, locale, topic, places) : [] };
    }
}

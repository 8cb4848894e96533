using System.ComponentModel;
using System.Globalization;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// A topic as a line of a list.
public sealed record TopicLineJson(long Id, TopicKind Kind, string Title, [property: Description("Its first words.")] string Excerpt, string Language, [property: Description("The id of its space.")] long Space, IReadOnlyList<string> Tags, PersonJson Author,
    int Replies, int Score, bool Solved, bool Closed, bool Pinned, DateTimeOffset CreatedAt, DateTimeOffset LastActivityAt, string Url, [property: Description("What it is about besides products.")] Matter? Matter = null)
{
    public static TopicLineJson Example => new(1040, TopicKind.Question, "How do I stop the drip?", "It drips since Tuesday.", "en", 1002, ["kettles"], PersonJson.Example, 2, 5, false, false, false,
        new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), "/topics/1040/how-do-i-stop-the-drip");

    internal static TopicLineJson Of(TopicRow t) => new(t.Id, t.Kind, t.Title, t.Excerpt, t.Language, t.SpaceId, t.Tags, PersonJson.Of(t.Author), t.Replies, t.Score, t.Solved, t.Closed, t.Pinned, t.CreatedAt, t.LastActivityAt, t.Path, t.Matter);
}

/// A topic, with the post that opens it.
public sealed record TopicJson(long Id, int Version, TopicKind Kind, string Title, string Language, [property: Description("The id of its space.")] long Space, IReadOnlyList<string> Tags, [property: Description("The ids of the products it is about.")] IReadOnlyList<long> Products,
    [property: Description("What was said first. It has the id of the topic.")] PostJson Opening, int Replies, [property: Description("The id of the accepted answer.")] long? Accepted, bool Pinned, bool Closed, [property: Description("Why it is closed.")] string? ClosedReason,
    DateTimeOffset CreatedAt, DateTimeOffset LastActivityAt, string Url, [property: Description("What it is about besides products: the brand itself, its service, an advertisement or a price.")] Matter? Matter = null,
    [property: Description("So many seconds lie between two posts of a member here, while `slowUntil` is to come; 0 where nobody waits.")] int Slow = 0, [property: Description("When that ends by itself.")] DateTimeOffset? SlowUntil = null) : IEdition
{
    public static TopicJson Example => new(1040, 2, TopicKind.Question, "How do I stop the drip?", "en", 1002, ["kettles"], [1077], PostJson.Example with { Id = 1040, Kind = PostKind.Opening, Below = null }, 2, 1043, false, false, null,
        new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), "/topics/1040/how-do-i-stop-the-drip");
}

/// What begins a topic.
public sealed record NewTopic([property: Description("The id of the space it belongs to.")] long Space, string Title, [property: Description("Markdown. @handle mentions somebody.")] string Body, TopicKind Kind = TopicKind.Question,
    IReadOnlyList<string>? Tags = null, [property: Description("The id of the product it is about.")] long? Product = null,
    [property: Description("What it is about besides products; for questions and discussions.")] Matter? Matter = null,
    [property: Description("Pass the question on to owners of the product who agreed to it, once it is published.")] bool AskOwners = false)
{
    public static NewTopic Example => new(1002, "How do I stop the drip?", "It drips since Tuesday.", TopicKind.Question, ["kettles"], 1077);
}

/// What is different about a topic; what is left out stays.
public sealed record TopicChange(string? Title = null, [property: Description("Markdown; HTML where the topic came as HTML.")] string? Body = null, [property: Description("All its tags from now on.")] IReadOnlyList<string>? Tags = null,
    [property: Description("The product it is about from now on; 0 for none.")] long? Product = null, [property: Description("Needed when somebody else wrote it.")] string? Reason = null,
    [property: Description("`brand`, `service`, `advertisement` or `price` from now on; `none` for none of them.")] string? Matter = null)
{
    public static TopicChange Example => new(Title: "How do I stop the kettle's drip?", Tags: ["kettles", "repair"]);
}

/// Why it is closed.
public sealed record NewClosure(string? Reason = null)
{
    public static NewClosure Example => new("Said enough");
}

/// How slow a topic is.
public sealed record NewSlowness([property: Description("So many seconds between two posts of a member: 0, 60, 300, 3600 or 86400.")] int Slow, [property: Description("When it ends by itself.")] DateTimeOffset? SlowUntil = null)
{
    public static NewSlowness Example => new(300, new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
}

/// Where a topic belongs.
public sealed record NewPlace([property: Description("The id of the space.")] long Space)
{
    public static NewPlace Example => new(1003);
}

static class TheTopics
{
    public static async Task<Paged<TopicLineJson>> List([AsParameters] Paging paging, Db db, Me me,
        [Description("Only those of this space.")] long? space = null, [Description("Only those with this tag.")] string? tag = null, [Description("Only those about this product.")] long? product = null,
        [Description("`unanswered` questions, or those newly `solved`.")] string? show = null, [Description("Only those about `brand`, `service`, `advertisement` or `price`.")] string? matter = null)
    {
        if (show is not (null or "unanswered" or "solved")) throw ApiProblem.Field("show", "Show takes unanswered or solved.");
        var mark = paging.AfterMoment;
        var topics = db.Topics.VisibleTo(me).HeardBy(me);
        if (space is { } place) topics = topics.Where(t => t.SpaceId == place);
        if (tag is not null) topics = topics.Where(t => db.Set<TopicTag>().Any(x => x.TopicId == t.Id && db.Set<Tag>().Any(n => n.Id == x.TagId && n.Name == tag)));
        if (product is { } about) topics = topics.Where(t => db.Set<TopicProduct>().Any(x => x.TopicId == t.Id && x.ProductId == about));
        if (matter is not null) topics = MatterCode.Read(matter) is { } said ? topics.Where(t => t.Matter == said) : throw ApiProblem.Field("matter", "Matter takes brand, service, advertisement or price.");
        var rows = await db.Read((show switch { "unanswered" => topics.Unanswered().Newest(mark), "solved" => topics.NewlySolved(mark), _ => (space is null && product is null ? topics.Talk() : topics).Newest(mark) }).Take(paging.Take));
        return paging.Of(rows, r => Paging.Moment(show == "solved" ? r.AcceptedAt!.Value : r.LastActivityAt, r.Id), TopicLineJson.Of);
    }

    public static async Task<TopicJson> Show(long id, Db db, Me me, Locale locale) => await Of(db, me, locale, id);

    public static async Task<TopicJson> Of(Db db, Me me, Locale locale, long id)
    {
        var found = await db.Topics.KnownTo(me).Where(t => t.Id == id).Select(t => new { Topic = t, Closed = db.Set<TopicClosure>().Where(c => c.Id == t.ClosureId).Select(c => c.Reason).FirstOrDefault() }).AsNoTracking().FirstOrDefaultAsync() ?? throw new NotFound();
        var topic = found.Topic;
        var (tags, products) = await Labels(db, id);
        var opening = (await ThePosts.Of(db, me, locale, db.Posts.Where(p => p.Id == id)))[0];
        return new(id, topic.Version, topic.Kind, topic.Title, topic.Language, topic.SpaceId, tags, products, opening, topic.Replies, topic.AcceptedId, topic.PinId is not null, topic.IsClosed, topic.IsClosed ? found.Closed : null, topic.CreatedAt, topic.LastActivityAt, topic.Path, topic.Matter, topic.Slow, topic.SlowUntil);
    }

    static async Task<(IReadOnlyList<string>, IReadOnlyList<long>)> Labels(Db db, long id) =>
        (await db.TopicTags.Where(x => x.TopicId == id).Join(db.Tags, x => x.TagId, t => t.Id, (_, t) => t.Name).OrderBy(n => n).ToListAsync(),
         await db.TopicProducts.Where(x => x.TopicId == id).OrderBy(x => x.ProductId).Select(x => x.ProductId).ToListAsync());

    public static async Task<Made<TopicJson>> Start(NewTopic said, Db db, Me me, Gate gate, Locale locale, OwnersDesk owners)
    {
        var topic = await StartTopic.Start(db, me, gate, said.Kind, said.Space, said.Title, said.Body, string.Join(',', said.Tags ?? []), said.Product?.ToString(CultureInfo.InvariantCulture), said.Matter, owners: said.AskOwners ? owners : null);
        return new($"/topics/{topic.Id}", await Of(db, me, locale, topic.Id));
    }

    public static async Task<Changed<TopicJson>> Change(long id, TopicChange to, HttpContext context, Db db, Me me, Gate gate, Locale locale)
    {
        var post = await db.Posts.KnownTo(me).Find(id);
        if (post.Kind != PostKind.Opening) throw new NotFound();
        context.DemandUnchanged(post.Topic);
        var product = to.Product is { } about ? about == 0 ? "" : about.ToString(CultureInfo.InvariantCulture) : null;
        await EditPost.Edit(post, new(to.Body, to.Reason, to.Title, to.Tags is null ? null : string.Join(',', to.Tags), product, Matter: to.Matter), db, me, gate);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<TopicJson>> Close(long id, NewClosure closure, Db db, Me me, Locale locale)
    {
        await CloseTopic.Close(id, closure.Reason, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<TopicJson>> Reopen(long id, Db db, Me me, Locale locale)
    {
        await CloseTopic.Open(id, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<TopicJson>> Pin(long id, Db db, Me me, Locale locale)
    {
        await PinTopic.Pin(id, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<TopicJson>> Unpin(long id, Db db, Me me, Locale locale)
    {
        await PinTopic.Unpin(id, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<TopicJson>> Move(long id, NewPlace place, Db db, Me me, Locale locale)
    {
        await MoveTopic.Move(id, place.Space, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<TopicJson>> Slow(long id, NewSlowness said, Db db, Me me, Locale locale)
    {
        await SlowTopic.Slow(id, said.Slow, said.SlowUntil, db, me).Called(("slowuntil", "slowUntil"));
        return await Now(db, me, locale, id);
    }

    static async Task<Changed<TopicJson>> Now(Db db, Me me, Locale locale, long id) => new($"/topics/{id}", await Of(db, me, locale, id));
}

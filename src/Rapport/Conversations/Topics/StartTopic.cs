using Rapport.Conversations.Drafts;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Tags;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// POST /ask: begins a topic, or shows first how it would look.
public static class StartTopic
{
    public static async Task<IResult> Handle(Sent sent, HttpContext context, Db db, Me me, Locale locale, FormState state, Keeper keeper, Gate gate, OwnersDesk owners)
    {
        if (sent["preview"] is not null)
        {
            var body = await Pictures.Restore(sent, context, state, keeper, me);
            return await ShowAsk.Show(db, me, sent["kind"], null, sent["product"], await Words.Preview(db, me, locale, Naming(sent, body, locale)), meant: sent.Number("about"));
        }
        if (!Enum.TryParse<TopicKind>(sent["kind"] ?? nameof(TopicKind.Question), ignoreCase: true, out var kind)) throw new Refused("Choose what kind of topic this is.") { Field = "kind" };
        var topic = await Start(db, me, gate, kind, sent.Number("space"), sent["title"], Naming(sent, await Pictures.Take(sent, keeper, me.Member.Id), locale), sent["tags"], sent["product"], MatterCode.Read(sent["matter"]), sent.Number("about"), sent["owners"] is null ? null : owners);
        return Said.At(context, topic.Id, topic.Path);
    }

    /// The words, with the advertisement below them that they are about.
    static string? Naming(Sent sent, string? body, Locale locale) =>
        sent["matter"] == Matter.Advertisement.Code() && !string.IsNullOrWhiteSpace(body) && Kernel.Content.Characters.Line(sent["advertisement"] ?? "") is { Length: > 0 } named ? $"{body}\n\n{locale.Say("Advertisement")}: {named}" : body;

    public static async Task<Topic> Start(Db db, Me me, Gate gate, TopicKind kind, long? where, string? title, string? body, string? tagged, string? about, Matter? matter = null, long? meant = null, OwnersDesk? owners = null)
    {
        var (by, now) = (me.Member, db.Clock.GetUtcNow());
        var topic = Topic.Start(db.NewId(), kind, await Place(db, me, where), by, title ?? "", now);
        topic.Concern(matter);
        var opening = topic.Open(Post.Checked(await Words.Typed(db, body, topic.Language)));
        var tags = await db.Tagged(Tag.Read(tagged));
        var products = await Product(db, about, meant) is { } product ? [product] : Array.Empty<long>();

        if (owners is not null) Pass(owners, topic, products);
        db.ForgetDraft(by.Id, DraftKeys.Ask);
        await db.Save(await Begin(db, gate, topic, opening, by, tags, products));
        return topic;
    }

    /// To who has the thing, whom the asker wants to hear.
    static void Pass(OwnersDesk owners, Topic topic, IReadOnlyList<long> products)
    {
        if (!topic.IsQuestion) throw new Refused("Owners are asked questions. Choose “Question”, or do not ask the owners.") { Field = "kind" };
        owners.Ask(topic, products is [var product] ? product : throw new Refused("Name the product whose owners are to be asked.") { Field = "product" });
    }

    /// Where somebody can begin something.
    internal static IQueryable<Space> Places(Db db, Me me) => db.Spaces.VisibleTo(me).Where(s => s.ArchivedAt == null && s.Purpose == SpacePurpose.Talk).OrderBy(s => s.Rank).ThenBy(s => s.Id);

    /// The one that was chosen, or the only one.
    internal static async Task<Space> Place(Db db, Me me, long? where)
    {
        var spaces = await Places(db, me).ToListAsync();
        return where is null && spaces.Count == 1 ? spaces[0] : spaces.Find(s => s.Id == where) ?? throw new Refused("Choose the space this belongs to.") { Field = "space" };
    }

    /// A topic and its opening into what Save stores; others see it at once, or a moderator first. What there is to tell of it.
    internal static async Task<IReadOnlyList<Event>> Begin(Db db, Gate gate, Topic topic, Post opening, Member by, IReadOnlyList<Tag> tags, IReadOnlyList<long> products, bool vouched = false)
    {
        await db.RefuseQuotesBetween(by, opening);
        if (tags.Count > 0) opening.Asides = [.. opening.Asides, new("tags", string.Join('\n', tags.Select(t => t.Name)))];
        var waits = await gate.Stops(opening, by, vouched);
        db.Add(topic);
        db.Add(opening);
        db.AddRange(tags.Select(t => new TopicTag(topic.Id, t.Id)));
        db.AddRange(products.Select(p => new TopicProduct(topic.Id, p)));
        db.Add(new Follow(by.Id, Follow.Topic, topic.Id, topic.CreatedAt));
        await db.KeepPictures(opening);
        if (!waits)
        {
            db.CountTopic(topic.SpaceId, 1);
            db.CountTagsAfter(tags);
        }
        var found = new Where(topic.SpaceId, [.. tags.Select(t => t.Id)], products);
        return waits ? [new PostHeld(topic, opening, found)] : [new TopicStarted(topic, found), .. await db.Mention(opening, topic, topic.CreatedAt)];
    }

    /// Which product is meant: by its id, its SKU, its GTIN or its whole name. Of those with the same name it is the one from whose page somebody came.
    internal static async Task<long?> Product(Db db, string? said, long? meant = null)
    {
        said = Kernel.Content.Characters.Line(said is { Length: > 300 } ? said[..300] : said ?? "");
        if (said.Length == 0) return null;
        if (long.TryParse(said, out var id) && await db.Set<Catalog.Product>().AnyAsync(p => p.Id == id)) return id;
        var found = await db.Set<Catalog.Product>().Where(p => p.Name == said || p.Sku == said || p.Gtin == said).OrderByDescending(p => p.Id == meant).ThenBy(p => p.Id).Select(p => (long?)p.Id).FirstOrDefaultAsync();
        return found ?? throw new Refused("There is no product called {name}. Leave this empty if you are not sure.", ("name", said)) { Field = "product" };
    }
}

using Rapport.Conversations.Tags;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// GET /posts/{id}/edit: one's own words, or for a moderator anyone's. POST /posts/{id} changes them; what was there before is kept.
public static class EditPost
{
    public static async Task<IResult> Show(long id, Db db, Me me)
    {
        var by = me.Member;
        var post = await db.Posts.AsNoTracking().KnownTo(me).Find(id);
        if (post.AuthorId != by.Id && (!me.IsModerator || post.IsReview)) throw new NotFound();
        if (post.IsRemoved && (await db.RemovalOf(id))?.IsHiding(post) != true) throw new NotFound();
        // Its stars and all else are changed with the words.
        if (post.IsReview) return Go.To($"/reviews/{id}/edit");
        var (tags, product) = post.Kind == PostKind.Opening ? await Labels(db, id) : ([], null);
        var version = await db.Revisions.CountAsync(r => r.PostId == id);
        return Page.Of<EditPage>(new { Post = post, Version = version, Source = await Words.ToEdit(db, post.Content), TagNames = string.Join(", ", tags.Select(t => t.Name)), Product = product?.Name, Foreign = post.AuthorId != by.Id });
    }

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me, Keeper keeper, Gate gate)
    {
        var post = await db.Posts.KnownTo(me).Find(id);
        var body = post.Format == Kernel.Content.ContentFormat.Html ? sent["body"] : await Pictures.Take(sent, keeper, me.Member.Id);
        await Edit(post, new(body ?? "", sent["reason"], sent["title"], sent["tags"] ?? "", sent["product"] ?? "", sent.Number("version"), sent["matter"] ?? (sent.All.ContainsKey("matter") ? "none" : null)), db, me, gate);
        return Go.To(post.Path);
    }

    /// What a post says from now on, and why. What is null stays as it is; title, tags, product and matter are a topic's.
    public sealed record Change(string? Body, string? Reason, string? Title = null, string? Tags = null, string? Product = null, long? Seen = null, string? Matter = null, IReadOnlyList<Aside>? Asides = null);

    public static async Task Edit(Post post, Change to, Db db, Me me, Gate gate) => await db.Save(await Edit(post, to, db, me.Member, gate));

    /// Into what Save stores; what there is to tell of it.
    internal static async Task<IReadOnlyList<Event>> Edit(Post post, Change to, Db db, Member by, Gate gate)
    {
        var (now, id, topic) = (db.Clock.GetUtcNow(), post.Id, post.Topic);
        await db.RefuseEditBetween(by, post);
        if (post.IsReview) to = to with { Product = null, Title = string.IsNullOrWhiteSpace(to.Title) ? null : to.Title };
        var removal = post.IsRemoved ? await db.RemovalOf(id) : null;
        var words = to.Body is null ? post.Content : post.Format == Kernel.Content.ContentFormat.Html ? Kernel.Content.Content.Html(to.Body, post.Language) : await Words.Typed(db, to.Body, post.Language, post.AuthorId);
        var number = 1 + await db.Revisions.CountAsync(r => r.PostId == id);
        var title = topic.Title;
        var (where, html) = (await Where.Of(db, topic), post.Html);
        var retitled = post.Kind == PostKind.Opening && to.Title is { } said && Kernel.Content.Characters.Line(said) != topic.Title;
        var before = post.Edit(by, words, to.Reason, number, now, removal, to.Seen, retitled);
        var events = new List<Event>();
        if (before is not null)
        {
            if (post.Kind == PostKind.Opening) topic.Quote(post);
            if (retitled)
            {
                topic.Retitle(to.Title!);
                before.Title = title;
            }
            if (by.Id == post.AuthorId) await db.RefuseQuotesBetween(by, post);
            db.Add(before);
            await db.KeepPictures(post);
        }
        post.Asides = [.. to.Asides ?? [], .. await Named(post, where, to, db)];
        var changed = before is not null || post.Asides.Any(b => b.IsChanged);
        if (changed && post.AuthorId == by.Id) await gate.Refuse(post, by, html, title);
        if (post.IsRemoved) await gate.AskAgain(post, by);
        else if (changed && await gate.StopsEdit(post, by, html, title, where)) events.Add(new PostHeld(topic, post, where));
        else if (before is null) { }
        else if (post.Sight == Sight.Shown) events.AddRange([new PostEdited(topic, post, where), .. await db.Mention(post, topic, now)]);
        var matter = topic.Matter;
        if (post.Kind == PostKind.Opening && await Relabel(topic, where, to, db) is { } relabelled) events.Add(relabelled);
        if (matter != topic.Matter && by.Id != post.AuthorId) db.Audit("topic.sorted", post, to.Reason);
        return events;
    }

    /// The tags, where they are said anew.
    static async Task<IReadOnlyList<Aside>> Named(Post post, Where where, Change to, Db db)
    {
        if (post.Kind != PostKind.Opening || to.Tags is null) return [];
        var before = await db.Tags.Where(t => where.Tags.Contains(t.Id)).Select(t => t.Name).ToListAsync();
        return [new("tags", string.Join('\n', Tag.Read(to.Tags).Order(StringComparer.Ordinal)), string.Join('\n', before.Order(StringComparer.Ordinal)))];
    }

    static async Task<(List<Tag> Tags, Catalog.Product? Product)> Labels(Db db, long topic) =>
        (await db.TopicTags.Where(t => t.TopicId == topic).Join(db.Tags, t => t.TagId, t => t.Id, (_, t) => t).OrderBy(t => t.Name).ToListAsync(),
         await db.TopicProducts.Where(p => p.TopicId == topic).Join(db.Set<Catalog.Product>(), p => p.ProductId, p => p.Id, (_, p) => p).OrderBy(p => p.Id).FirstOrDefaultAsync());

    /// Other tags, another product or matter: nothing where they stayed as they were.
    internal static async Task<TopicTagged?> Relabel(Topic topic, Where before, Change to, Db db)
    {
        var id = topic.Id;
        var tags = to.Tags is null ? await db.Tags.Where(t => before.Tags.Contains(t.Id)).ToListAsync() : await db.Tagged(Tag.Read(to.Tags));
        var product = await StartTopic.Product(db, to.Product);
        var products = to.Product is null ? before.Products : product is { } p ? before.Products.Contains(p) ? before.Products : [p] : [];
        var (added, gone) = (tags.Where(t => !before.Tags.Contains(t.Id)).ToList(), before.Tags.Except(tags.Select(t => t.Id)).ToList());
        var matter = topic.Matter;
        if (to.Matter is { } said) topic.Concern(MatterCode.Read(said));
        if (added.Count == 0 && gone.Count == 0 && products.SequenceEqual(before.Products) && matter == topic.Matter) return null;
        db.RemoveRange(await db.TopicTags.Where(t => t.TopicId == id && gone.Contains(t.TagId)).ToListAsync());
        db.AddRange(added.Select(t => new TopicTag(id, t.Id)));
        if (topic.Sight == Sight.Shown)
        {
            db.CountTagsAfter(added);
            db.CountTagged(gone, -1);
        }
        if (!products.SequenceEqual(before.Products))
        {
            db.RemoveRange(await db.TopicProducts.Where(x => x.TopicId == id).ToListAsync());
            db.AddRange(products.Select(x => new TopicProduct(id, x)));
        }
        return topic.Sight != Sight.Shown ? null : new TopicTagged(topic, before, new(topic.SpaceId, [.. tags.Select(t => t.Id)], products));
    }
}

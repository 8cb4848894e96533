using Rapport.Conversations.Tags;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Pages;
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
        if (post.AuthorId != by.Id && !me.IsModerator) throw new NotFound();
        if (post.IsRemoved && (await db.RemovalOf(id))?.IsHiding(post) != true) throw new NotFound();
        var (tags, product) = post.Kind == PostKind.Opening ? await Labels(db, id) : ([], null);
        return Page.Of<EditPage>(new { Post = post, Source = await Words.ToEdit(db, post.Content), TagNames = string.Join(", ", tags.Select(t => t.Name)), Product = product?.Name, Foreign = post.AuthorId != by.Id });
    }

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me, Keeper keeper, Gate gate, TimeProvider clock)
    {
        var (by, now) = (me.Member, clock.GetUtcNow());
        var post = await db.Posts.KnownTo(me).Find(id);
        var topic = post.Topic;
        var removal = post.IsRemoved ? await db.RemovalOf(id) : null;
        var words = post.Format == Kernel.Content.ContentFormat.Html
            ? Kernel.Content.Content.Html(sent["body"] ?? "", post.Language) : await Words.Typed(db, await Pictures.Take(sent, keeper, by.Id), post.Language);
        var number = 1 + await db.Revisions.CountAsync(r => r.PostId == id);
        var title = topic.Title;
        var (where, html) = (await Where.Of(db, topic), post.Html);
        var before = post.Edit(by, words, sent["reason"], number, now, removal);
        var events = new List<Event>();
        if (post.Kind == PostKind.Opening)
        {
            topic.Quote(post);
            if (sent["title"] is { } said && said != topic.Title)
            {
                topic.Retitle(said);
                before.Title = title;
            }
        }
        db.Add(before);
        await db.KeepPictures(post);
        if (post.IsRemoved) await gate.AskAgain(post, by);
        else if (await gate.StopsEdit(post, by, html, where)) events.Add(new PostHeld(topic, post, where));
        else if (post.Sight == Sight.Shown) events.AddRange([new PostEdited(topic, post, where), .. await db.Mention(post, topic, now)]);
        if (post.Kind == PostKind.Opening && await Relabel(topic, where, sent, db) is { } relabelled) events.Add(relabelled);
        await db.Save(events);
        return Go.To(post.Path);
    }

    static async Task<(List<Tag> Tags, Catalog.Product? Product)> Labels(Db db, long topic) =>
        (await db.TopicTags.Where(t => t.TopicId == topic).Join(db.Tags, t => t.TagId, t => t.Id, (_, t) => t).OrderBy(t => t.Name).ToListAsync(),
         await db.TopicProducts.Where(p => p.TopicId == topic).Join(db.Set<Catalog.Product>(), p => p.ProductId, p => p.Id, (_, p) => p).OrderBy(p => p.Id).FirstOrDefaultAsync());

    /// Other tags, another product: nothing where they stayed as they were.
    static async Task<TopicTagged?> Relabel(Topic topic, Where before, Sent sent, Db db)
    {
        var id = topic.Id;
        var tags = await db.Tagged(Tag.Read(sent["tags"]));
        var product = await StartTopic.Product(db, sent["product"]);
        var products = product is { } p ? before.Products.Contains(p) ? before.Products : [p] : [];
        var (added, gone) = (tags.Where(t => !before.Tags.Contains(t.Id)).ToList(), before.Tags.Except(tags.Select(t => t.Id)).ToList());
        if (added.Count == 0 && gone.Count == 0 && products.SequenceEqual(before.Products)) return null;
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

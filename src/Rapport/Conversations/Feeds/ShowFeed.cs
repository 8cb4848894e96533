using System.IO.Hashing;
using System.ServiceModel.Syndication;
using System.Xml;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Tags;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Feeds;

/// Atom feeds of everything, a space, a tag, a matter, stories and a topic. They know no visitor, so they hold only what is public.
public sealed class ShowFeed(Db db, Installation installation, Locale locale)
{
    const int Most = 30;

    public static Task<IResult> All(HttpContext context, Db db, Installation installation, Locale locale) =>
        new ShowFeed(db, installation, locale).Send(context, installation.Brand, "/topics/feed", "/topics", db.Topics.Public().Talk().OrderByDescending(t => t.Id));

    public static async Task<IResult> Space(string slug, HttpContext context, Db db, Installation installation, Locale locale)
    {
        var space = await db.Spaces.FirstOrDefaultAsync(s => s.Slug == slug && s.Audience == Audience.Public) ?? throw new NotFound();
        var id = space.Id;
        return await new ShowFeed(db, installation, locale).Send(context, space.Name, $"{space.Path}/feed", space.Path, db.Topics.Public().Where(t => t.SpaceId == id).OrderByDescending(t => t.LastActivityAt));
    }

    public static async Task<IResult> Tag(string name, HttpContext context, Db db, Installation installation, Locale locale)
    {
        var tag = await db.TagsVisibleTo(new Me()).FirstOrDefaultAsync(t => t.Name == name) ?? throw new NotFound();
        var id = tag.Id;
        return await new ShowFeed(db, installation, locale).Send(context, "#" + tag.Name, $"{tag.Path}/feed", tag.Path,
            db.TopicTags.Where(x => x.TagId == id).Join(db.Topics.Public(), x => x.TopicId, t => t.Id, (_, t) => t).OrderByDescending(t => t.Id));
    }

    public static Task<IResult> Stories(HttpContext context, Db db, Installation installation, Locale locale) =>
        new ShowFeed(db, installation, locale).Send(context, $"{installation.Brand}: {locale.Say("Stories")}", "/stories/feed", "/stories", db.Topics.Public().Where(t => t.Kind == TopicKind.Story).OrderByDescending(t => t.Id));

    public static Task<IResult> About(string matter, HttpContext context, Db db, Installation installation, Locale locale)
    {
        var (about, path) = (Matters.ShowMatter.Known(matter), $"/about/{matter}");
        return new ShowFeed(db, installation, locale).Send(context, $"{installation.Brand}: {Matters.MatterWords.Above(about, s => locale.Say(s))}", $"{path}/feed", path, db.Topics.Public().Where(t => t.Matter == about).OrderByDescending(t => t.LastActivityAt));
    }

    public static async Task<IResult> Topic(long id, HttpContext context, Db db, Installation installation, Locale locale)
    {
        var topic = await db.Topics.Public().FirstOrDefaultAsync(t => t.Id == id) ?? throw new NotFound();
        var feed = new ShowFeed(db, installation, locale);
        var posts = await db.Posts.AsNoTracking().Where(p => p.TopicId == id && p.Kind == PostKind.Reply && p.Sight == Sight.Shown && p.RemovedAt == null)
            .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(Most).Rows(db).ToListAsync();
        var opening = await db.Posts.AsNoTracking().Where(p => p.Id == id && p.RemovedAt == null).Rows(db).ToListAsync();
        return await feed.Send(context, topic.Title, $"/topics/{id}/feed", topic.Path, [.. posts.Concat(opening).Select(p => (p, topic.Title, p.Kind == PostKind.Opening ? topic.Path : $"/posts/{p.Id}"))]);
    }

    async Task<IResult> Send(HttpContext context, string title, string self, string page, IQueryable<Topic> topics)
    {
        var found = await topics.AsNoTracking().Take(Most).Select(t => new { t.Id, t.Title, t.Slug }).ToListAsync();
        var ids = found.Select(t => t.Id).ToList();
        var posts = await db.Posts.AsNoTracking().Where(p => ids.Contains(p.Id) && p.RemovedAt == null).Rows(db).ToDictionaryAsync(p => p.Id);
        return await Send(context, title, self, page, [.. found.Where(t => posts.ContainsKey(t.Id)).Select(t => (posts[t.Id], t.Title, Conversations.Topic.PathOf(t.Id, t.Slug)))]);
    }

    async Task<IResult> Send(HttpContext context, string title, string self, string page, IReadOnlyList<(PostRow Post, string Title, string Path)> entries)
    {
        var names = await Words.NamesIn(db, new Me(), locale, entries.Select(e => e.Post.Html));
        var feed = new SyndicationFeed(title, installation.Brand, new Uri(Address(page)), Address(self), entries.Count == 0 ? DateTimeOffset.UnixEpoch : entries.Max(e => e.Post.EditedAt ?? e.Post.CreatedAt))
        {
            Language = locale.Code,
            Items = [.. entries.Select(e => Entry(e.Post, e.Title, e.Path, names))],
        };
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(Address(self)), "application/atom+xml"));
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), CheckCharacters = true })) feed.SaveAsAtom10(xml);
        var bytes = buffer.ToArray();
        var etag = $"W/\"{XxHash3.HashToUInt64(bytes):x16}\"";
        context.Response.Headers.ETag = etag;
        context.Response.Headers.CacheControl = "public, max-age=60";
        if (context.Request.Knows(etag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Bytes(bytes, "application/atom+xml; charset=utf-8");
    }

    SyndicationItem Entry(PostRow post, string title, string path, Names names)
    {
        var entry = new SyndicationItem
        {
            // The id stays when the title, and with it the address, is changed.
            Id = $"{installation.Address}/posts/{post.Id}", Title = new TextSyndicationContent(title), PublishDate = post.CreatedAt, LastUpdatedTime = post.EditedAt ?? post.CreatedAt,
            Content = new TextSyndicationContent(Placeholders.Fill(post.Html, names, installation.Address), TextSyndicationContentKind.Html),
        };
        entry.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(Address(path))));
        entry.Authors.Add(new SyndicationPerson { Name = post.Author.Known ?? locale.Say(post.Author.Nameless), Uri = post.Author.IsSomebody ? Address(post.Author.Path) : null });
        return entry;
    }

    string Address(string path) => installation.Address + locale.To(path);
}

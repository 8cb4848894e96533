using Rapport.Conversations.Posts;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Conversations.Unseen;

/// Posts as moderators decide on them: published, hidden, restored.
sealed class GovernedPosts(IEnumerable<Beside> besides) : Governed
{
    public override string Kind => "post";

    public override async Task<Exhibit> Find(Db db, Me me, Locale locale, long id)
    {
        if (!await db.Posts.VisibleTo(me).AnyAsync(p => p.Id == id)) throw new NotFound();
        return (await Show(db, me, locale, [id])).FirstOrDefault() ?? throw new NotFound();
    }

    public override async Task<IReadOnlyList<Exhibit>> Show(Db db, Me me, Locale locale, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0) return [];
        var posts = await (from p in db.Posts.AsNoTracking().Where(p => ids.Contains(p.Id))
                           join r in db.Removals.Where(r => r.EndedAt == null) on p.Id equals r.PostId into removals
                           from r in removals.DefaultIfEmpty()
                           select new { p.Id, p.Kind, p.CreatedAt, p.Html, p.Language, p.AuthorId, p.Sight, p.RemovedAt, RemovedBy = (long?)r.RemovedBy, r.Ground, Why = r.Reason, p.Topic.Title, TopicKind = p.Topic.Kind, TopicSight = p.Topic.Sight }).ToListAsync();
        var names = await Words.NamesIn(db, me, locale, posts.Select(p => p.Html));
        var more = new Dictionary<long, string>();
        foreach (var beside in besides)
            foreach (var (id, html) in await beside.Of(db, locale, [.. posts.Where(p => p.Kind == PostKind.Opening).Select(p => p.Id)])) more[id] = more.GetValueOrDefault(id, "") + html;
        return posts.ConvertAll(p => new Exhibit(p.Id, What(p.Kind, p.TopicKind), p.Title, $"/posts/{p.Id}", Placeholders.Fill(p.Html, names, locale.Prefix) + more.GetValueOrDefault(p.Id, ""), p.Language, p.AuthorId,
            p.RemovedAt is not null ? p.RemovedBy == p.AuthorId ? State.Gone : State.Hidden : p.Sight == Sight.Held ? State.Waits : State.Seen)
        {
            Ground = p.Ground, WrittenAt = p.CreatedAt, History = $"/posts/{p.Id}/history", Reason = p.RemovedBy == p.AuthorId ? null : p.Why, IsOut = p.Kind == PostKind.Opening && p.TopicKind == TopicKind.Review && p.Sight == Sight.Shown,
        });
    }

    static string What(PostKind kind, TopicKind topic) => kind switch
    {
        PostKind.Comment => "Comment",
        PostKind.Opening => Topics.KindWords.Of(topic, w => w),
        _ => topic == TopicKind.Question ? "Answer" : "Reply",
    };

    public override async Task<IReadOnlyList<Event>> Carry(Db db, Case decided, Member by)
    {
        var post = await Known(db, decided.ThingId);
        var where = await Where.Of(db, post.Topic);
        switch (decided.Verdict)
        {
            case Verdict.Keep:
                if (post is { Sight: Sight.Held, IsRemoved: false }) throw new Refused("This waits to be published or hidden.");
                db.Audit("post.kept", post, decided.Reason);
                return [];
            case Verdict.Publish:
                if (post.IsRemoved || post.Sight != Sight.Held) throw new Refused("This does not wait to be published.");
                db.Audit("post.published", post, decided.Reason);
                return await db.Publish(post, where);
            case Verdict.Hide:
                db.Audit("post.hidden", post, decided.Why);
                return await Hide(db, post, decided, by, where);
            case Verdict.Restore:
                db.Audit("post.restored", post, decided.Reason);
                return await Restore(db, post, by, where);
            default: throw new Refused("This cannot be done with a post.");
        }
    }

    public override async Task<IReadOnlyList<Event>> TakeBack(Db db, Case decided, Member by)
    {
        var post = await Known(db, decided.ThingId);
        var where = await Where.Of(db, post.Topic);
        db.Audit("case.reopened", post);
        switch (decided.Verdict)
        {
            case Verdict.Publish:
                if (post.IsRemoved || post.Sight != Sight.Shown) throw new Refused("This is not published any more.");
                if (post.IsReview) throw new Refused("A review that was published does not wait again, for its stars were seen. If it breaks a rule, hide it with a reason.");
                if (!post.StandsAlone()) throw new Refused("Others have answered this. Hide it instead, with a reason.");
                db.Withhold(post, where);
                post.Hold();
                if (post.Kind == PostKind.Opening) post.Topic.Hold();
                return [new PostHeld(post.Topic, post, where)];
            case Verdict.Hide:
                var removal = await db.RemovalOf(post.Id);
                if (removal is null || !removal.IsHiding(post)) throw new Refused("This is not hidden any more.");
                if (post.IsReview) decided.PassOn();
                // What its author changed after it was hidden goes back to where it was: hidden, and waiting.
                if (decided.Wait == Wait.Changed) return [];
                post.Restore(removal, by, db.Clock.GetUtcNow());
                if (post.Sight == Sight.Held) return [new PostHeld(post.Topic, post, where)];
                await db.Return(post, removal, where);
                return [new PostRestored(post.Topic, post, where)];
            default: return [];
        }
    }

    public override long? Named(string path, string fragment) =>
        Addresses.Number(path, "/posts/") ?? (Addresses.Number(path, "/topics/") is { } topic ? Addresses.Number(fragment, "p") ?? topic : null);

    public override async Task<string?> Marked(Db db, long id, string? passage)
    {
        if (string.IsNullOrWhiteSpace(passage)) return null;
        var post = await db.Posts.AsNoTracking().Where(p => p.Id == id).Select(p => new { p.Kind, p.Topic.Title, p.Html }).FirstAsync();
        return Passages.Find(passage, (post.Kind == PostKind.Opening ? post.Title + "\n" : "") + Plain.Of(post.Html));
    }

    static async Task<IReadOnlyList<Event>> Hide(Db db, Post post, Case decided, Member by, Where where)
    {
        var before = await db.RemovalOf(post.Id);
        if (before is not null && before.IsHiding(post) && decided.Wait != Wait.Changed) throw new Refused("This is hidden already.");
        var removal = post.Hide(by, decided.Reason, db.Clock.GetUtcNow(), before);
        removal.Ground = decided.Ground;
        if (before is not null) removal.Remember(before.AcceptedAt, before.AcceptedBy);
        db.Add(removal);
        await db.Vanish(post, removal, where, whole: true);
        return [new PostHidden(post.Topic, post, where)];
    }

    static async Task<IReadOnlyList<Event>> Restore(Db db, Post post, Member by, Where where)
    {
        var removal = await db.RemovalOf(post.Id) ?? throw new Refused(post.IsRemoved ? "Its words are gone." : "This is not hidden.");
        post.Restore(removal, by, db.Clock.GetUtcNow());
        if (post.Sight == Sight.Held || post.Kind == PostKind.Opening && post.Topic.Sight == Sight.Held) return await db.Publish(post, where);
        await db.Return(post, removal, where);
        return [new PostRestored(post.Topic, post, where)];
    }

    static async Task<Post> Known(Db db, long id) => await db.Posts.Include(p => p.Topic).ThenInclude(t => t.Space).FirstOrDefaultAsync(p => p.Id == id) ?? throw new Refused("This is gone.");
}

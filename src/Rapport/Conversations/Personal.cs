using Rapport.Conversations.Drafts;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Unseen;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Conversations;

/// What conversations keep about a member: handed over whole, and gone or nameless when they leave.
public sealed class Personal : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Topic), typeof(Post), typeof(Vote), typeof(Follow), typeof(Draft), typeof(Mention), typeof(Revision), typeof(Removal), typeof(SpaceGuest), typeof(SlowTurn), typeof(Tag)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("topics", await Rows(db.Topics.Where(t => t.AuthorId == memberId).OrderBy(t => t.Id).Select(t => new { t.Id, t.Kind, t.Title, Space = t.Space.Name, t.CreatedAt, t.Replies, t.Score }))),
        new("posts", await Rows(db.Posts.Where(p => p.AuthorId == memberId).OrderBy(p => p.Id).Select(p => new { p.Id, p.TopicId, Topic = p.Topic.AuthorId == memberId ? p.Topic.Title : null, p.Kind, p.Format, p.Source, p.CreatedAt, p.EditedAt, p.RemovedAt, p.Sight, p.Score, p.Accepted }))),
        new("removed-and-hidden", await Rows(db.Removals.Where(r => db.Set<Post>().Any(p => p.Id == r.PostId && p.AuthorId == memberId)).OrderBy(r => r.RemovedAt).Select(r => new { r.PostId, Ground = r.Ground.ToString(), r.Reason, r.RemovedAt, r.EndedAt }))),
        new("earlier-words", await Rows(db.Revisions.Where(r => r.EditedBy == memberId || db.Set<Post>().Any(p => p.Id == r.PostId && p.AuthorId == memberId)).OrderBy(r => r.PostId).Select(r => new { r.PostId, r.Number, Title = db.Set<Post>().Any(p => p.Id == r.PostId && p.AuthorId == memberId) ? r.Title : null, Source = db.Set<Post>().Any(p => p.Id == r.PostId && p.AuthorId == memberId) ? r.Source : null, Reason = r.EditedBy == memberId ? r.Reason : null, r.EditedAt }))),
        new("votes", await Rows(db.Votes.Where(v => v.MemberId == memberId).OrderBy(v => v.At).Select(v => new { v.PostId, v.Value, v.At }))),
        new("following", await Rows(db.Follows.Where(f => f.MemberId == memberId).OrderBy(f => f.Since).Select(f => new { f.Kind, f.SubjectId, f.Since }))),
        new("drafts", await Rows(db.Drafts.Where(d => d.MemberId == memberId).OrderBy(d => d.KeptAt).Select(d => new { d.Key, d.Fields, d.KeptAt }))),
        new("mentions-of-me", await Rows(db.Mentions.Where(m => m.MemberId == memberId).OrderBy(m => m.At).Select(m => new { m.PostId, m.At }))),
        new("turns-where-it-is-slow", await Rows(db.SlowTurns.Where(t => t.MemberId == memberId).OrderBy(t => t.PlaceId).Select(t => new { t.PlaceId, t.Second }))),
        new("invitations", await Rows(db.SpaceGuests.Where(g => g.MemberId == memberId).Select(g => new { g.SpaceId, g.InvitedAt }))),
    ];

    static async Task<IReadOnlyList<object>> Rows<T>(IQueryable<T> rows) where T : class => await rows.ToListAsync();

    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        var mine = db.Posts.Where(p => p.AuthorId == memberId);
        await RemoveHeld(db, memberId, mine);
        if (choice == LeavingChoice.RemoveWords) await RemoveWords(db, memberId, mine);
        await mine.ExecuteUpdateAsync(s => s.SetProperty(p => p.AuthorId, (long?)null));
        await db.Topics.Where(t => t.AuthorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(t => t.AuthorId, (long?)null));
        await db.Topics.Where(t => t.AcceptedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(t => t.AcceptedBy, (long?)null));
        await db.Revisions.Where(r => r.EditedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(r => r.EditedBy, (long?)null));
        await db.Removals.Where(r => r.RemovedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(r => r.RemovedBy, (long?)null));
        await db.Removals.Where(r => r.AcceptedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(r => r.AcceptedBy, (long?)null));
        await db.Removals.Where(r => r.EndedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedBy, (long?)null));
        await db.Tags.Where(t => t.ExplainedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(t => t.ExplainedBy, (long?)null));
        await Votes(db, memberId);
        await db.Follows.Where(f => f.MemberId == memberId || f.Kind == Follow.Member && f.SubjectId == memberId).ExecuteDeleteAsync();
        await db.Drafts.Where(d => d.MemberId == memberId).ExecuteDeleteAsync();
        await db.Mentions.Where(m => m.MemberId == memberId).ExecuteDeleteAsync();
        await db.SpaceGuests.Where(g => g.MemberId == memberId).ExecuteDeleteAsync();
        await db.SlowTurns.Where(t => t.MemberId == memberId).ExecuteDeleteAsync();
    }

    /// What waited for a moderator nobody else ever saw: it goes, and nobody is asked to decide.
    static async Task RemoveHeld(Db db, long memberId, IQueryable<Post> mine)
    {
        var now = db.Clock.GetUtcNow();
        await db.Topics.Where(t => t.AuthorId == memberId && t.Sight == Sight.Held).ExecuteUpdateAsync(s => s.SetProperty(t => t.Title, "").SetProperty(t => t.Slug, "").SetProperty(t => t.Excerpt, ""));
        await mine.Where(p => p.Sight == Sight.Held).ExecuteUpdateAsync(s => s.SetProperty(p => p.Source, "").SetProperty(p => p.Html, "").SetProperty(p => p.Excerpt, "").SetProperty(p => p.RemovedAt, p => p.RemovedAt ?? now));
    }

    /// The words go, of every version. What others wrote below stays, under a line that says something was removed.
    static async Task RemoveWords(Db db, long memberId, IQueryable<Post> mine)
    {
        var now = db.Clock.GetUtcNow();
        await db.Revisions.Where(r => db.Set<Post>().Any(p => p.Id == r.PostId && p.AuthorId == memberId)).ExecuteDeleteAsync();
        foreach (var language in Kernel.Installation.Spoken) await Untitle(db, db.Topics.Where(t => t.AuthorId == memberId && t.Language == language), language);
        await Untitle(db, db.Topics.Where(t => t.AuthorId == memberId && !Kernel.Installation.Spoken.Contains(t.Language)), Kernel.Installation.Spoken[0]);
        await db.Topics.Where(t => t.AuthorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(t => t.Excerpt, ""));
        // What moderators said of words that are gone.
        await db.Removals.Where(r => mine.Any(p => p.Id == r.PostId)).ExecuteUpdateAsync(s => s.SetProperty(r => r.Reason, ""));
        await db.Set<AuditRow>().Where(a => a.SubjectKind == "post" && mine.Any(p => p.Id == a.SubjectId)).ExecuteUpdateAsync(s => s.SetProperty(a => a.Reason, (string?)null));
        await db.Topics.Where(t => t.AuthorId == memberId && t.Replies == 0).ExecuteUpdateAsync(s => s.SetProperty(t => t.Sight, Sight.Hidden));
        await mine.ExecuteUpdateAsync(s => s.SetProperty(p => p.Source, "").SetProperty(p => p.Html, "").SetProperty(p => p.Excerpt, "").SetProperty(p => p.RemovedAt, p => p.RemovedAt ?? now));
    }

    /// A title is words too: what says in its place that there was one is in the topic's language.
    static Task Untitle(Db db, IQueryable<Topic> topics, string language)
    {
        var title = Kernel.Languages.Catalog.Of(language).Find("Removed by its author", null);
        var slug = Kernel.Content.Slug.Of(title);
        return topics.ExecuteUpdateAsync(s => s.SetProperty(t => t.Title, title).SetProperty(t => t.Slug, slug));
    }

    /// Votes were given to others and stay in their scores; as tallies they name nobody.
    static async Task Votes(Db db, long memberId)
    {
        var day = DateOnly.FromDateTime(db.Clock.GetUtcNow().UtcDateTime);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO conversations_vote_tallies (post_id, day, up, down)
            SELECT post_id, {day}, CASE WHEN value > 0 THEN 1 ELSE 0 END, CASE WHEN value < 0 THEN 1 ELSE 0 END FROM conversations_votes WHERE member_id = {memberId}
            ON CONFLICT (post_id, day) DO UPDATE SET up = conversations_vote_tallies.up + excluded.up, down = conversations_vote_tallies.down + excluded.down
            """);
        await db.Votes.Where(v => v.MemberId == memberId).ExecuteDeleteAsync();
    }
}

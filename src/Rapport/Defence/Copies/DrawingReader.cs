using Rapport.Conversations;
using Rapport.Defence.Learning;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Defence.Copies;

/// Draws what customers write, so that copies of it are found.
public sealed class DrawingReader(TimeProvider clock) : DerivedReader
{
    public override string What => "Signals";
    public override IReadOnlyList<Type> Hears => [typeof(TopicStarted), typeof(ReplyPosted), typeof(CommentPosted), typeof(PostEdited), typeof(PostHeld)];

    public override async Task Clear(Db db)
    {
        await db.DrawingBands.ExecuteDeleteAsync();
        await db.Drawings.ExecuteDeleteAsync();
    }

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var since = clock.GetUtcNow().AddDays(-Copying.Days);
        var changed = events.Where(e => e.At > since && e.Event is TopicStarted or ReplyPosted or CommentPosted or PostEdited or PostHeld).Select(e => e.Subject.Id).Distinct().ToList();
        if (changed.Count == 0) return;
        await db.Undraw(changed);
        var posts = await db.Posts.AsNoTracking().Where(p => changed.Contains(p.Id) && p.Source != "" && p.CreatedAt > since && !p.ByEmployee)
            .Select(p => new { p.Id, p.AuthorId, p.CreatedAt, Title = p.Kind == PostKind.Opening ? p.Topic.Title : "", p.Source }).ToListAsync();
        foreach (var post in posts)
        {
            if (Copying.Draw(Lessons.Text(post.Title, post.Source)) is not { } drawn) continue;
            db.Add(new Drawing(post.Id, post.AuthorId, post.CreatedAt, drawn.ToBytes()));
            db.AddRange(drawn.Keys().Distinct().Select(k => new DrawingBand(k, post.Id)));
        }
        await db.SaveChangesAsync();
    }
}

using Rapport.Conversations;
using Rapport.Feed.Choices;
using Rapport.Feed.Mails;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Members;

namespace Rapport.Feed.Notices;

/// Writes the notices of one act, strongest reason first, and the job that mails them a little later. Followers come in slices,
/// each a transaction of its own that also asks for the next; done twice, it finds everybody told.
public sealed class Teller(Db db, Wanted wanted, Installation installation, TimeProvider clock) : Worker<Tell>
{
    const int Slice = 200;

    /// How long a mail is held back, in case its reader sees the page first or the author thinks better of it.
    readonly TimeSpan hold = TimeSpan.FromSeconds(installation.MailHold ?? 0);

    public override bool ReachesOut => true;

    public override async Task Do(Tell work, CancellationToken cancel)
    {
        if (await Told(db, work.Post) is not { } post) return;
        var notices = new List<Notice>();
        if (work.Source < 0)
            foreach (var (kind, members) in await Reasons.Direct(db, work, post)) await Add(notices, work, post, kind, members);
        if (work.Only is null)
        {
            var sources = await Reasons.Followed(db, work.Occasion, post);
            // Who followed only afterwards has seen it.
            var (after, before) = (work.After, work.Occasion == Occasion.Said ? post.CreatedAt : clock.GetUtcNow());
            for (var at = Math.Max(0, work.Source); at < sources.Count; at++, after = 0)
            {
                var (kind, what, id) = sources[at];
                var members = await db.Follows.Where(f => f.Kind == what && f.SubjectId == id && f.MemberId > after && f.Since <= before).OrderBy(f => f.MemberId).Select(f => f.MemberId).Take(Slice).ToListAsync(cancel);
                await Add(notices, work, post, kind, members);
                if (members.Count < Slice) continue;
                await db.Enqueue(work with { Source = at, After = members[^1] }, $"tell:{work.Position}:{at}:{members[^1]}");
                break;
            }
        }
        if (notices.Count > 0) await db.Enqueue(new MailNotices(work.Post, [.. notices.Select(n => n.Id)]), $"mail:{work.Position}:{work.Source}:{work.After}", clock.GetUtcNow() + hold);
        await db.Save();
    }

    /// The post with its topic and space, unless it is gone.
    internal static Task<Post?> Told(Db db, long id) => db.Posts.AsNoTracking().Include(p => p.Topic).ThenInclude(t => t.Space)
        .FirstOrDefaultAsync(p => p.Id == id && p.RemovedAt == null && p.Sight == Sight.Shown && p.Topic.Sight == Sight.Shown);

    async Task Add(List<Notice> notices, Tell work, Post post, NoticeKind kind, IReadOnlyList<long> members)
    {
        var by = work.Occasion is Occasion.Said or Occasion.Asked ? post.AuthorId : work.Actor;
        var ids = members.Where(m => m != by && m != work.Actor).Except(notices.Select(n => n.MemberId)).ToList();
        if (ids.Count == 0) return;
        // Whoever muted or blocked who acts, or whose words it is about, hears nothing of it.
        var deaf = await db.DeafTo(by, work.Actor, post.AuthorId).Where(m => ids.Contains(m)).ToListAsync();
        var known = await db.Notices.Where(n => n.PostId == post.Id && n.Occasion == work.Occasion && ids.Contains(n.MemberId)).Select(n => n.MemberId).ToListAsync();
        foreach (var (member, here, byMail) in await wanted.Of(ids.Except(known).Except(deaf).ToList(), kind, post.Topic))
        {
            if (!here && !byMail) continue;
            var notice = new Notice(db.NewId(), member.Id, kind, work.Occasion, post.TopicId, post.Id, by, clock.GetUtcNow(), here);
            db.Add(notice);
            notices.Add(notice);
        }
    }
}

using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Members;

namespace Rapport.Feed.Mails;

/// Asks for the notices of one post to be mailed, to those who have not read it by then.
public sealed record MailNotices(long Post, IReadOnlyList<long> Notices);

/// Writes the mails. Everything is asked again at this moment: whether the post still stands, who may see it, who has read it, who wants it, who was muted since.
public sealed class NoticeMailer(Db db, Wanted wanted, NoticeLetters letters, TimeProvider clock) : Worker<MailNotices>
{
    public override bool ReachesOut => true;

    public override async Task Do(MailNotices work, CancellationToken cancel)
    {
        if (await Teller.Told(db, work.Post) is not { } post) return;
        var waiting = await db.Notices.AsNoTracking().Where(n => work.Notices.Contains(n.Id) && n.ReadAt == null && n.MailedAt == null).ToListAsync(cancel);
        var deaf = await db.DeafTo([post.AuthorId, .. waiting.Select(n => n.ActorId).Distinct()]).ToListAsync(cancel);
        waiting.RemoveAll(n => deaf.Contains(n.MemberId));
        foreach (var kind in waiting.GroupBy(n => n.Kind))
        {
            var notices = kind.ToDictionary(n => n.MemberId);
            foreach (var (member, _, byMail) in await wanted.Of([.. notices.Keys], kind.Key, post.Topic))
            {
                if (!byMail) continue;
                cancel.ThrowIfCancellationRequested();
                var id = notices[member.Id].Id;
                await letters.Post(notices[member.Id], member, post);
                db.Later(() => db.Notices.Where(n => n.Id == id).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailedAt, clock.GetUtcNow())));
                await db.Save();
                db.Forget();
            }
        }
    }
}

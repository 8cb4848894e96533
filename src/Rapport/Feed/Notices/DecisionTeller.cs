using Rapport.Conversations;
using Rapport.Feed.Choices;
using Rapport.Feed.Mails;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Feed.Notices;

/// Asks for those concerned to be told what a moderator decided.
public sealed record TellDecision(long Case, long Position);

/// Tells whoever wrote it, with the reason, and whoever reported it; the mails follow a little later, while the decision stands.
public sealed class DecisionTeller(Db db, Wanted wanted, Installation installation, TimeProvider clock) : Worker<TellDecision>
{
    readonly TimeSpan hold = TimeSpan.FromSeconds(installation.MailHold ?? 0);

    public override bool ReachesOut => true;

    public override async Task Do(TellDecision work, CancellationToken cancel)
    {
        var id = work.Case;
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { Verdict: { } verdict } about) return;
        var reporters = await db.Reports.Where(r => r.CaseId == id && r.ReporterId != null).Select(r => r.ReporterId!.Value).ToListAsync(cancel);
        var thing = about.ThingId;
        var topic = about.Kind == "post" ? await db.Posts.Where(p => p.Id == thing).Select(p => p.TopicId).FirstOrDefaultAsync(cancel) : 0;
        var notices = new List<Notice>();
        if (about.AuthorId is { } author && (verdict is Verdict.Hide or Verdict.Publish or Verdict.Restore || IsAnswered(about))) await Add(notices, about, NoticeKind.Decision, [author], topic);
        await Add(notices, about, NoticeKind.Report, about is { Wait: Wait.Objection, AppealedBy: { } objector } ? [.. reporters.Append(objector).Distinct()] : reporters, 0);
        if (notices.Count > 0) await db.Enqueue(new MailDecision(id, [.. notices.Select(n => n.Id)]), $"mail:{work.Position}", clock.GetUtcNow() + hold);
        await db.Save();
    }

    /// Somebody looked again, and it stays as it was.
    static bool IsAnswered(Case about) => about is { Verdict: Verdict.Keep, Wait: Wait.Appeal };

    async Task Add(List<Notice> notices, Case about, NoticeKind kind, IReadOnlyList<long> members, long topic)
    {
        var id = about.Id;
        var known = await db.Notices.Where(n => n.CaseId == id && members.Contains(n.MemberId)).Select(n => n.MemberId).ToListAsync();
        foreach (var (member, here, byMail) in await wanted.Of([.. members.Where(m => m != about.DecidedBy).Except(known)], kind))
        {
            // Whoever's words are hidden, or stay so, is told, whatever notices they chose.
            var due = kind == NoticeKind.Decision && (about.Verdict == Verdict.Hide || IsAnswered(about));
            if (!here && !byMail && !due) continue;
            var notice = new Notice(db.NewId(), member.Id, kind, Occasion.Decided, topic, about.ThingId, null, clock.GetUtcNow(), here || due, id);
            db.Add(notice);
            notices.Add(notice);
        }
    }
}

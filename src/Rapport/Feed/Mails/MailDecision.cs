using Rapport.Conversations;
using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Feed.Mails;

/// Asks for the notices of one decision to be mailed.
public sealed record MailDecision(long Case, IReadOnlyList<long> Notices);

/// The statement of reasons as a mail tells it.
sealed record Reasons(IReadOnlyList<(string Label, string Text)> Lines, string? Redress, string Path);

/// Writes the mails, if the decision still stands: what was decided, why, and the way to it.
public sealed class DecisionMailer(Db db, Wanted wanted, SwitchLinks links, DecisionLinks decisions, SiteSettings settings, Installation installation, MailBook book, TimeProvider clock) : Worker<MailDecision>
{
    public override bool ReachesOut => true;

    public override async Task Do(MailDecision work, CancellationToken cancel)
    {
        var about = work.Case;
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == about, cancel) is not { Verdict: { } verdict } decided) return;
        var waiting = await db.Notices.AsNoTracking().Where(n => work.Notices.Contains(n.Id) && n.ReadAt == null && n.MailedAt == null).ToListAsync(cancel);
        foreach (var kind in waiting.GroupBy(n => n.Kind))
        {
            var notices = kind.ToDictionary(n => n.MemberId);
            foreach (var (member, _, byMail) in await wanted.Of([.. notices.Keys], kind.Key))
            {
                if (!byMail) continue;
                cancel.ThrowIfCancellationRequested();
                var id = notices[member.Id].Id;
                await Post(notices[member.Id], member, decided, verdict);
                db.Later(() => db.Notices.Where(n => n.Id == id).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailedAt, clock.GetUtcNow())));
                await db.Save();
                db.Forget();
            }
        }
    }

    async Task Post(Notice notice, Member to, Case decided, Verdict verdict)
    {
        var words = book.Voice(NoticeKinds.NameOf(notice.Kind), to.Language);
        var mine = notice.Kind == NoticeKind.Decision;
        var post = decided.ThingId;
        var title = mine && decided.Kind == "post" ? await db.Posts.Where(p => p.Id == post).Select(p => new { p.Topic.Title, p.Topic.AuthorId }).FirstOrDefaultAsync() : null;
        var off = installation.Address + words.To(links.Path(to.Id, notice.Kind, notice.TopicId));
        var path = !mine ? $"/report/{decided.Kind}/{post}" : decided.Kind == "member" ? $"/members/{post}" : $"/posts/{post}";
        var about = decided.Id;
        var told = mine ? await db.Statements.AsNoTracking().Where(s => s.CaseId == about && s.EndedAt == null).OrderByDescending(s => s.DecidedAt).FirstOrDefaultAsync() : null;
        var statement = told is null ? null : new Reasons(StatementWords.Of(told, words, settings.Of<ModerationSettings>(), to.Zone), told.Restricts || told.AppealOf is not null ? StatementWords.Redress(told, words, clock.GetUtcNow()) : null, installation.Address + words.To(decisions.Path(told.Id)));
        var (subject, blocks) = Write(words, notice.Kind, verdict, decided.Kind, title?.Title, decided.Ground, decided.Reason, installation.Address + words.To(path), off, statement);
        await db.Post(new Mail(to.Email!, subject, blocks) { Kind = "notice", Member = to.Id, Names = decided.Kind == "member" ? [post] : title?.AuthorId is { } asker ? [asker] : [], Language = words.Code, Unsubscribe = off }, installation, $"notice:{notice.Id}");
    }

    internal static (string Subject, IReadOnlyList<Block> Blocks) Write(Locale words, NoticeKind kind, Verdict verdict, string of, string? title, Ground? ground, string reason, string at, string off, Reasons? statement = null)
    {
        var (mine, said) = (kind == NoticeKind.Decision, NoticeWords.Decided(words, kind, verdict, of));
        List<Block> blocks = [new Paragraph(title is null ? said : $"{said}: {title}")];
        if (statement is not null) blocks.AddRange(statement.Lines.Select(l => new Paragraph($"{l.Label}: {l.Text}")));
        else if (mine && ground is { } why) blocks.Add(new Paragraph(words.Say("The reason: {reason}", ("reason", words.Say(ReasonWords.Of(why))))));
        if (mine && statement is null && reason.Length > 0) blocks.Add(new Paragraph(ground is null ? words.Say("The reason: {reason}", ("reason", reason)) : reason));
        if (mine && verdict == Verdict.Hide && of == "post") blocks.Add(new Paragraph(words.Say("Nobody else sees it. Change it so that it fits, and a moderator looks at it again.")));
        if (statement?.Redress is { } redress) blocks.AddRange([new Paragraph(redress), new Note(words.Say("This decision as a page, where you can object. It opens without signing in."), words.Say("The decision"), statement.Path)]);
        blocks.Add(new Button(words.Say(mine ? "Look at it" : "Your report"), at));
        blocks.Add(new Note(NoticeWords.Why(words, kind), words.Say("Fewer of these mails"), off));
        return (mine ? said : words.Say("Your report"), blocks);
    }
}

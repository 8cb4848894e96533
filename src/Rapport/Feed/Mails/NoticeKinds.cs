using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;

namespace Rapport.Feed.Mails;

/// The mails of notices, as administrators see them: one kind for each reason, written with made-up data.
static class NoticeKinds
{
    public static string NameOf(NoticeKind kind) => "notice-" + kind.ToString().ToLowerInvariant();

    public static void Register(IServiceCollection services)
    {
        foreach (var kind in NoticeWords.Chosen)
            services.AddSingleton(new MailKind(NameOf(kind), NoticeWords.English(kind), "To members who wish to be told by mail.", 200 + (int)kind, (words, installation) => [.. Samples(words, installation, kind)]));
    }

    static IEnumerable<Mail> Samples(Locale words, Installation installation, NoticeKind kind)
    {
        var (at, off) = (installation.Address + words.To("/posts/1"), installation.Address + words.To("/settings"));
        if (kind is NoticeKind.Decision or NoticeKind.Report)
        {
            foreach (var (verdict, of) in new[] { (Verdict.Hide, "post"), (Verdict.Hide, "member"), (Verdict.Restore, "post"), (Verdict.Keep, "post") })
            {
                var (subject, blocks) = DecisionMailer.Write(words, kind, verdict, of, null, verdict == Verdict.Hide ? Ground.PersonalData : null, "It names somebody's address.", at, off);
                yield return Made(words, subject, blocks, off);
            }
            yield break;
        }
        var said = new Words("Robin", "<p>Empty it first, then let it cool.</p>", "Empty it first, then let it cool.");
        foreach (var (occasion, post, topic) in Variants(kind))
            yield return Made(words, "Why does it hum?", NoticeLetters.Blocks(words, kind, occasion, post, topic, "Robin", said, at, off), off);
    }

    /// Every sentence the kind can say.
    static IEnumerable<(Occasion, PostKind, TopicKind)> Variants(NoticeKind kind) => kind switch
    {
        NoticeKind.Answer => [(Occasion.Said, PostKind.Reply, TopicKind.Question), (Occasion.Said, PostKind.Reply, TopicKind.Discussion)],
        NoticeKind.Topic => [(Occasion.Said, PostKind.Reply, TopicKind.Question), (Occasion.Said, PostKind.Reply, TopicKind.Discussion), (Occasion.Said, PostKind.Comment, TopicKind.Question), (Occasion.Accepted, PostKind.Reply, TopicKind.Question)],
        NoticeKind.Owner => [(Occasion.Asked, PostKind.Opening, TopicKind.Question)],
        NoticeKind.New => [.. Enum.GetValues<TopicKind>().Select(topic => (Occasion.Said, PostKind.Opening, topic)), (Occasion.Said, PostKind.Reply, TopicKind.Question)],
        _ => [(Occasion.Said, PostKind.Reply, TopicKind.Question)],
    };

    static Mail Made(Locale words, string subject, IReadOnlyList<Block> blocks, string off) => new("sam@mail.example", subject, blocks) { Kind = "notice", Language = words.Code, Unsubscribe = off };
}

using Rapport.Conversations;
using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Members;

namespace Rapport.Feed.Mails;

/// The mail of a notice: the words themselves, the way to that very post, and the way out.
public sealed class NoticeLetters(Db db, Installation installation, SwitchLinks links, MailBook book)
{
    readonly Dictionary<(long Post, string Language), (string Author, string Html, string Text, IReadOnlyList<long> Names)> written = [];

    /// Into what Save stores; the same notice is mailed once.
    public async Task Post(Notice notice, Member to, Post post)
    {
        var words = book.Voice(NoticeKinds.NameOf(notice.Kind), to.Language);
        var (author, html, text, names) = await Said(post, words);
        var who = notice.ActorId is { } actor && actor != post.AuthorId ? await NameOf(actor, words) : author;
        var off = installation.Address + words.To(links.Path(to.Id, notice.Kind, notice.TopicId));
        var host = new Uri(installation.Address).Host;
        var mail = new Mail(to.Email!, post.Kind == PostKind.Opening ? post.Topic.Title : "Re: " + post.Topic.Title,
            Blocks(words, notice.Kind, notice.Occasion, post.Kind, post.Topic.Kind, who, new(author, html, text), installation.Address + words.To(post.Path), off))
        {
            Kind = "notice", Member = to.Id, Names = [.. names, .. notice.ActorId is { } by ? [by] : Array.Empty<long>()], Language = words.Code, Unsubscribe = off,
            MessageId = $"topic/{notice.TopicId}/{notice.PostId}.{notice.Id:x}@{host}", References = [$"topic/{notice.TopicId}@{host}"],
        };
        await db.Post(mail, installation, $"notice:{notice.Id}");
    }

    internal static IReadOnlyList<Block> Blocks(Locale words, NoticeKind kind, Occasion occasion, PostKind post, TopicKind topic, string who, Words said, string at, string off) =>
    [
        new Paragraph(NoticeWords.Say(words, kind, occasion, post, topic, who)), said, new Button(words.Say("Read it in its place"), at),
        new Note(NoticeWords.Why(words, kind), words.Say("Fewer of these mails"), off),
    ];

    async Task<(string, string, string, IReadOnlyList<long>)> Said(Post post, Locale words)
    {
        if (written.TryGetValue((post.Id, words.Code), out var known)) return known;
        var said = MailWords.Of(post.Content);
        var (mentions, quotes, space) = (said.Mentions, said.Quotes, post.Topic.SpaceId);
        var names = mentions.Count == 0 ? new Dictionary<long, string>() : await db.Members.Where(m => mentions.Contains(m.Id) && m.LeftAt == null).ToDictionaryAsync(m => m.Id, m => m.Name);
        var authors = quotes.Count == 0 ? [] : await db.Posts.Where(p => quotes.Contains(p.Id) && p.RemovedAt == null && p.Sight == Sight.Shown)
            // Every reader of the mail sees the space it comes from, and what every member sees.
            .Where(p => p.Topic.SpaceId == space || p.Topic.Space.Audience == Audience.Public || p.Topic.Space.Audience == Audience.Members)
            .Join(db.Members.Where(m => m.LeftAt == null), p => p.AuthorId, m => (long?)m.Id, (p, m) => new { p.Id, Author = m.Id, m.Name }).ToDictionaryAsync(p => p.Id);
        var (html, text) = said.Say(new(names, authors.ToDictionary(a => a.Key, a => a.Value.Name), words.Say("somebody")), installation.Address, words.Prefix);
        List<long?> named = [post.AuthorId, post.Topic.AuthorId, .. names.Keys, .. authors.Values.Select(a => (long?)a.Author)];
        return written[(post.Id, words.Code)] = (await NameOf(post.AuthorId, words), html, text, [.. named.OfType<long>().Distinct()]);
    }

    async Task<string> NameOf(long? member, Locale words) =>
        await db.Members.Where(m => m.Id == member && m.LeftAt == null).Select(m => m.Name).FirstOrDefaultAsync() ?? words.Say("Somebody");
}

using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Kernel.Languages;

namespace Rapport.Feed.Notices;

/// What a notice says, in the reader's language.
static class NoticeWords
{
    /// The kinds that members switch on and off. Their own standing stands among the notices, and goes out by no mail.
    public static IReadOnlyList<NoticeKind> Chosen { get; } = [.. Enum.GetValues<NoticeKind>().Where(k => k != NoticeKind.Standing)];

    /// A privilege was earned, will be lost, or is lost.
    public static string Standing(Locale words, NoticeRow row)
    {
        var what = words.Say(Trust.PrivilegeWords.Of(row.Privilege ?? Trust.Privilege.Links));
        return row.Occasion switch
        {
            Occasion.Earned => words.Say("You may now: {privilege}", ("privilege", what)),
            Occasion.Fading => words.Say("Your standing no longer bears this; you may until {day}: {privilege}", ("day", (row.FadesAt ?? row.At).ToString("d MMM yyyy", words.Culture)), ("privilege", what)),
            _ => words.Say("You may no longer: {privilege}. Help somebody, and it comes back.", ("privilege", what)),
        };
    }

    public static string Say(Locale words, NoticeKind kind, Occasion occasion, PostKind post, TopicKind topic, string who) => words.Say(Sentence(kind, occasion, post, topic), ("name", who));

    static string Sentence(NoticeKind kind, Occasion occasion, PostKind post, TopicKind topic) => kind switch
    {
        NoticeKind.Mention => "{name} mentioned you",
        NoticeKind.Quote => "{name} quoted you",
        NoticeKind.Accepted => "{name} accepted your answer",
        NoticeKind.Official => "{name} gave your question an official answer",
        NoticeKind.Answer => topic == TopicKind.Question ? "{name} answered your question" : "{name} replied to what you began",
        NoticeKind.Comment => "{name} commented on what you wrote",
        NoticeKind.Owner => "{name} asks you, who bought it",
        NoticeKind.Topic when occasion == Occasion.Accepted => "{name} accepted an answer to a question you follow",
        NoticeKind.Topic when post == PostKind.Comment => "{name} commented in a topic you follow",
        NoticeKind.Topic => topic == TopicKind.Question ? "{name} answered a question you follow" : "{name} replied in a topic you follow",
        _ when post != PostKind.Opening => "{name}, whom you follow, replied",
        _ => topic switch
        {
            TopicKind.Question => "{name} asked a question",
            TopicKind.Discussion => "{name} began a discussion",
            TopicKind.Article => "{name} wrote an article",
            TopicKind.Review => "{name} wrote a review",
            _ => "{name} told a story",
        },
    };

    /// What was decided, as its author or who reported it reads it.
    public static string Decided(Locale words, NoticeKind kind, Verdict verdict, string? of) => words.Say(kind == NoticeKind.Report ? ReasonWords.Outcome(verdict) : (verdict, of) switch
    {
        (Verdict.Hide, "member") => "A moderator cleared your profile",
        (Verdict.Hide, _) => "A moderator hid what you wrote",
        (Verdict.Keep, "member") => "A moderator looked again at the decision about you: it stays",
        (Verdict.Restore, "member") => "What was decided about your profile or account is undone.",
        (Verdict.Keep, _) => "A moderator looked again at what you wrote: it stays hidden",
        (Verdict.Restore, _) => "A moderator restored what you wrote",
        _ => "What you wrote is published",
    });

    public static string Why(Locale words, NoticeKind kind) => words.Say(kind switch
    {
        NoticeKind.Mention => "You get this mail because you are mentioned.",
        NoticeKind.Quote => "You get this mail because you are quoted.",
        NoticeKind.Topic => "You get this mail because you follow this topic.",
        NoticeKind.Report => "You get this mail because you reported something.",
        NoticeKind.Owner => "You get this mail because you bought the product and agreed to be asked about it. Nobody is told that you got it.",
        NoticeKind.New => "You get this mail because you follow its space, tag, product or author.",
        _ => "You get this mail because it is about what you wrote.",
    });

    /// A kind as the settings name it.
    public static string Label(Locale words, NoticeKind kind) => words.Say(English(kind));

    public static string English(NoticeKind kind) => kind switch
    {
        NoticeKind.Mention => "Somebody mentions me",
        NoticeKind.Quote => "Somebody quotes me",
        NoticeKind.Accepted => "My answer is accepted",
        NoticeKind.Official => "My question gets an official answer",
        NoticeKind.Answer => "Answers and replies to what I began",
        NoticeKind.Comment => "Comments on what I wrote",
        NoticeKind.Owner => "Questions about what I bought, where I agreed to be asked",
        NoticeKind.Topic => "What is new in topics I follow",
        NoticeKind.Decision => "What moderators decide about what I wrote",
        NoticeKind.Report => "What became of what I reported",
        _ => "New topics in spaces, tags and products I follow, and by members I follow",
    };
}

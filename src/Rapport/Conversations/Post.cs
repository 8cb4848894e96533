using Rapport.Conversations.Posts;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations;

public enum PostKind { Opening, Reply, Comment }

/// Words that somebody wrote: the opening of a topic (with the topic's id), a reply to it, or a comment below one of these.
public sealed partial class Post : Entity
{
    public const int Longest = 30_000, LongestComment = 2_000;

    Post() { }

    /// As it was written, here or elsewhere. Members write by the verbs of Topic, which hold the rules.
    public Post(long id, Topic topic, PostKind kind, Post? below, long? author, bool byEmployee, Content words, DateTimeOffset at, int? place = null)
    {
        (Id, TopicId, Topic, Kind, ParentId, AuthorId, ByEmployee, CreatedAt) = (id, topic.Id, topic, kind, below?.Id, author, byEmployee, at);
        Place = place ?? (below is null ? 0 : below.Comments + 1);
        Write(words);
    }

    public long TopicId { get; private set; }
    public Topic Topic { get; private set; } = null!;
    public PostKind Kind { get; private set; }

    /// What a comment stands below.
    public long? ParentId { get; private set; }

    /// How many comments stood below the same post when this one came, with itself: the first few are shown at once.
    public int Place { get; private set; }

    /// Nobody for what was imported without an author.
    public long? AuthorId { get; private set; }

    /// The name it carried elsewhere, of somebody who has no account here.
    public string? SignedBy { get; private set; }

    /// Whether the author spoke for the brand when this was written.
    public bool ByEmployee { get; private set; }

    public ContentFormat Format { get; private set; }
    public string Language { get; private set; } = "en";
    public string Source { get; private set; } = "";

    /// Derived from the source by that version of the renderer; it names nobody (see Words.Fill).
    public string Html { get; private set; } = "";
    public int RendererVersion { get; private set; }
    public string Excerpt { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? EditedAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }

    /// Counters; see Counters.
    public int Score { get; private set; }
    public int Comments { get; private set; }

    public bool Accepted { get; private set; }

    /// When its author, an employee, put the brand's name to it. A label: it lifts nothing.
    public DateTimeOffset? OfficialAt { get; private set; }
    public Sight Sight { get; private set; }

    public bool IsRemoved => RemovedAt is not null;
    public Content Content => new(Format, Language, Source);
    public string Path => $"/posts/{Id}";

    /// What was said of it in the words when they were last written: mentioned members, quoted posts, files.
    public Rendered? Rendered { get; private set; }

    /// What is said beside its words and shown with them, such as tags: for whoever looks at it first.
    public IReadOnlyList<Aside> Asides { get; internal set; } = [];

    /// As an import or a generator counted it.
    public void Counted(int score, int comments) => (Score, Comments) = (score, comments);

    internal void BeAccepted(bool accepted) => Accepted = accepted;

    /// The removal in force says whether a moderator hid it: its author may then change it, for a moderator to look at again.
    /// Nothing where it says what it said before. Seen is how many edits the editor knew of, where they said so.
    public Revision? Edit(Member by, Content words, string? reason, int number, DateTimeOffset now, Removal? removal = null, long? seen = null, bool retitled = false)
    {
        if (removal?.IsHiding(this) == false) throw new Refused("You removed this. Restore it first.");
        RefuseUnlessMine(by, evenRemoved: removal is not null);
        if (IsReview && by.Id != AuthorId) throw new Refused("Nobody changes a review but whoever wrote it. What breaks a rule is hidden, with a reason.");
        var why = Characters.Line(reason ?? "");
        if (by.Id != AuthorId && why.Length == 0) throw new Refused("Say why you change what somebody else wrote.") { Field = "reason" };
        if (seen is { } known && known != number - 1) throw new Refused("Somebody changed this while you were writing. What it says now stands below what you wrote: put the two together, then save.") { Field = "body" };
        if (!retitled && words.Format == Format && Checked(words).Source == Source) return null;
        var before = new Revision(Id, number, Format, Language, Source, by.Id, why.Length > 300 ? why[..300] : why, now) { Unseen = IsRemoved || Sight == Sight.Held };
        Write(Checked(words));
        EditedAt = now;
        return before;
    }

    public Removal Remove(Member by, string? reason, DateTimeOffset now)
    {
        RefuseUnlessMine(by);
        var why = Characters.Line(reason ?? "");
        if (by.Id != AuthorId) throw new Refused("Only whoever wrote this can remove it.");
        return Remove(by.Id, why.Length > 300 ? why[..300] : why, now);
    }

    /// A moderator takes it out of others' sight; its author reads the reason.
    public Removal Hide(Member by, string reason, DateTimeOffset now, Removal? before)
    {
        RefuseUnlessModerator(by);
        before?.End(by.Id, now);
        return Remove(by.Id, reason, now);
    }

    Removal Remove(long by, string reason, DateTimeOffset now)
    {
        RemovedAt = now;
        return new Removal(Id, by, reason, now);
    }

    /// Back in its place: by a moderator, or by its author where they removed it themselves.
    public void Restore(Removal removal, Member by, DateTimeOffset now)
    {
        if (by.Role is not (Role.Moderator or Role.Administrator) && (by.Id != AuthorId || removal.IsHiding(this))) throw new Refused("Only moderators can do this.");
        if (Source.Length == 0) throw new Refused("Its words are gone.");
        removal.End(by.Id, now);
        RemovedAt = null;
    }

    internal void Hold() => Sight = Sight.Held;

    internal void Show() => Sight = Sight.Shown;

    /// What waited is as new as if it were written now, and stands last.
    internal void Publish(DateTimeOffset now, Post? below)
    {
        (Sight, CreatedAt, EditedAt) = (Sight.Shown, now, null);
        if (below is not null) Place = below.Comments + 1;
    }

    /// Nothing of others hangs below it, so that nothing needs to show where it was.
    internal void Hide() => Sight = Sight.Hidden;

    public void MarkOfficial(Member by, bool official, DateTimeOffset now)
    {
        if (by.Id != AuthorId || !by.IsStaff || !ByEmployee || Kind != PostKind.Reply) throw new Refused("Only employees can mark an answer as official, and only their own.");
        if (IsRemoved) throw new Refused("This has been removed.");
        OfficialAt = official ? now : null;
    }

    /// Whether this member may vote so. Down is for questions and their answers only.
    public void RefuseVote(Topic topic, Member by, int value)
    {
        if (value is not (1 or 0 or -1)) throw new Refused("A vote is up, down or taken back.");
        if (by.Id == AuthorId) throw new Refused("You cannot vote on what you wrote yourself.");
        if (IsRemoved) throw new Refused("This has been removed.");
        if (by.IsStaff && topic.Kind == TopicKind.Review && Kind == PostKind.Opening && value != 0) throw new Refused("Who works here does not vote on reviews: their order is the customers'.");
        if (value < 0 && !TakesDown(topic.Kind, Kind)) throw new Refused("Only questions, answers and reviews can be voted down.");
    }

    /// The words of a review, not what is said below them.
    public bool IsReview => Kind == PostKind.Opening && Topic.Kind == TopicKind.Review;

    /// Where “this did not help” says something about the words and not about a person.
    public static bool TakesDown(TopicKind topic, PostKind post) => topic == TopicKind.Question ? post != PostKind.Comment : topic == TopicKind.Review && post == PostKind.Opening;

    /// A picture that belongs to it came later than its words. Nobody edited it.
    internal void Illustrate(Kernel.Files.StoredFile picture) =>
        Write(Content with { Source = Format == ContentFormat.Html ? $"{Source}\n<p><img src=\"{picture.Address().WithMeasures}\" alt=\"\"></p>" : $"{Source}\n\n{picture.Markdown}" });

    /// Nobody is named any more as its author; with the words where they are to go as well.
    public void Forget(bool words)
    {
        AuthorId = null;
        if (words) Write(Content with { Source = "" });
    }

    void RefuseUnlessMine(Member by, bool evenRemoved = false)
    {
        if (IsRemoved && !evenRemoved) throw new Refused("This has been removed.");
        if (by.Id != AuthorId && by.Role is not (Role.Moderator or Role.Administrator)) throw new Refused("Only whoever wrote this can change it.");
    }

    static void RefuseUnlessModerator(Member by)
    {
        if (by.Role is not (Role.Moderator or Role.Administrator)) throw new Refused("Only moderators can do this.");
    }

    void Write(Content words)
    {
        Rendered = Renderer.Render(words);
        (Format, Language, Source) = (words.Format, words.Language, words.Source);
        (Html, RendererVersion, Excerpt) = (Rendered.Html, Rendered.RendererVersion, Rendered.Excerpt);
    }

    internal static Content Checked(Content words)
    {
        var text = Characters.Clean(words.Source).Trim();
        if (Characters.Seen(text) == 0) throw new Refused("Write something first.") { Field = "body" };
        if (text.Length > Longest) throw new Refused("This takes up to {most} characters.", ("most", Longest)) { Field = "body" };
        return words with { Source = text };
    }
}

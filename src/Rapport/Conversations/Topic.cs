using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations;

/// A review has its stars and what else was asked beside it, in Reviews; its words and all that is said below them are a topic like others.
public enum TopicKind { Question, Discussion, Article, Story, Review }

/// Whether a thing appears in lists and at its address. What was removed and holds nothing of others is hidden; what is held
/// waits for a moderator, and nobody else ever saw it.
public enum Sight { Shown, Hidden, Held }

/// A question, discussion, article, story or review, and the replies it gathered. Its own words are its opening post, which has the same id.
public sealed partial class Topic : Entity
{
    public const int ShortestTitle = 8, LongestTitle = 150, ShortestHeadline = 2;
    const int FirstWords = 70;

    Topic() { }

    /// As it was written elsewhere: an import brings what other rules allowed. Members begin topics by Start.
    public Topic(long id, TopicKind kind, Space space, string title, long? author, bool byEmployee, DateTimeOffset at)
    {
        (Id, Kind, SpaceId, Space, AuthorId, ByEmployee) = (id, kind, space.Id, space, author, byEmployee);
        (CreatedAt, LastActivityAt) = (at, at);
        Name(Characters.Line(title));
        Language = Kernel.Languages.Script.Language(Title, space.Language);
    }

    public static Topic Start(long id, TopicKind kind, Space space, Member by, string title, DateTimeOffset now)
    {
        if (!Enum.IsDefined(kind)) throw new Refused("Choose what kind of topic this is.") { Field = "kind" };
        if (kind == TopicKind.Article && !by.IsStaff) throw new Refused("Articles are written by the brand's own people. Tell it as a story instead.") { Field = "kind" };
        if (kind == TopicKind.Review || space.Purpose == SpacePurpose.Reviews) throw new Refused("A review is written on the page of its product.") { Field = "kind" };
        space.RefuseIfArchived();
        return new Topic(id, kind, space, Checked(title), by.Id, by.IsStaff, now);
    }

    /// A review may go without a title: its first words then name it.
    public static Topic Review(long id, Space space, Member by, string? title, Content words, DateTimeOffset now)
    {
        space.RefuseIfArchived();
        return new Topic(id, TopicKind.Review, space, Headline(title, words), by.Id, by.IsStaff, now);
    }

    public TopicKind Kind { get; private set; }
    public long SpaceId { get; private set; }
    public Space Space { get; private set; } = null!;
    public long? AuthorId { get; private set; }
    public bool ByEmployee { get; private set; }

    /// What it is about besides products; nothing where it is none of the four.
    public Matter? Matter { get; private set; }
    public string Title { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// The language it is written in, which chooses how it is searched.
    public string Language { get; private set; } = "en";

    /// The first words of the opening post, for lists.
    public string Excerpt { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    /// Counters change by set-based updates inside Save (see Counters), so that replies at the same moment lose no count.
    public int Replies { get; private set; }
    public int Score { get; private set; }
    public DateTimeOffset LastActivityAt { get; private set; }

    /// The accepted answer, when it was accepted, and by whom.
    public long? AcceptedId { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public long? AcceptedBy { get; private set; }

    /// The closure in force; who closed it, when and why stands there.
    public long? ClosureId { get; private set; }
    public long? PinId { get; private set; }
    public Sight Sight { get; private set; }

    /// How slow it is here, besides what its space asks.
    public int Slow { get; private set; }
    public DateTimeOffset? SlowUntil { get; private set; }
    public Slowness Slowness => new(Slow, SlowUntil);

    public bool IsQuestion => Kind == TopicKind.Question;
    public bool IsClosed => ClosureId is not null;
    public bool IsSolved => AcceptedId is not null;
    public string Path => PathOf(Id, Slug);

    public static string PathOf(long id, string slug) => $"/topics/{id}/{slug}";

    /// The words of the topic itself.
    public Post Open(Content words)
    {
        var opening = new Post(Id, this, PostKind.Opening, null, AuthorId, ByEmployee, words, CreatedAt);
        Excerpt = opening.Excerpt;
        return opening;
    }

    public Post Reply(long id, Member by, Content words, DateTimeOffset now)
    {
        RefuseIfClosed();
        return new Post(id, this, PostKind.Reply, null, by.Id, by.IsStaff, Post.Checked(words), now);
    }

    /// A remark below the opening or a reply; there is no level below that.
    public Post Comment(long id, Post below, Member by, Content words, DateTimeOffset now)
    {
        RefuseIfClosed();
        if (below.TopicId != Id || below.Kind == PostKind.Comment) throw new Refused("Comments stand below a topic or a reply, not below another comment.");
        if (below.IsRemoved) throw new Refused("What you comment on has been removed.");
        if (words.Source.Trim().Length > Post.LongestComment) throw new Refused("A comment takes up to {most} characters. Write a reply instead.", ("most", Post.LongestComment)) { Field = "body" };
        return new Post(id, this, PostKind.Comment, below, by.Id, by.IsStaff, Post.Checked(words), now);
    }

    public void Concern(Matter? matter)
    {
        if (matter is not null && Kind is not (TopicKind.Question or TopicKind.Discussion)) throw new Refused("Only questions and discussions are about the brand, its service, an advertisement or a price.") { Field = "matter" };
        Matter = matter;
    }

    public void Retitle(string title) => Name(Kind == TopicKind.Review ? Checked(title, ShortestHeadline) : Checked(title));

    /// The title that was given, or the first words of the text in its place.
    public static string Headline(string? title, Content words)
    {
        if (!string.IsNullOrWhiteSpace(title)) return Checked(title, ShortestHeadline);
        var line = Characters.Line(Renderer.Render(words).Excerpt);
        if (line.Length <= FirstWords) return line.Length > 0 ? line : "…";
        var end = line.LastIndexOf(' ', FirstWords);
        return line[..(end < FirstWords / 2 ? FirstWords : end)].TrimEnd(',', ';', ':', ' ') + "…";
    }

    /// The opening's words changed.
    internal void Quote(Post opening) => Excerpt = opening.IsRemoved ? "" : opening.Excerpt;

    /// As an import or a generator counted it.
    public void Counted(int replies, int score, DateTimeOffset lastActivity) => (Replies, Score, LastActivityAt) = (replies, score, lastActivity);

    internal void Hide() => Sight = Sight.Hidden;

    internal void Hold() => Sight = Sight.Held;

    internal void Show() => Sight = Sight.Shown;

    /// What waited is as new as if it were written now.
    internal void Publish(DateTimeOffset now) => (Sight, CreatedAt, LastActivityAt) = (Sight.Shown, now, now);

    public void RefuseIfClosed()
    {
        if (IsClosed) throw new Refused("This topic is closed; start a new one.");
        Space.RefuseIfArchived();
    }

    void Name(string title) => (Title, Slug) = (title, Kernel.Content.Slug.Of(title));

    static string Checked(string? title, int shortest = ShortestTitle)
    {
        var line = Characters.Line(title is { Length: > 1_000 } ? title[..1_000] : title ?? "");
        if (Characters.Seen(line) < shortest) throw new Refused("A title takes at least {least} characters: say in one line what this is about.", ("least", shortest)) { Field = "title" };
        if (line.Length > LongestTitle) throw new Refused("A title takes up to {most} characters.", ("most", LongestTitle)) { Field = "title" };
        return line;
    }
}

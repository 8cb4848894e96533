using Rapport.Conversations.Posts;
using Rapport.Conversations.Unseen;
using Rapport.Kernel.Content;
using Rapport.Kernel.Pages;

namespace Rapport.Conversations.Topics;

/// What the topic page shows, for everybody who may see it.
public sealed record TopicView(TopicHead Head, PostRow Opening, IReadOnlyList<PostRow> Replies, ILookup<long, PostRow> Comments,
    IReadOnlyList<string> Tags, IReadOnlyList<AboutRow> Products, Names Names, int Number)
{
    public const int PerPage = 20, CommentsAtOnce = 5, MostComments = 2_000;

    public int Pages => Math.Max(1, (Head.Replies + PerPage - 1) / PerPage);
    public string Path => Topic.PathOf(Head.Id, Head.Slug);
    public string At(int page) => page <= 1 ? Path : $"{Path}?page={page}";
    public bool IsQuestion => Head.Kind == TopicKind.Question;
    public string Html(PostRow post) => Placeholders.Fill(post.Html, Names, Prefix);

    /// The language's prefix of links within the words.
    public string Prefix { get; init; } = "";

    /// Those who answer and bought the thing here, as orders tell.
    public IReadOnlySet<long> Owners { get; init; } = new HashSet<long>();

    /// Who of those who wrote here is trusted in this space.
    public IReadOnlyDictionary<long, Trust.Rank> Ranks { get; init; } = new Dictionary<long, Trust.Rank>();

    public Trust.Rank RankOf(PostRow post) => post.AuthorId is { } author && !post.ByEmployee && post.Author.IsSomebody ? Ranks.GetValueOrDefault(author) : Trust.Rank.Nobody;

    public bool IsByOwner(PostRow post) => post is { Kind: PostKind.Reply, AuthorId: { } author } && Owners.Contains(author);

    /// What was written of it already.
    public Fragments Kept { get; } = new();
    public IEnumerable<PostRow> Shown => [Opening, .. Replies, .. Comments.SelectMany(c => c)];
}

public sealed record TopicHead(long Id, TopicKind Kind, string Title, string Slug, string Language, string Excerpt, int Replies, int Score, long? AcceptedId,
    DateTimeOffset CreatedAt, DateTimeOffset LastActivityAt, long? AuthorId, long SpaceId, string SpaceName, string SpaceSlug, string Audience,
    long? PinId, long? ClosureId, DateTimeOffset? ClosedAt, string? ClosedWhy, bool IsSeen, DateTimeOffset? ArchivedAt)
{
    public Matter? Matter { get; init; }

    /// How slow it is here, and in its space.
    public Slowness Slowness { get; init; }
    public Slowness SpaceSlowness { get; init; }
    public bool TakesWords => !IsClosed && ArchivedAt is null;
    public bool IsClosed => ClosureId is not null;
    public string SpacePath => $"/spaces/{SpaceSlug}";
}

/// A tag of the topic, or a product it is about.
public sealed record AboutRow
{
    public bool IsTag { get; init; }
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Slug { get; init; } = "";
    public string? Brand { get; init; }
    public string? Picture { get; init; }
}

/// What the page holds for this visitor alone: their votes, whether they follow, what they were writing.
public sealed record Mine(IReadOnlyDictionary<long, short> Votes, bool Follows, string? Draft, string? Preview)
{
    /// What others do not see here and this visitor does.
    public IReadOnlyList<UnseenRow> Unseen { get; init; } = [];

    /// Whoever began the topic, where the visitor cannot answer them.
    public Members.Apart? Apart { get; init; }

    /// Whose words the visitor asked to quote and cannot.
    public Members.Apart? Unquoted { get; init; }

    /// When the visitor last wrote here and in this space, where it is slow.
    public DateTimeOffset? Turn { get; init; }
    public DateTimeOffset? SpaceTurn { get; init; }

    /// What the visitor may do with others' topics here.
    public IReadOnlySet<Trust.Privilege> Allowed { get; init; } = new HashSet<Trust.Privilege>();

    public static readonly Mine Nothing = new(new Dictionary<long, short>(), false, null, null);
}

using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Reviews;

/// Whether others see a review. What keeps it from them is decided without its stars.
public enum ReviewState { Published, Held, Hidden, Removed }

/// What the writer has to do with the brand.
public enum Relation { None, Employee, Relative }

/// What somebody thinks of a product: its stars and the evidence for it. Its words are a topic of the same id.
public sealed class Review : Entity
{
    public const int Worst = 1, Best = 5;

    Review() { }

    /// As it came from elsewhere. Members write by Write, which holds the rules.
    public Review(Topic topic, Product product, int stars, bool headed)
    {
        Rate(stars);
        (Id, AuthorId, Stars, Headed, CreatedAt) = (topic.Id, topic.AuthorId, stars, headed, topic.CreatedAt);
        State = topic.Sight == Sight.Held ? ReviewState.Held : ReviewState.Published;
        Of(product);
    }

    public static int Rate(int? stars) => stars is >= Worst and <= Best ? stars.Value : throw new Refused("Choose from one to five stars.") { Field = "stars" };

    public static Review Write(Topic topic, Product product, Member by, int? stars, bool headed)
    {
        var review = new Review(topic, product, stars ?? 0, headed);
        if (by.IsStaff) review.Relation = Relation.Employee;
        return review;
    }

    public long ProductId { get; private set; }

    /// What shares its reviews: the product's family, or the product alone.
    public long SharedId { get; private set; }

    /// Nobody for what came without a name, or whose author left.
    public long? AuthorId { get; private set; }
    public int Stars { get; private set; }

    /// The writer gave the title; else it is the first words of the text.
    public bool Headed { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// When its author last changed stars or sides that others had seen.
    public DateTimeOffset? ChangedAt { get; private set; }

    /// The line of an order by which the author has it: from orders only, never by hand, never for what was imported.
    public long? OrderLineId { get; private set; }
    public DateTimeOffset? BoughtAt { get; private set; }

    /// The offer by whose link it was written.
    public long? IncentiveId { get; private set; }

    /// The author says that they got something for it.
    public bool Rewarded { get; private set; }

    /// The thing was given to be tried.
    public bool Sampled { get; private set; }
    public Relation Relation { get; private set; }

    /// Where it was written, for imports, whether that place says it checked the purchase, and when it came.
    public string? Source { get; private set; }
    public bool SourceVerified { get; private set; }
    public DateTimeOffset? ImportedAt { get; private set; }

    /// What it said there, where stars of ours are not the whole of it ("8/10"), and of which variant.
    public string? SourceRating { get; private set; }
    public string? SourceVariant { get; private set; }

    /// Derived from what becomes of its words and from votes; see ReviewReader.
    public ReviewState State { get; internal set; }
    public int Helpful { get; internal set; }
    public int Unhelpful { get; internal set; }

    /// The lower end of the interval for the share that found it helpful, in millionths.
    public int HelpfulRank { get; internal set; }

    public bool IsImported => ImportedAt is not null;

    /// The line may go with its order, or the author with their orders; that it was bought here stays true.
    public bool IsBought => OrderLineId is not null || BoughtAt is not null;

    public void Of(Product product) => (ProductId, SharedId) = (product.Id, Sharing(product));

    /// Variants of one family share their reviews.
    public static long Sharing(Product product) => product.FamilyId ?? product.Id;

    /// What the author thinks now.
    public bool Change(Member by, Product product, int? stars, bool headed)
    {
        if (by.Id != AuthorId) throw new Refused("Only whoever wrote this can change it.");
        var given = Rate(stars);
        if (Sharing(product) != SharedId) throw new Refused("A review stays with its product.") { Field = "product" };
        var before = (Stars, Headed, ProductId);
        (Stars, Headed) = (given, headed);
        Of(product);
        return before != (Stars, Headed, ProductId);
    }

    internal void Changed(DateTimeOffset at) => ChangedAt = at;

    /// What the author says of themselves, which they cannot take back.
    public void Disclose(Relation relation, bool rewarded, bool sampled, Member by)
    {
        Relation = by.IsStaff || Relation == Relation.Employee ? Relation.Employee : Relation == Relation.None ? relation : Relation;
        (Rewarded, Sampled) = (rewarded || Rewarded, sampled || Sampled);
    }

    /// It was written for what is offered, which stays so.
    public void Claim(long? incentive)
    {
        IncentiveId ??= incentive;
        Rewarded |= IncentiveId is not null;
    }

    /// From an order; nothing where the purchase was taken back, and never for what was written elsewhere.
    internal void Bought(long? line, DateTimeOffset? at) => (OrderLineId, BoughtAt) = IsImported ? (null, null) : (line, at);

    /// It was written elsewhere. What that place says of it now counts, for as long as nobody changed it here.
    public void CameFrom(string source, bool verified, DateTimeOffset now, string? rating = null, string? variant = null, int? stars = null)
    {
        (Source, SourceVerified, ImportedAt, SourceRating, SourceVariant) = (Characters.Line(source), verified, now, rating, variant);
        Bought(null, null);
        if (stars is not null) Stars = Rate(stars);
    }

    /// Its author has another one of the same product, which is theirs to change.
    internal void StandsBeside() => AuthorId = null;
}

/// A good or a bad side of the thing, in the writer's words.
public sealed class ReviewPoint(long reviewId, int place, bool good, string text)
{
    public const int Most = 6, Longest = 140;

    public long ReviewId { get; private set; } = reviewId;
    public int Place { get; private set; } = place;
    public bool Good { get; private set; } = good;
    public string Text { get; private set; } = text;

    /// One a line, as they were typed.
    public static IReadOnlyList<string> Read(string? typed, string field)
    {
        var lines = Characters.Clean(typed is { Length: > 4_000 } ? typed[..4_000] : typed ?? "").Split('\n').Select(l => Characters.Line(l).TrimStart('-', '+', '•', '*', ' ')).Where(l => Characters.Seen(l) > 0).ToList();
        if (lines.Count > Most) throw new Refused("Name up to {most}, one a line.", ("most", Most)) { Field = field };
        if (lines.Find(l => l.Length > Longest) is not null) throw new Refused("Each takes up to {most} characters.", ("most", Longest)) { Field = field };
        return lines;
    }
}

/// What a review says to one of the questions that are asked about its kind of product.
public sealed class ReviewAnswer(long reviewId, long aspectId, int value)
{
    public long ReviewId { get; private set; } = reviewId;
    public long AspectId { get; private set; } = aspectId;

    /// One to five for a sub-rating; the place of the chosen option, from 0, for the context.
    public int Value { get; private set; } = value;
}

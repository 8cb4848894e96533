namespace Rapport.Demo.Writing;

/// What a visitor is told of the brand itself.
public sealed record BrandSheet(string Name, string Line, string About, string Site, string Shop);

/// A product as written; `Family` is empty for a product without variants, days are counted from today (negative).
public sealed record ProductSheet(
    string Sku, string Gtin, string? Family, string Name, string? Variant, string Brand, string[] Category,
    string Description, SpecificationSheet[] Specifications, PriceSheet[] Prices, string Currency,
    string Availability, string? Successor, string Picture, string Link);

public sealed record SpecificationSheet(string Name, string Value);

/// From `Day` on it cost `Amount` (decimal point, no currency sign).
public sealed record PriceSheet(int Day, string Amount);

/// `Audience` is public, members or invited; `Invited` lists handles for the last.
public sealed record SpaceSheet(
    string Slug, string Name, string Language, string Audience, string Description, string[] Kinds, string[]? Invited);

public sealed record TagSheet(string Name, string Description);

/// `Activity` (1 to 10) weighs how often the member is about; `Title` belongs to employees.
public sealed record MemberSheet(
    string Handle, string Name, string Role, string? Title, int Joined, string Language, string Zone,
    string? Bio, string[] Owns, int Activity);

/// A topic with all that was said below it.
public sealed record TopicSheet(
    string Key, string Kind, string Space, string Title, string Author, int Day, TimeOnly Time, int Votes,
    string[] Tags, string[] Products, string Body, IReadOnlyList<ReplySheet> Replies)
{
    /// When it was opened, for a demo whose last day is `today`.
    public DateTimeOffset OpenedAt(DateOnly today) => new(today.AddDays(Day), Time, TimeSpan.Zero);

    public static TopicSheet Of(Block block) => new(
        block["key"], block["kind"], block["space"], block.Title, block["author"], block.Number("day"), block.Time("time"), block.Number("votes"),
        block.List("tags", ", "), block.List("products", ", "), block.Body, block.Replies);
}

/// What a member says of a product, with what the brand replied. `Label` is incentive, sampled or relative; `Title` is null where the writer gave none.
public sealed record ReviewSheet(
    string Key, string Product, string Author, int Day, TimeOnly Time, int Stars, int Helpful, int Unhelpful, bool Bought, string? Label,
    string? Title, string[] Good, string[] Bad, string Body, IReadOnlyList<ReplySheet> Replies)
{
    public DateTimeOffset WrittenAt(DateOnly today) => new(today.AddDays(Day), Time, TimeSpan.Zero);

    public static ReviewSheet Of(Block block) => new(
        block["key"], block["product"], block["author"], block.Number("day"), block.Time("time"), block.Number("stars"), block.Number("helpful"), block.Number("unhelpful"),
        block.Fields.ContainsKey("bought"), block.Fields.GetValueOrDefault("label"), block.Title == "-" ? null : block.Title, block.List("good", "; "), block.List("bad", "; "), block.Body, block.Replies);
}

/// `AfterMinutes` counts from the opening of the topic.
public sealed record ReplySheet(
    string Author, int AfterMinutes, int Votes, bool Accepted, bool Official, string Body, IReadOnlyList<CommentSheet> Comments);

/// `AfterMinutes` counts from the reply it stands below.
public sealed record CommentSheet(string Author, int AfterMinutes, string Body);

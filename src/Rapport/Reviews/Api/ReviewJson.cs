using System.ComponentModel;
using Rapport.Conversations;
using Rapport.Kernel.Api;
using Rapport.Kernel.Content;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Reviews.Api;

/// A review: its stars, words, good and bad sides, and the evidence for it.
public sealed record ReviewJson(long Id, int Version, long Product, [property: Description("What shares its reviews and rating: the product's family, else the product.")] long Shared, int Stars, [property: Description("Null where the writer gave none.")] string? Title,
    [property: Description("The words as HTML, made safe.")] string Html, string Language, IReadOnlyList<string> Good, IReadOnlyList<string> Bad, IReadOnlyList<ReviewAnswerJson> Answers, EvidenceJson Evidence, PersonJson Author,
    [property: Description("How many found it helpful.")] int Helpful, [property: Description("How many did not.")] int Unhelpful, [property: Description("Others see published ones only.")] ReviewState State,
    [property: Description("What the brand said to it first.")] BrandReplyJson? Reply, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt, string Url,
    [property: Description("You muted or blocked its author: pages fold it away.")] bool Muted = false) : IEdition
{
    public static ReviewJson Example => new(1090, 2, 1077, 1070, 4, "Boils fast", "<p dir=\"auto\">It boils fast and does not drip.</p>", "en", ["Fast"], ["Short cord"], [ReviewAnswerJson.Example], EvidenceJson.Example, PersonJson.Example, 8, 2, ReviewState.Published, BrandReplyJson.Example,
        new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), null, "/topics/1090/boils-fast");

    internal static ReviewJson Of(ReviewRow row, Names names, Locale locale, Me me)
    {
        var r = row.Review;
        return new(r.Id, row.Version, r.ProductId, r.SharedId, r.Stars, r.Headed ? row.Title : null, Placeholders.Fill(row.Html, names, locale.Prefix), row.Language, [.. row.Points.Where(p => p.Good).Select(p => p.Text)], [.. row.Points.Where(p => !p.Good).Select(p => p.Text)],
            [.. row.Answers.Select(a => new ReviewAnswerJson(a.Question.Id, a.Question.Name, a.Value))], EvidenceJson.Of(r), PersonJson.Of(row.Author), r.Helpful, r.Unhelpful, r.State,
            row.Reply is { } reply ? new(reply.Id, Placeholders.Fill(reply.Html, names, locale.Prefix), PersonJson.Of(reply.Author), reply.At) : null, row.At, row.EditedAt, row.Path, row.Author.Id is { } author && me.DistanceTo(author) is not null);
    }
}

/// Why a review can be believed, and what to keep in mind. Nobody can take any of it off.
public sealed record EvidenceJson([property: Description("From an order placed with the reviewer's confirmed address; never by hand, never for what was written elsewhere.")] bool BoughtHere, [property: Description("What the reviewer has to do with the brand.")] Relation Relation,
    [property: Description("The reviewer got something for writing it.")] bool Rewarded, [property: Description("The thing was given to be tried.")] bool Sampled, [property: Description("Where it was written; null for here.")] string? Source,
    [property: Description("That place says it checked the purchase.")] bool SourceVerified, DateTimeOffset? ImportedAt, [property: Description("The rating given there, where it is not ours alone.")] string? SourceRating)
{
    public static EvidenceJson Example => new(true, Relation.None, false, false, null, false, null, null);

    internal static EvidenceJson Of(Review r) => new(r.IsBought, r.Relation, r.Rewarded, r.Sampled, r.Source, r.SourceVerified, r.ImportedAt, r.SourceRating);
}

/// What a review answers to a question about its kind of product.
public sealed record ReviewAnswerJson(long Question, string Name, [property: Description("1 to 5 for a sub-rating; the place of the choice, from 0, for the context.")] int Value)
{
    public static ReviewAnswerJson Example => new(1085, "Sound", 4);
}

/// What the brand says to a review, labelled as its word.
public sealed record BrandReplyJson(long Id, string Html, PersonJson Author, DateTimeOffset At)
{
    public static BrandReplyJson Example => new(1095, "<p dir=\"auto\">A longer cord is on its way.</p>", PersonJson.Example with { Id = 1033, Name = "Emil", Role = Members.Role.Employee, Title = "Service" }, new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
}

/// A question that reviews of a product may answer.
public sealed record ReviewQuestionJson(long Id, AspectKind Kind, string Name, [property: Description("What can be chosen; none for a sub-rating, which takes 1 to 5.")] IReadOnlyList<string> Choices)
{
    public static ReviewQuestionJson Example => new(1085, AspectKind.SubRating, "Sound", []);
}

/// An answer to one of the questions.
public sealed record GivenAnswer(long Question, int Value)
{
    public static GivenAnswer Example => new(1085, 4);
}

/// What somebody thinks of a product.
public sealed record NewReview([property: Description("1 to 5.")] int Stars, [property: Description("Markdown.")] string Body, string? Title = null, [property: Description("Up to six good sides, each a line.")] IReadOnlyList<string>? Good = null, [property: Description("Up to six bad sides, each a line.")] IReadOnlyList<string>? Bad = null,
    IReadOnlyList<GivenAnswer>? Answers = null, [property: Description("You are close to somebody who works for the brand.")] bool Relative = false, [property: Description("You get something for it.")] bool Rewarded = false, [property: Description("You were given the thing to try it.")] bool Sampled = false)
{
    public static NewReview Example => new(4, "It boils fast and does not drip.", "Boils fast", ["Fast"], ["Short cord"]);
}

/// What is different about your review; what is left out stays.
public sealed record ReviewChange(int? Stars = null, [property: Description("Markdown.")] string? Body = null, [property: Description("Empty takes it away.")] string? Title = null, IReadOnlyList<string>? Good = null, IReadOnlyList<string>? Bad = null, [property: Description("All of them from now on.")] IReadOnlyList<GivenAnswer>? Answers = null,
    bool Relative = false, bool Rewarded = false, bool Sampled = false)
{
    public static ReviewChange Example => new(Stars: 3, Bad: ["It drips after all"]);
}

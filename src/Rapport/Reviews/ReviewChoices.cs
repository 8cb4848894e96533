using Microsoft.AspNetCore.WebUtilities;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Reviews;

/// What a reader narrows reviews down to, in the order in which it was chosen. Several values of one facet widen, several facets narrow.
public sealed record ReviewChoices(IReadOnlyList<ReviewChoice> All)
{
    public const int Most = 20;
    const int LongestWords = 200;
    static readonly string[] Orders = ["newest", "critical"];

    /// The order that the reader chose; it never follows from what they chose besides.
    public string? Order { get; init; }

    /// The words looked for.
    public string Words { get; init; } = "";

    public bool Any => All.Count > 0;

    /// As an address says it. What no reader can have chosen is not found.
    public static ReviewChoices Of(HttpRequest asked)
    {
        var choices = new List<ReviewChoice>();
        foreach (var pair in new QueryStringEnumerable(asked.QueryString.Value))
        {
            var known = ReviewChoice.Read(pair.DecodeName().ToString(), pair.DecodeValue().ToString(), out var choice);
            if (known == false || choices.Count == Most) throw new NotFound();
            if (known == true && !choices.Contains(choice)) choices.Add(choice);
        }
        var words = Characters.Line(asked.Query["q"].FirstOrDefault() ?? "");
        return new(choices) { Order = asked.Query["sort"].FirstOrDefault() is { } order && Orders.Contains(order) ? order : null, Words = words.Length <= LongestWords ? words : words[..LongestWords].TrimEnd('\ud800', '\udbff') };
    }

    public IReadOnlyList<long> In(ReviewFacet facet) => [.. All.Where(c => c.Facet == facet).Select(c => c.Value)];

    /// What is chosen of each question about the context.
    public IEnumerable<IGrouping<long, long>> Contexts => All.Where(c => c.Facet == ReviewFacet.Context).GroupBy(c => c.Question, c => c.Value);

    public ReviewChoices Toggle(ReviewChoice choice) => this with { All = All.Contains(choice) ? [.. All.Where(c => c != choice)] : [.. All, choice] };

    public ReviewChoices None => this with { All = [] };

    public ReviewChoices WithoutLast => this with { All = [.. All.Take(All.Count - 1)] };

    /// The fields of an address that says it.
    public IEnumerable<(string Name, string Value)> Fields =>
        [.. Words.Length > 0 ? [("q", Words)] : Array.Empty<(string, string)>(), .. Order is null ? Array.Empty<(string, string)>() : [("sort", Order)], .. All.Select(c => c.Field)];

    public string At(string path, int page = 1)
    {
        var fields = Fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}").Concat(page > 1 ? [FormattableString.Invariant($"page={page}")] : Array.Empty<string>());
        return string.Join('&', fields) is { Length: > 0 } query ? $"{path}?{query}" : path;
    }

    /// Those reviews that are like this.
    public IQueryable<Review> Narrow(IQueryable<Review> reviews, Db db)
    {
        reviews = Answering(reviews, db);
        var stars = In(ReviewFacet.Stars).Select(s => (int)s).ToList();
        if (stars.Count > 0) reviews = reviews.Where(r => stars.Contains(r.Stars));
        if (In(ReviewFacet.Variant) is { Count: > 0 } variants) reviews = reviews.Where(r => variants.Contains(r.ProductId));
        var pictures = ReviewTopics.PicturesIn(db);
        if (In(ReviewFacet.Photos).Count > 0) reviews = reviews.Where(r => pictures.Any(u => u.Subject == r.Id));
        if (In(ReviewFacet.Evidence) is not { Count: > 0 } evidence) return reviews;
        bool Is(EvidenceChoice one) => evidence.Contains((long)one);
        var (bought, given, close, imported) = (Is(EvidenceChoice.Bought), Is(EvidenceChoice.Given), Is(EvidenceChoice.Close), Is(EvidenceChoice.Imported));
        return reviews.Where(r => bought && (r.OrderLineId != null || r.BoughtAt != null) || given && (r.Rewarded || r.Sampled) || close && r.Relation != Relation.None || imported && r.ImportedAt != null);
    }

    /// In the order chosen; the most helpful first where none was.
    public IQueryable<Review> Sort(IQueryable<Review> reviews) => Order switch
    {
        "newest" => reviews.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
        "critical" => reviews.OrderBy(r => r.Stars).ThenByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
        _ => reviews.OrderByDescending(r => r.HelpfulRank).ThenByDescending(r => r.Id),
    };

    /// Those that answer about the context as it was chosen.
    internal IQueryable<Review> Answering(IQueryable<Review> reviews, Db db)
    {
        foreach (var context in Contexts)
        {
            var (answers, question, values) = (db.ReviewAnswers, context.Key, context.Select(v => (int)v).ToList());
            reviews = reviews.Where(r => answers.Any(a => a.ReviewId == r.Id && a.AspectId == question && values.Contains(a.Value)));
        }
        return reviews;
    }
}

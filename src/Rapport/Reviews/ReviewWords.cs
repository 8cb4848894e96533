namespace Rapport.Reviews;

/// What the values of facets are called.
static class ReviewWords
{
    public static string Of(ReviewFacetValue value, Func<string, string> say, Func<long, string> stars) => value.Name ?? (value.Choice.Facet, (EvidenceChoice)value.Choice.Value) switch
    {
        (ReviewFacet.Stars, _) => stars(value.Choice.Value),
        (ReviewFacet.Photos, _) => say("With pictures"),
        (_, EvidenceChoice.Bought) => say("Bought here"),
        (_, EvidenceChoice.Given) => say("Rewarded or given to try"),
        (_, EvidenceChoice.Close) => say("Works here or close to the brand"),
        _ => say("From elsewhere"),
    };
}

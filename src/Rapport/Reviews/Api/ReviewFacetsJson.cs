using System.ComponentModel;

namespace Rapport.Reviews.Api;

/// How many reviews there are with what was chosen, and what each further choice would leave.
public sealed record ReviewFacetsJson(int Found, IReadOnlyList<ReviewFacetJson> Facets)
{
    public static ReviewFacetsJson Example => new(12, [new("stars", "5", null, null, 7, true), new("context", "1085.0", "How often do you use it?", "Daily", 4, false)]);

    internal static ReviewFacetsJson Of(FacetedReviews found) =>
        new(found.Found, [.. found.Groups.SelectMany(g => g.Values.Select(v => new ReviewFacetJson(v.Choice.Field.Name, v.Choice.Field.Value, g.Name, v.Name, v.Count, v.IsChosen)))]);
}

/// A value that reviews can be narrowed down to. Values that narrow nothing are left out.
public sealed record ReviewFacetJson([property: Description("The parameter by which it is chosen.")] string Facet, [property: Description("What the parameter takes.")] string Value, [property: Description("The question that is answered; for the context alone.")] string? Question,
    [property: Description("What people called the value: a variant, an answer.")] string? Name, [property: Description("How many reviews have it and all that is chosen of other facets.")] int Count, bool Chosen)
{
    public static ReviewFacetJson Example => new("stars", "5", null, null, 7, true);
}

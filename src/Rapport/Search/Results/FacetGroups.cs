using Rapport.Search.Index;

namespace Rapport.Search.Results;

/// The facets of a page of results, in the words of its language.
static class FacetGroups
{
    public static IReadOnlyList<FacetGroup> Of(ResultsView view, Func<string, string> say)
    {
        var (asked, counted, found) = (view.Question with { Page = 1 }, view.Results.Facets, view.Found);
        return
        [
            FacetGroup.Of(say("Kind"), counted.Kinds.Select(k => (k.Value, k.Count)), asked.Kinds, k => say(KindWords(k)), k => asked with { Kinds = Question.Toggled(asked.Kinds, k) }),
            FacetGroup.Of(say("Solved"), counted.Solved.Select(s => (s.Value, s.Count)), asked.Solved is { } yes ? [yes] : [], s => say(s ? "Solved" : "Not solved yet"), s => asked with { Solved = asked.Solved == s ? null : s }),
            FacetGroup.Of(say("Product"), counted.Products.Select(p => (p.Value, p.Count)), asked.Products, p => found.Products.GetValueOrDefault(p)?.Name, p => asked with { Products = Question.Toggled(asked.Products, p) }),
            FacetGroup.Of(say("Space"), counted.Spaces.Select(s => (s.Value, s.Count)), asked.Spaces, s => found.Spaces.GetValueOrDefault(s), s => asked with { Spaces = Question.Toggled(asked.Spaces, s) }),
            FacetGroup.Of(say("Tag"), counted.Tags.Select(t => (t.Value, t.Count)), asked.Tags, t => "#" + t, t => asked with { Tags = Question.Toggled(asked.Tags, t) }),
            FacetGroup.Of(say("When"), Dates(counted.Dates), asked.Since == Since.Ever ? [] : [asked.Since], d => say(DateWords(d)), d => asked with { Since = asked.Since == d ? Since.Ever : d }),
        ];
    }

    static IEnumerable<(Since, int)> Dates(DateCounts counts) => new[] { (Since.Week, counts.Week), (Since.Month, counts.Month), (Since.Year, counts.Year) }.Where(d => d.Item2 > 0);

    static string KindWords(DocumentKind kind) => kind switch
    {
        DocumentKind.Product => "Products",
        DocumentKind.Topic => "Topics",
        DocumentKind.Reply => "Replies",
        _ => "Members",
    };

    static string DateWords(Since since) => since switch { Since.Week => "The last 7 days", Since.Month => "The last month", _ => "The last year" };
}

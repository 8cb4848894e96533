using Rapport.Search.Index;

namespace Rapport.Tests.Search;

public sealed class FacetTests : IndexWorld
{
    public FacetTests()
    {
        Put(
            Topic(1, "Pump noise") with { Tags = ["pump", "noise"], Products = [5, 6], Space = 1, Solved = true, Created = Today.AddDays(-2) },
            Topic(2, "Pump leak") with { Tags = ["pump"], Products = [5], Space = 2, Solved = false, Created = Today.AddDays(-20) },
            new SearchDocument(DocumentKind.Reply, 3) { Body = "Replace the pump", Audience = "public", Language = "en", Created = Today.AddDays(-400) });
        // A second segment.
        Put(new SearchDocument(DocumentKind.Product, 5) { Title = "Pump 3000", Audience = "public", Language = "en", Created = Today });
    }

    [Fact]
    public void Every_facet_counts_the_hits()
    {
        var facets = Find("pump").Facets;

        Assert.Equal([new(DocumentKind.Topic, 2), new(DocumentKind.Product, 1), new(DocumentKind.Reply, 1)], facets.Kinds);
        Assert.Equal([new("pump", 2), new("noise", 1)], facets.Tags);
        Assert.Equal([new(5, 2), new(6, 1)], facets.Products);
        Assert.Equal([new(false, 1), new(true, 1)], facets.Solved);
        Assert.Equal(new DateCounts(2, 3, 3), facets.Dates);
    }

    [Fact]
    public void A_choice_narrows_the_others_and_shows_what_else_could_be_chosen_beside_it()
    {
        var found = Find("pump", more: q => q with { Solved = true });

        Assert.Equal([1], found.Hits.Select(h => h.Id));
        Assert.Equal([new(false, 1), new(true, 1)], found.Facets.Solved);
        Assert.Equal([new("noise", 1), new("pump", 1)], found.Facets.Tags);
    }

    [Fact]
    public void Values_of_one_facet_widen_and_facets_together_narrow()
    {
        Assert.Equal([1, 2], Ids("pump", more: q => q with { Spaces = [1, 2] }).Order());
        Assert.Equal([2], Ids("pump", more: q => q with { Spaces = [1, 2], Products = [5], Solved = false }));
        Assert.Empty(Ids("pump", more: q => q with { Tags = ["unknown"] }));
    }

    [Fact]
    public void A_range_of_dates_holds_both_its_days()
    {
        DateOnly Day(int ago) => DateOnly.FromDateTime(Today.AddDays(-ago).Date);

        Assert.Equal([1, 2], Ids("pump", more: q => q with { From = Day(20), Until = Day(2) }).Order());
        Assert.Equal([3], Ids("pump", more: q => q with { Until = Day(300) }));
    }
}

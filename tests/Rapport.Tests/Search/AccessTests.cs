using Rapport.Search.Index;

namespace Rapport.Tests.Search;

public sealed class AccessTests : IndexWorld
{
    public AccessTests()
    {
        Put(
            Topic(1, "Battery swells") with { Tags = ["power"], Space = 1 },
            Topic(2, "Battery recall plan", audience: "space:12") with { Tags = ["secret"], Space = 12 },
            Topic(3, "Battery talk", audience: "members") with { Tags = ["power"], Space = 2 });
    }

    [Fact]
    public void Hits_are_only_those_of_ones_audiences()
    {
        Assert.Equal([1], Ids("battery"));
        Assert.Equal([1, 3], Ids("battery", Access.To("public", "members")).Order());
        Assert.Equal([1, 2, 3], Ids("battery", Access.Everything).Order());
        Assert.Empty(Ids("battery", Access.To()));
        Assert.Empty(Ids("recall -x"));
        Assert.Empty(Ids("\"recall plan\""));
    }

    [Fact]
    public void Counts_tell_nothing_of_what_one_may_not_see()
    {
        var found = Find("battery");

        Assert.Equal(1, found.Total);
        Assert.Equal([new FacetValue<string>("power", 1)], found.Facets.Tags);
        Assert.Equal([1L], found.Facets.Spaces.Select(s => s.Value));
        Assert.Equal(0, Find("battery", more: q => q with { Tags = ["secret"] }).Total);
        Assert.DoesNotContain(Find("battery", more: q => q with { Tags = ["secret"] }).Facets.Tags, t => t.Value == "secret");
    }

    [Fact]
    public void Suggestions_and_similar_topics_keep_to_the_same_audiences()
    {
        Assert.Equal([1], Suggest.Handle(Index, "batt", Anyone).Select(s => s.Id));
        Assert.Equal([1], Suggest.Handle(Index, "b", Anyone).Select(s => s.Id));
        Assert.Empty(Suggest.Handle(Index, "recall", Anyone));
        Assert.Equal([1], Similar.Handle(Index, "Battery recall", "", "en", Anyone).Select(h => h.Id));
    }

    [Fact]
    public void A_document_moved_to_a_narrower_audience_is_gone_at_once()
    {
        Put(Topic(1, "Battery swells", audience: "space:12"));

        Assert.Empty(Ids("swells"));
        Assert.Empty(Suggest.Handle(Index, "batt", Anyone));
    }

    [Fact]
    public void A_correction_is_never_a_word_that_only_others_may_read()
    {
        Put(Topic(4, "Zanzibar project", audience: "space:12"));

        Assert.Null(Find("zanzibat").Corrected);
        Assert.Equal("zanzibar", Find("zanzibat", Access.Everything).Corrected);
    }
}

using Rapport.Search.Index;

namespace Rapport.Tests.Search;

public sealed class FindingTests : IndexWorld
{
    [Fact]
    public void A_word_is_found_in_all_its_forms_and_without_its_accents()
    {
        Put(Topic(1, "Descaling the café machine"), Topic(2, "Grinder settings"));

        Assert.Equal([1], Ids("descale"));
        Assert.Equal([1], Ids("cafe machines"));
        Assert.Equal([1], Ids("cafe\u0301"));
        Assert.Equal([2], Ids("grinder's"));
    }

    [Fact]
    public void A_newer_document_takes_the_place_of_the_older()
    {
        Put(Topic(1, "Kettle leaks"));
        Put(Topic(1, "Toaster smokes"));

        Assert.Empty(Ids("kettle"));
        Assert.Equal([1], Ids("toaster"));
        Assert.Equal(1, Index.Count);
    }

    [Fact]
    public void What_is_deleted_is_not_found()
    {
        Put(Topic(1, "Kettle leaks"), new SearchDocument(DocumentKind.Reply, 1) { Body = "My kettle too", Audience = "public", Language = "en" });

        Index.Delete(DocumentKind.Topic, 1);
        Index.Refresh();

        Assert.Equal(DocumentKind.Reply, Assert.Single(Find("kettle").Hits).Kind);
    }

    [Fact]
    public void A_phrase_must_stand_as_quoted_and_a_minus_excludes()
    {
        Put(Topic(1, "Water filter change"), Topic(2, "Filter the water first"), Topic(3, "Water filter broken"));

        Assert.Equal([1, 3], Ids("\"water filter\"").Order());
        Assert.Equal([1], Ids("\"water filter\" -broken"));
        Assert.Equal([2], Ids("water -\"water filter\""));
    }

    [Fact]
    public void A_title_that_says_it_comes_before_a_body_that_does()
    {
        Put(Topic(1, "Something else", "The pump is loud in the morning"), Topic(2, "Loud pump", "Something happens in the morning"));

        Assert.Equal([2, 1], Ids("loud pump"));
    }

    [Fact]
    public void Of_equal_words_the_accepted_and_the_newer_come_first()
    {
        SearchDocument Reply(long id, int days, bool accepted = false, int votes = 0) => new(DocumentKind.Reply, id)
        {
            Body = "Clean the steam valve", Audience = "public", Language = "en",
            Created = Today.AddDays(-days), Accepted = accepted, Votes = votes,
        };
        Put(Reply(1, 900), Reply(2, 10), Reply(3, 10, accepted: true), Reply(4, 10, votes: 15), Reply(5, 10, votes: -3));

        Assert.Equal([4, 3, 2, 5, 1], Ids("steam valve"));
        Assert.Equal([2, 3, 4, 5, 1], Ids("steam valve", more: q => q with { Weighed = false }));
    }

    [Fact]
    public void Pages_follow_one_another_without_gap_or_repetition()
    {
        Put([.. Enumerable.Range(1, 45).Select(n => Topic(n, "Same words each time"))]);

        var pages = Enumerable.Range(1, 5).Select(page => Ids("same words", more: q => q with { Page = page, Size = 10 })).ToList();

        Assert.Equal([10, 10, 10, 10, 5], pages.Select(p => p.Length));
        Assert.Equal(Enumerable.Range(1, 45).Select(n => (long)n), pages.SelectMany(p => p));
    }

    [Fact]
    public void Nothing_typed_lists_the_newest_first()
    {
        Put(Topic(1, "Older") with { Created = Today.AddDays(-5) }, Topic(2, "Newer") with { Created = Today.AddDays(-1) });

        Assert.Equal([2, 1], Ids(""));
        Assert.Equal([2, 1], Ids(null));
    }

    [Fact]
    public void Words_too_common_to_be_indexed_are_found_in_titles()
    {
        Put(Topic(1, "To be or not to be"), Topic(2, "Grinder"));

        Assert.Equal([1], Ids("to be or not"));
    }

    [Fact]
    public void A_writing_member_is_found_by_what_they_wrote()
    {
        Put(Topic(1, "Kettle") with { Author = 7 }, Topic(2, "Kettle") with { Author = 8 });

        Assert.Equal([2], Ids("kettle", more: q => q with { Author = 8 }));
    }
}

using Rapport.Search.Index;

namespace Rapport.Tests.Search;

public sealed class TypingTests : IndexWorld
{
    [Theory]
    [InlineData("batery swelling", "battery swelling")]
    [InlineData("battrey", "battery")]
    [InlineData("swellling battary", "swelling battery")]
    public void A_misspelt_word_finds_what_was_meant_and_says_so(string typed, string meant)
    {
        Put(Topic(1, "Battery is swelling"), Topic(2, "Kettle"));

        var found = Find(typed);

        Assert.Equal([1], found.Hits.Select(h => h.Id));
        Assert.Equal(meant, found.Corrected);
        Assert.Contains("<mark>Battery</mark>", found.Highlight.Whole("Battery is swelling", "en"));
    }

    [Fact]
    public void A_word_somebody_used_is_not_corrected()
    {
        Put(Topic(1, "Battery"), Topic(2, "Buttery texture"));

        Assert.Null(Find("buttery").Corrected);
        Assert.Equal([2], Ids("buttery"));
    }

    public static TheoryData<string> Anything =>
    [
        "", " ", "\"", "\"\"", "-", "--", "- -", "\"unclosed", "AND OR NOT", "a:b^2~3", "()[]{}!*?\\/", "+pump +-\"", "title_en:pump", "*", "pu*mp",
        "\0\u0001\u001f", "\u202e\u2066pump\u2069", "\ud800", "pump\udc00", "🙂🙂", "pump\r\n\tpump", new string('a', 100_000), new string('"', 100_000),
        string.Concat(Enumerable.Repeat("pump -x \"y z\" ", 8_000)), string.Join(' ', Enumerable.Range(0, 20_000).Select(n => "w" + n)),
    ];

    [Theory]
    [MemberData(nameof(Anything))]
    public void Nothing_typed_is_ever_an_error(string typed)
    {
        Put(Topic(1, "Pump noise"), Topic(2, typed, typed));

        var found = Find(typed);
        Suggest.Handle(Index, typed, Anyone);
        Similar.Handle(Index, typed, typed, "en", Anyone);
        found.Highlight.Best(typed, "en");

        Assert.True(found.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Invisible_marks_within_a_word_do_not_hide_it()
    {
        Put(Topic(1, "Pu\u200bmp noise"));

        Assert.Equal([1], Ids("\u202epump"));
        Assert.Empty(Ids("?!"));
    }

    [Fact]
    public void A_title_is_suggested_by_the_beginning_of_any_of_its_words()
    {
        Put(Topic(1, "Pump noise at start"), Topic(2, "Noisy grinder"), Topic(3, "Kettle"), Topic(4, "مضخة القهوة", language: "ar"));

        Assert.Equal([2, 1], Suggest.Handle(Index, "nois", Anyone).Select(s => s.Id).OrderDescending());
        Assert.Equal([1], Suggest.Handle(Index, "pump noi", Anyone).Select(s => s.Id));
        Assert.Equal("Kettle", Assert.Single(Suggest.Handle(Index, "ke", Anyone)).Title);
        Assert.Equal([4], Suggest.Handle(Index, "مضخ", Anyone).Select(s => s.Id));
        Assert.Empty(Suggest.Handle(Index, "nois ", Anyone));
    }

    [Fact]
    public void Topics_that_tell_the_same_are_found_while_a_title_is_written()
    {
        Put(Topic(1, "Steam wand drips after frothing"), Topic(2, "Where to buy beans"), Topic(3, "Kettle", "The steam wand drips"));

        Assert.Equal([1, 3], Similar.Handle(Index, "My steam wand is dripping", "", "en", Anyone).Select(h => h.Id));
        Assert.Equal([3], Similar.Handle(Index, "My steam wand is dripping", "", "en", Anyone, except: 1).Select(h => h.Id));
    }
}

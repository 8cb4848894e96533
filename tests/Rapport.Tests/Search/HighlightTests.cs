namespace Rapport.Tests.Search;

public sealed class HighlightTests : IndexWorld
{
    [Fact]
    public void Marked_words_stand_in_safe_html()
    {
        Put(Topic(1, "Pumps"));

        Assert.Equal("&lt;b&gt;<mark>Pumps</mark>&lt;/b&gt; &amp; valves", Find("pump").Highlight.Whole("<b>Pumps</b> & valves", "en"));
    }

    [Fact]
    public void The_stretch_shown_is_the_one_that_says_most()
    {
        Put(Topic(1, "Pump valve"));
        var text = "The pump once. " + string.Concat(Enumerable.Repeat("Nothing to see here at all. ", 40)) + "Then the pump and the valve. " + new string('x', 300);

        var best = Find("pump valve").Highlight.Best(text, "en", 120);

        Assert.Contains("the <mark>pump</mark> and the <mark>valve</mark>", best);
        Assert.StartsWith("… ", best);
        Assert.EndsWith(" …", best);
    }

    [Fact]
    public void Arabic_words_are_marked_in_all_their_forms()
    {
        Put(Topic(1, "تنظيف المطحنة", language: "ar"));

        Assert.Contains("<mark>المطحنة</mark>", Find("مطحنة").Highlight.Whole("تنظيف المطحنة", "ar"));
    }
}

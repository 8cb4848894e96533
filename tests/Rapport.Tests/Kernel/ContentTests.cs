using Rapport.Kernel.Content;

namespace Rapport.Tests.Kernel;

public sealed class ContentTests
{
    static Rendered Md(string source) => Renderer.Render(Content.Markdown(source));
    static Rendered Html(string source) => Renderer.Render(Content.Html(source));

    [Fact]
    public void Markdown_becomes_paragraphs_that_find_their_own_direction() =>
        Assert.Equal("<p dir=\"auto\">The <em>blue</em> one,<br>~ 3 °C <del>warmer</del></p>", Md("The *blue* one,\n~ 3 °C ~~warmer~~").Html.ReplaceLineEndings("").Trim());

    [Fact]
    public void Headings_never_reach_the_levels_of_the_page()
    {
        var html = Md("# One\n## Two\n### Three\n###### Six").Html;
        Assert.DoesNotContain("<h1", html);
        Assert.DoesNotContain("<h2", html);
        Assert.Contains("<h3 dir=\"auto\">One</h3>", html);
        Assert.Contains("<h5 dir=\"auto\">Three</h5>", html);
    }

    [Fact]
    public void Links_to_outside_say_that_a_member_wrote_them()
    {
        Assert.Contains("<a href=\"https://example.org/a?b=c&amp;d\" rel=\"ugc nofollow noopener\">", Md("[x](https://example.org/a?b=c&d)").Html);
        Assert.Contains("<a href=\"https://example.org/\" rel=\"ugc nofollow noopener\">", Md("See https://example.org/ please").Html);
        Assert.Contains("<a href=\"//evil.example/x\" rel=\"ugc", Html("<a href='//evil.example/x'>x</a>").Html);
        Assert.Contains("<a href=\"/topics/1\">", Md("[x](/topics/1)").Html);
        Assert.Contains("<a href=\"https://example.org/manual\" rel=", Md("[x](example.org/manual)").Html);
    }

    [Fact]
    public void Pictures_of_others_become_links_and_no_third_party_is_called()
    {
        var html = Md("![A cat](https://tracker.example/cat.png)").Html;
        Assert.DoesNotContain("<img", html);
        Assert.Contains("<a href=\"https://tracker.example/cat.png\" class=\"remote-image\" rel=\"ugc nofollow noopener\">A cat</a>", html);
        Assert.DoesNotContain("<img", Html("<a href='/x'><img src='//tracker.example/cat.png'></a>").Html);
    }

    [Fact]
    public void Our_own_pictures_keep_their_place_and_come_when_needed()
    {
        var rendered = Md("![Ridge](/files/12/abcdefghijklmnopqrstuv/large.webp#1200x800)");
        Assert.Contains("src=\"/files/12/abcdefghijklmnopqrstuv/large.webp\"", rendered.Html);
        Assert.Contains("width=\"1200\"", rendered.Html);
        Assert.Contains("height=\"800\"", rendered.Html);
        Assert.Contains("loading=\"lazy\"", rendered.Html);
        Assert.Contains("small.webp 480w", rendered.Html);
        Assert.Equal([12], rendered.Files);
    }

    [Fact]
    public void Tables_scroll_by_themselves_and_keep_their_alignment()
    {
        var html = Md("| a | b |\n|---|--:|\n| 1 | 2 |").Html;
        Assert.Contains("<div class=\"table-scroll\" tabindex=\"0\"><table dir=\"auto\">", html);
        Assert.Contains("<td class=\"align-end\">2</td>", html);
        Assert.DoesNotContain("style", html);
    }

    [Fact]
    public void Ids_from_outside_never_meet_those_of_the_page()
    {
        var html = Html("<p id='main'>x</p><a href='#main'>up</a>").Html;
        Assert.Contains("id=\"c-main\"", html);
        Assert.Contains("href=\"#c-main\"", html);
    }

    [Fact]
    public void A_mention_is_stored_as_an_id_and_names_nobody()
    {
        var stored = Mentions.Store("Ask @Ada, @ada.l or (@ben). Not `@ada`, me@ada.org, https://x.org/@ada or\n\n    @ada\n", new Dictionary<string, long> { ["ada"] = 7, ["ada.l"] = 9 });
        Assert.Equal("Ask @[7], @[9] or (@ben). Not `@ada`, me@ada.org, https://x.org/@ada or\n\n    @ada\n", stored);
        var rendered = Md(stored);
        Assert.Equal([7, 9], rendered.Mentions);
        Assert.Contains(Placeholders.Mention(7), rendered.Html);
        Assert.Equal("Ask @ada, @[9] or (@ben).", Mentions.Show("Ask @[7], @[9] or (@ben).", new Dictionary<long, string> { [7] = "ada" }));
        Assert.Equal(new HashSet<string> { "x", "ben" }, Mentions.Handles("@x `@y` @ben."));
    }

    [Fact]
    public void Names_are_filled_when_it_is_shown_and_an_erased_member_is_nobody()
    {
        var html = Md("@[7] and @[8]\n\n> [#55]\n> Words").Html;
        var names = new Names(new Dictionary<long, string> { [7] = "Ada <b>" }, new Dictionary<long, string> { [55] = "Ben" }, "former member");
        var shown = Placeholders.Fill(html, names, "/ar");
        Assert.Contains("<a class=\"mention\" href=\"/ar/members/7\" data-member=\"7\">@<bdi>Ada &lt;b&gt;</bdi></a>", shown);
        Assert.Contains("<span class=\"mention\">@former member</span>", shown);
        Assert.Contains("href=\"/ar/posts/55\" data-post=\"55\"><bdi>Ben</bdi></a>", shown);
    }

    [Fact]
    public void A_quote_knows_the_post_it_is_from()
    {
        var rendered = Md("> [#55]\n> Tighten the *left* screw.\n\nThat helped.");
        Assert.Equal([55], rendered.Quotes);
        Assert.Contains("<blockquote data-post=\"55\"><cite><a class=\"quoted\" href=\"/posts/55\" data-post=\"55\"></a></cite>", rendered.Html);
        Assert.DoesNotContain("[#55]", rendered.Html);
        Assert.Equal("That helped.", rendered.Excerpt);
    }

    [Fact]
    public void The_text_is_the_words_alone()
    {
        var rendered = Md("# Title\n\nSome **bold** [link](https://x.org) and $x^2$.\n\n- one\n- two\n\n```\ncode  here\n```");
        Assert.Equal("Title\n\nSome bold link and $x^2$.\n\none\n\ntwo\n\ncode  here", rendered.Text.ReplaceLineEndings("\n"));
        Assert.EndsWith(" abcd…", Md(string.Concat(Enumerable.Repeat("abcd ", 100))).Excerpt);
        Assert.InRange(Md(string.Concat(Enumerable.Repeat("abcd ", 100))).Excerpt.Length, 190, 201);
    }

    [Theory]
    [InlineData("Über die Brücke", "uber-die-brucke")]
    [InlineData("What's the O'Neill's \"best\" bag?", "whats-the-oneills-best-bag")]
    [InlineData("Straße & Łódź – Ærø", "strasse-lodz-aero")]
    [InlineData("كيف أنظف الآلة؟", "كيف-أنظف-الآلة")]
    [InlineData("हिन्दी में", "हिन्दी-में")]
    [InlineData("コーヒー 豆", "コーヒー-豆")]
    [InlineData("???", "untitled")]
    [InlineData("", "untitled")]
    public void A_slug_is_readable_in_every_script(string title, string slug) => Assert.Equal(slug, Slug.Of(title));

    [Fact]
    public void A_slug_is_short_whatever_the_title()
    {
        Assert.InRange(Slug.Of(new string('x', 100_000)).Length, 1, 80);
        Assert.InRange(Slug.Of(string.Concat(Enumerable.Repeat("𠀀", 500))).Length, 1, 80);
        Assert.Equal("one-two", Slug.Of("\u202Eone\u0000 -- two--"));
    }

    [Fact]
    public void An_edit_shows_its_words()
    {
        Assert.Equal("<div class=\"diff\" dir=\"auto\">Turn the <del>left</del><ins>right</ins> screw &lt;b&gt;.\nDone.</div>",
            Diff.Html("Turn the left screw <b>.\nDone.", "Turn the right screw <b>.\nDone."));
        Assert.Equal("<div class=\"diff\" dir=\"auto\"><ins>New</ins></div>", Diff.Html("", "New"));
    }

    [Fact]
    public void Invisible_direction_tricks_are_taken_out_and_honest_marks_stay()
    {
        Assert.Equal("<p dir=\"auto\">abc\u200Fd</p>", Md("a\u202Eb\u0007c\u200F\u2066d\u0000").Html.Trim());
        Assert.Equal("a b c", Characters.Line(" a\r\n b\u0085\tc "));
    }
}

using Rapport.Kernel;
using Rapport.Kernel.Languages;

namespace Rapport.Tests.Kernel;

public sealed class LanguageTests
{
    static readonly Installation Here = new() { Data = "." };

    static Locale In(string code)
    {
        var locale = new Locale(Here);
        locale.Use(code);
        return locale;
    }

    /// The examples that CLDR gives for each category.
    [Theory]
    [InlineData("zero", new[] { 0.0 })]
    [InlineData("one", new[] { 1.0 })]
    [InlineData("two", new[] { 2.0 })]
    [InlineData("few", new[] { 3.0, 4, 5, 6, 7, 8, 9, 10, 103, 104, 110, 1003 })]
    [InlineData("many", new[] { 11.0, 12, 25, 26, 99, 111, 112, 1011 })]
    [InlineData("other", new[] { 100.0, 101, 102, 200, 201, 202, 300, 1000, 10_000, 1_000_000, 0.1, 0.9, 1.1, 10.5 })]
    public void Arabic_has_six_plurals(string category, double[] numbers) => Assert.All(numbers, n => Assert.Equal(category, Plural.Category("ar", (decimal)n)));

    [Fact]
    public void English_has_two_plurals()
    {
        Assert.Equal("1 answer", In("en").Say("{n} answer|{n} answers", ("n", 1)));
        Assert.Equal("0 answers", In("en").Say("{n} answer|{n} answers", ("n", 0)));
        Assert.Equal("1,234 answers", In("en").Say("{n} answer|{n} answers", ("n", 1234)));
    }

    [Fact]
    public void Arabic_writes_from_right_to_left_with_latin_digits_and_the_same_calendar()
    {
        var arabic = In("ar");
        Assert.Equal(("rtl", "/ar", "/ar/topics/5", "/ar"), (arabic.Direction, arabic.Prefix, arabic.To("/topics/5"), arabic.To("/")));
        Assert.Contains("2026", arabic.Date(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero)));
        Assert.Matches("[0-9]", arabic.Say("{n}", ("n", 1234)));
    }

    [Fact]
    public void A_refusal_is_said_in_the_language_of_who_reads_it()
    {
        var refused = new Refused("At most {n}, {who}.", ("n", 100), ("who", "Ada"));
        Assert.Equal("At most 100, Ada.", In("en").Say(refused));
        Assert.Equal("⟦At most 100, Ada.⟧", In(Locale.Pseudo).Say(refused));
    }

    /// A catalogue says every key in full: the same names to fill in, and for plurals the categories of its language.
    [Fact]
    public void The_arabic_catalogue_fills_in_what_the_english_does()
    {
        var catalog = Rapport.Kernel.Languages.Catalog.Of("ar");
        foreach (var key in catalog.Keys)
            foreach (var n in key.Contains('|') ? new decimal?[] { 0, 1, 2, 3, 11, 100 } : [null])
            {
                var said = catalog.Find(key, n);
                Assert.False(string.IsNullOrWhiteSpace(said), key);
                var wanted = Names(key).ToHashSet();
                Assert.True(Names(said).All(wanted.Contains), $"{key} is given a name it does not have: {said}");
                // A word may stand for one or two of a thing, so that the number itself is not said.
                if (n is null or 3 or 11 or 100) Assert.True(wanted.SetEquals(Names(said)), $"{key} loses a name: {said}");
            }
    }

    static IEnumerable<string> Names(string text) => System.Text.RegularExpressions.Regex.Matches(text, @"\{[a-zA-Z]+\}").Select(m => m.Value);
}

namespace Rapport.Tests.Search;

public sealed class LanguageTests : IndexWorld
{
    [Fact]
    public void Arabic_is_found_with_article_and_vowel_marks_or_without()
    {
        Put(Topic(1, "تنظيف المطحنة", "كيف أنظف المطحنة بعد الاستعمال", language: "ar"), Topic(2, "Grinder"));

        Assert.Equal([1], Ids("مطحنة"));
        Assert.Equal([1], Ids("المَطْحَنة"));
        Assert.Equal([1], Ids("تنظيف مطحنه"));
    }

    [Fact]
    public void Each_language_keeps_its_own_stop_words()
    {
        Put(Topic(1, "The grinder", language: "en"), Topic(2, "The Mahlwerk ist zu laut", language: "de"));

        Assert.Equal([2], Ids("ist the"));
    }

    [Fact]
    public void One_question_finds_documents_of_every_language()
    {
        Put(Topic(1, "Espresso tamper"), Topic(2, "ضاغط Espresso", language: "ar"), Topic(3, "Espresso Stempel", language: "de"));

        Assert.Equal([1, 2, 3], Ids("espresso").Order());
    }
}

using System.ComponentModel;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Reviews.Themes;

namespace Rapport.Reviews.Api;

/// What reviewers of a product and its variants praise and criticise, as its page counts it.
public sealed record VoicesJson([property: Description("The most named first.")] IReadOnlyList<ThemeJson> Good, IReadOnlyList<ThemeJson> Bad, [property: Description("How the questions with stars were answered.")] IReadOnlyList<AspectMeanJson> Means)
{
    public static VoicesJson Example => new([ThemeJson.Example], [], [AspectMeanJson.Example]);
}

/// Good or bad sides that say the same, by the stems of their words.
public sealed record ThemeJson([property: Description("The words of one of them.")] string Words, [property: Description("How many reviews say so.")] int Reviews, IReadOnlyList<SideJson> Behind)
{
    public static ThemeJson Example => new("Fast", 2, [SideJson.Example, SideJson.Example with { Review = 1091, Text = "Boils fast" }]);

    internal static ThemeJson Of(Theme t) => new(t.Words, t.Reviews, [.. t.Behind.Select(s => new SideJson(s.Review, s.Text))]);
}

/// A side as a review names it.
public sealed record SideJson([property: Description("The id of the review.")] long Review, string Text)
{
    public static SideJson Example => new(1090, "Fast");
}

/// The plain mean of the answers to a question.
public sealed record AspectMeanJson(long Question, string Name, [property: Description("From 1 to 5, unrounded.")] double Mean, int Count)
{
    public static AspectMeanJson Example => new(1085, "Sound", 4.5, 2);
}

static class TheVoices
{
    public static async Task<VoicesJson> Show(long id, Db db, ProductThemes themes)
    {
        var said = await themes.Of(await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound());
        return new([.. said.Good.Select(ThemeJson.Of)], [.. said.Bad.Select(ThemeJson.Of)], [.. said.Means.Select(m => new AspectMeanJson(m.Question, m.Name, m.Mean, m.Count))]);
    }
}

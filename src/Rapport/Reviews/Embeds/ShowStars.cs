using System.Text;
using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;

namespace Rapport.Reviews.Embeds;

/// Stars for a shop's lists: GET /embed/stars.svg?product= as a picture, GET /embed/stars?product=&product= of up to a hundred products in words and figures.
static class ShowStars
{
    /// A list of products asks for many: browsers may show what is a few minutes old.
    static readonly IReadOnlyList<(string, string)> Anywhere = [("Access-Control-Allow-Origin", "*"), ("Cache-Control", "public, max-age=300"), ("Cross-Origin-Resource-Policy", "cross-origin")];

    /// As the shop's script, or its server, reads it.
    public sealed record Told(double? Rating, int Reviews, string Words, string? Url);

    public static async Task<IResult> Picture(string? product, string? theme, Db db, KnownRatings ratings, Locale locale)
    {
        var things = await db.ByKeys([product]);
        var rating = things is [{ Product: { } known }] ? await ratings.Of(known) : null;
        return new KeptResult(Encoding.UTF8.GetBytes(StarsPicture.Of(rating, locale, theme == "dark")), "image/svg+xml; charset=utf-8", things.RatedTags()) { Headers = Anywhere };
    }

    public static async Task<IResult> Several(string[] product, Db db, KnownRatings ratings, Locale locale, Installation installation)
    {
        var things = await db.ByKeys(product);
        var rated = await ratings.Of([.. things.Select(t => t.Product).OfType<Catalog.Product>()]);
        var told = things.ToDictionary(t => t.Key, t =>
        {
            var rating = t.Product is null ? null : rated.GetValueOrDefault(t.Product.Id);
            return new Told(rating is null ? null : Math.Round(rating.Mean, 2), rating?.Count ?? 0, StarsPicture.Words(rating, locale), t.Product is null ? null : $"{installation.Address}{locale.To(t.Product.Path)}#reviews");
        });
        return new KeptResult(JsonSerializer.SerializeToUtf8Bytes(told, JsonSerializerOptions.Web), "application/json; charset=utf-8", things.RatedTags()) { Headers = Anywhere };
    }
}

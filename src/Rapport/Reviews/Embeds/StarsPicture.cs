using System.Globalization;
using System.Net;
using Rapport.Kernel.Languages;

namespace Rapport.Reviews.Embeds;

/// The stars of a product as a picture of one size for all, so that nothing moves when it comes: filled exactly as far as the mean is. Empty where nobody rated.
static class StarsPicture
{
    public const int Width = 136, Height = 20;
    const string Star = "m8 .8 2.2 4.7 5.1.6-3.8 3.5 1 5.1L8 12.2l-4.5 2.5 1-5.1L.7 6.1l5.1-.6z";

    public static string Words(RatedProduct? rating, Locale locale) => rating is null ? locale.Say("No reviews yet")
        : $"{locale.Say("{stars} of 5 stars", ("stars", rating.Mean.ToString("0.#", locale.Culture)))}, {locale.Say("{n} review|{n} reviews", ("n", rating.Count))}";

    public static string Of(RatedProduct? rating, Locale locale, bool dark)
    {
        var (on, off, ink) = dark ? ("#f0b429", "#4a4f54", "#eceae5") : ("#a35a00", "#dfddd7", "#4a4f54");
        var right = locale.Direction == "rtl";
        var stars = string.Concat(Enumerable.Range(0, Review.Best).Select(n => $"""<path d="{Star}" transform="translate({n * 16} 2)"/>"""));
        var start = right ? Width - Review.Best * 16 : 0;
        var filled = (int)Math.Round((rating?.Mean ?? 0) * 16);
        var body = rating is null ? "" : string.Create(CultureInfo.InvariantCulture, $"""
            <clipPath id="on"><rect x="{(right ? Review.Best * 16 - filled : 0)}" width="{filled}" height="{Height}"/></clipPath><g transform="translate({start})"><g fill="{off}">{stars}</g><g fill="{on}" clip-path="url(#on)">{stars}</g></g><text x="{(right ? start - 6 : Review.Best * 16 + 6)}" y="14.5" fill="{ink}" font-family="system-ui, sans-serif" font-size="13"{(right ? " text-anchor=\"end\" direction=\"ltr\"" : "")}>{rating.Mean.ToString("0.0", CultureInfo.InvariantCulture)} ({Few(rating.Count)})</text>
            """);
        return $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img"><title>{WebUtility.HtmlEncode(Words(rating, locale))}</title>{body}</svg>""";
    }

    /// As much as there is room for.
    static string Few(int count) => count < 10_000 ? count.ToString(CultureInfo.InvariantCulture) : $"{count / 1000}k";
}

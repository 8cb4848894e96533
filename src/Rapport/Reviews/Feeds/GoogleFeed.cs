using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Reviews.Asking;

namespace Rapport.Reviews.Feeds;

/// All published reviews as Google's product review feed 2.4, a batch at a time, however many they are. Which are left out is told by whom they come from, never by their stars.
sealed partial class GoogleFeed(ReviewEntries entries, ReviewTopics topics, Installation installation, TimeProvider clock)
{
    const string Schema = "http://www.google.com/shopping/reviews/schema/product/2.4/product_reviews.xsd", Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// For so long it is always known whether a review answers a request of ours.
    static readonly TimeSpan Remembered = TimeSpan.FromDays(ReviewRequest.KeptAtLeast);

    /// By nobody who works for the brand or is close to it: Google's rules call that a conflict of interest.
    public IQueryable<Review> All() => entries.Public().Where(r => r.Relation == Relation.None);

    public async Task Write(Stream to, CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        await using var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Async = true });
        await xml.WriteStartDocumentAsync();
        xml.WriteStartElement("feed");
        xml.WriteAttributeString("xmlns", "xsi", null, Instance);
        xml.WriteAttributeString("noNamespaceSchemaLocation", Instance, Schema);
        xml.WriteElementString("version", "2.4");
        xml.WriteStartElement("publisher");
        xml.WriteElementString("name", Characters.Line(installation.Brand));
        xml.WriteEndElement();
        xml.WriteStartElement("reviews");
        for (long last = 0; await entries.After(last, All(), cancel) is { Count: > 0 } some; last = some[^1].Review.Id)
        {
            var names = await topics.NamesIn(some.Select(e => e.Html));
            foreach (var entry in some) One(xml, entry, names);
            await Send(xml, buffer, to, cancel);
            if (some.Count < ReviewEntries.Batch) break;
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
        await xml.WriteEndDocumentAsync();
        await Send(xml, buffer, to, cancel);
    }

    static async Task Send(XmlWriter xml, MemoryStream buffer, Stream to, CancellationToken cancel)
    {
        await xml.FlushAsync();
        await to.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancel);
        await to.FlushAsync(cancel);
        buffer.SetLength(0);
    }

    void One(XmlWriter xml, ReviewEntry entry, Names names)
    {
        var (review, product) = (entry.Review, entry.Product);
        var text = Text(ReviewTopics.Plain(Placeholders.Fill(entry.Html, names, installation.Address)));
        xml.WriteStartElement("review");
        xml.WriteElementString("review_id", Number(review.Id));
        xml.WriteStartElement("reviewer");
        xml.WriteStartElement("name");
        if (entry.Name is null) xml.WriteAttributeString("is_anonymous", "true");
        xml.WriteString(entry.Name is { } name ? Text(name) : "Anonymous");
        xml.WriteEndElement();
        if (entry.AuthorId is { } author && entry.Name is not null) xml.WriteElementString("reviewer_id", Number(author));
        xml.WriteEndElement();
        // What another place says of a purchase we do not repeat as ours.
        if (!review.IsImported) xml.WriteElementString("is_verified_purchase", review.BoughtAt is null ? "false" : "true");
        if (!review.IsImported || review.Rewarded || review.Sampled) xml.WriteElementString("is_incentivized_review", review.Rewarded || review.Sampled ? "true" : "false");
        xml.WriteElementString("review_timestamp", review.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (review.Headed) xml.WriteElementString("title", Text(entry.Title));
        xml.WriteElementString("content", text.Length > 0 ? text : Text(entry.Title));
        xml.WriteElementString("review_language", entry.Language);
        Several(xml, "pros", "pro", entry.Points.Where(p => p.Good).Select(p => p.Text));
        Several(xml, "cons", "con", entry.Points.Where(p => !p.Good).Select(p => p.Text));
        xml.WriteStartElement("review_url");
        xml.WriteAttributeString("type", "singleton");
        xml.WriteString(Address(Topic.PathOf(review.Id, entry.Slug)));
        xml.WriteEndElement();
        Pictures(xml, entry.Html);
        xml.WriteStartElement("ratings");
        xml.WriteStartElement("overall");
        xml.WriteAttributeString("min", Number(Review.Worst));
        xml.WriteAttributeString("max", Number(Review.Best));
        xml.WriteString(Number(review.Stars));
        xml.WriteEndElement();
        xml.WriteEndElement();
        Thing(xml, product);
        if (Collected(entry) is { } how) xml.WriteElementString("collection_method", how);
        xml.WriteEndElement();
    }

    string? Collected(ReviewEntry entry) => entry.Asked ? "post_fulfillment"
        : !entry.Review.IsImported && entry.Review.CreatedAt > clock.GetUtcNow() - Remembered ? "unsolicited" : null;

    void Thing(XmlWriter xml, Product product)
    {
        xml.WriteStartElement("products");
        xml.WriteStartElement("product");
        xml.WriteStartElement("product_ids");
        Several(xml, "gtins", "gtin", [product.Gtin]);
        Several(xml, "mpns", "mpn", [product.Mpn]);
        Several(xml, "skus", "sku", [product.Sku]);
        Several(xml, "brands", "brand", [product.Brand]);
        xml.WriteEndElement();
        xml.WriteElementString("product_name", Text(product.Name));
        // In the shop, where it has a page there: the domain must be the one that is registered with Google.
        xml.WriteElementString("product_url", product.Link is { } link ? Text(link) : Address(product.Path));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    void Pictures(XmlWriter xml, string html)
    {
        if (!html.Contains("<img", StringComparison.Ordinal) || Picture().Matches(html) is not { Count: > 0 } found) return;
        xml.WriteStartElement("reviewer_images");
        foreach (var path in found.Select(m => m.Groups[1].Value).Distinct())
        {
            xml.WriteStartElement("reviewer_image");
            xml.WriteElementString("url", installation.Address + path);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    static void Several(XmlWriter xml, string all, string one, IEnumerable<string?> values)
    {
        var said = values.OfType<string>().Select(Text).Where(v => v.Length > 0).ToList();
        if (said.Count == 0) return;
        xml.WriteStartElement(all);
        foreach (var value in said) xml.WriteElementString(one, value);
        xml.WriteEndElement();
    }

    static string Text(string text) => Characters.Clean(text).Trim();

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// Letters of every script as an address carries them.
    string Address(string path) => installation.Address + string.Join('/', path.Split('/').Select(p => Uri.EscapeDataString(Uri.UnescapeDataString(p))));

    /// A picture of ours, as the renderer writes it.
    [GeneratedRegex("""<img [^>]*?src="(/files/[^"#]+)""")]
    private static partial Regex Picture();
}

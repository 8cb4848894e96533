namespace Rapport.Interchange.ReviewLists;

/// The systems whose lists of reviews are read without a word from the administrator.
static class BuiltInMaps
{
    public static readonly ReviewMap Plain = new("table", "Table");

    public static IReadOnlyList<ReviewMap> All { get; } =
    [
        new("judgeme", "Judge.me") { NamesSource = true, Scale = 5, Signs = [["curated", "reviewername", "rating"], ["pictureurls", "reviewername", "producthandle"], ["reviewtitle", "featured", "hidden", "rating"]] },
        new("okendo", "Okendo") { NamesSource = true, Scale = 5, Signs = [["datecreated", "name", "body", "rating"]] },
        new("powerreviews", "PowerReviews") { NamesSource = true, Scale = 5, DayFirst = false, Columns = new Dictionary<string, string> { ["author"] = "Review Display" }, Signs = [["pageid", "reviewdisplay", "reviewtext"]] },
        new("shopify", "Shopify Product Reviews") { NamesSource = true, Scale = 5, Signs = [["producthandle", "state", "author", "createdat"]] },
        new("woocommerce", "WooCommerce") { NamesSource = true, Scale = 5, Signs = [["datecreatedgmt", "reviewer", "review", "rating"]] },
        new("yotpo", "Yotpo") { NamesSource = true, Scale = 5, Signs = [["reviewcontent", "reviewscore"]] },
        new("bazaarvoice", "Bazaarvoice") { NamesSource = true, Signs = [["rating", "reviewtext", "submissiontime"]] },
        new("jsonlines", "JSON lines") { Scale = 5, Signs = [["overall", "asin", "reviewtime"]] },
    ];

    public static ReviewMap? Named(string name) => name == Plain.Name ? Plain : All.FirstOrDefault(m => m.Name == name);
}

using Rapport.Kernel.Tables;

namespace Rapport.Interchange.ReviewLists;

/// What is read of a review, by our name for it, and what others call the column.
static class ReviewColumns
{
    public static readonly Headings Known = new(
        ("id", ["review_id", "uuid", "external_id"]),
        ("sku", ["product_sku", "variant_sku", "item_sku"]),
        ("product_id", ["asin", "page_id", "product_external_id", "external_product_id", "shopify_product_id", "product_identifier", "article_number"]),
        ("handle", ["product_handle", "product_slug"]),
        ("gtin", ["ean", "upc", "barcode"]),
        ("product_name", ["product_title", "product"]),
        ("rating", ["stars", "score", "review_score", "review_rating", "star_rating", "overall"]),
        ("scale", ["rating_range", "rating_scale", "best_rating"]),
        ("title", ["review_title", "headline", "summary", "subject"]),
        ("body", ["review_text", "review_content", "review_body", "review", "content", "text", "comment", "message"]),
        ("author", ["reviewer_name", "author_name", "display_name", "nickname", "user_nickname", "customer_name", "reviewer", "name"]),
        ("email", ["reviewer_email", "author_email", "customer_email", "mail"]),
        ("date", ["review_date", "date_created_gmt", "created_at", "date_created", "submission_time", "submitted_at", "unix_review_time", "review_time", "created", "time"]),
        ("verified", ["verified_buyer", "verified_purchase", "verified_purchaser", "is_verified", "is_verified_buyer"]),
        ("status", ["review_status", "moderation_status", "curated", "state", "published"]),
        ("hidden", ["is_hidden"]),
        ("reply", ["merchant_reply", "owner_response", "brand_response", "response", "reply_content"]),
        ("reply_date", ["replied_at", "reply_at", "response_date"]),
        ("photos", ["picture_urls", "image_urls", "photo_urls", "images", "pictures", "photo_url", "image_url"]),
        ("helpful", ["helpful_votes", "votes_up", "votes", "vote", "total_positive_feedback_count"]),
        ("unhelpful", ["unhelpful_votes", "votes_down", "not_helpful", "total_negative_feedback_count"]),
        ("variant", ["variant_title", "variant_name", "style"]),
        ("pros", ["advantages"]),
        ("cons", ["disadvantages"]));

    /// What names a product, in the order in which it is believed.
    public static readonly string[] Products = ["sku", "product_id", "handle", "gtin", "product_name"];

    /// What may change of a review that stays the same one.
    static readonly HashSet<string> changing = ["status", "hidden", "reply", "reply_date", "helpful", "unhelpful"];

    public static bool Changes(string field) => changing.Contains(field);

    /// Where people were when they wrote is nobody's business here.
    static readonly string[] tracks = ["ip", "ipaddress", "location", "countrycode", "country", "reviewlocation", "useragent", "userlocation"];

    public static bool IsTrack(string header) => tracks.Contains(Headings.KeyOf(header));
}

namespace Rapport.Interchange.ReviewLists;

/// What the columns of a list are called to people.
static class FieldWords
{
    public static string Of(string field, Func<string, string> say) => say(field switch
    {
        "id" => "The review's own number",
        "sku" => "SKU",
        "product_id" => "The product's number there",
        "handle" => "The product's short name in addresses",
        "gtin" => "GTIN",
        "product_name" => "Name of the product",
        "rating" => "Rating",
        "scale" => "The best possible rating",
        "title" => "Title",
        "body" => "The words",
        "author" => "Name",
        "email" => "Email address",
        "date" => "Date",
        "verified" => "Whether the purchase was checked there",
        "status" => "Whether it was published there",
        "hidden" => "Whether it was hidden there",
        "reply" => "The brand's reply",
        "reply_date" => "Date of the reply",
        "photos" => "Photos",
        "helpful" => "How many found it helpful",
        "unhelpful" => "How many did not",
        "variant" => "Variant",
        "pros" => "What is good",
        _ => "What is bad",
    });
}

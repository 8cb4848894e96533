using System.Net;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Languages;

namespace Rapport.Reviews.Embeds;

/// The lines for each kind of shop. They work without the script, which only gives pictures their words and frames their height.
sealed class Snippets(Locale locale, Installation installation, string language)
{
    public const int Reviews = 720, Questions = 480, Thing = 72, OrderedThing = 96;

    string Root => installation.Address + locale.In(language, "/embed");
    string T(string english) => locale.Say(english);

    /// In the language of the shop, for an attribute.
    string Theirs(string english) => WebUtility.HtmlEncode(Words.Find(english, null));
    Kernel.Languages.Catalog Words => field ??= Kernel.Languages.Catalog.Of(language);

    public IReadOnlyList<Snippet> For(Platform platform, Product product, StorefrontSettings settings) =>
        [Script(platform), Stars(platform, product), Frame(platform, product, "reviews", "Reviews", T("Reviews"), Reviews), Frame(platform, product, "questions", "Questions and answers", T("Questions and answers"), Questions),
         Things(platform, product, "basket", "What others think of what is in the basket", T("Stars in the basket"), Thing), Things(platform, product, "order", "What you ordered, as others found it", T("After the order"), OrderedThing), Found(platform, product, settings)];

    Snippet Script(Platform platform)
    {
        var line = $"""<script async src="{installation.Address}/js/embed.js"></script>""";
        return new("script", T("Once on every page"), platform switch
        {
            Platform.Shopify => T("In the theme's code, in layout/theme.liquid before the end of the body."),
            Platform.WooCommerce => T("In the functions.php of the child theme, as all lines below."),
            _ => T("Before the end of the body. Everything is seen without it too."),
        }, platform == Platform.WooCommerce ? Hook("wp_footer", $"    echo '{line}';") : line);
    }

    Snippet Stars(Platform platform, Product product)
    {
        string Line(string key) => $"""<a href="{Root}/to?product={key}"><img src="{Root}/stars.svg?product={key}" alt="{Theirs("Reviews")}" width="{StarsPicture.Width}" height="{StarsPicture.Height}" loading="lazy"></a>""";
        var lines = platform switch
        {
            Platform.Shopify => Line("{{ product.selected_or_first_available_variant.sku | url_encode }}"),
            Platform.WooCommerce => Hook("woocommerce_after_shop_loop_item_title", $"    global $product;\n    $key = rawurlencode( $product->get_sku() );\n    echo '{Line("' . $key . '")}';"),
            _ => Line(Key(product)),
        };
        return new("stars", T("Stars in lists and beside the price"), platform switch
        {
            Platform.Shopify => T("Where the theme shows a product: on its page as it stands; in snippets of cards with card_product in place of product."),
            Platform.WooCommerce => T("Shown below the name in every list."),
            _ => T("Beside the name or the price, with each product's SKU."),
        }, lines) { Preview = $"/embed/stars.svg?product={Key(product)}", IsPicture = true };
    }

    Snippet Frame(Platform platform, Product product, string kind, string called, string title, int height)
    {
        string Line(string key) => Framed(kind, $"product={key}", height.ToString(System.Globalization.CultureInfo.InvariantCulture), called);
        var lines = platform switch
        {
            Platform.Shopify => Line("{{ product.selected_or_first_available_variant.sku | url_encode }}"),
            Platform.WooCommerce => Hook("woocommerce_after_single_product_summary", $"    global $product;\n    $key = rawurlencode( $product->get_sku() );\n    echo '{Line("' . $key . '")}';", 15),
            _ => Line(Key(product)),
        };
        return new(kind, title, platform switch
        {
            Platform.Shopify => T("In the theme editor as a “Custom Liquid” section of the product page."),
            Platform.WooCommerce => T("Shown below the summary of every product."),
            _ => T("On the page of the product."),
        }, lines) { Preview = $"/embed/{kind}?product={Key(product)}", Height = height };
    }

    Snippet Things(Platform platform, Product product, string kind, string called, string title, int each)
    {
        var ordered = kind == "order";
        var lines = platform switch
        {
            Platform.Shopify => Framed(kind, ordered ? "{% for line in checkout.line_items %}product={{ line.sku | url_encode }}&amp;{% endfor %}" : "{% for item in cart.items %}product={{ item.sku | url_encode }}&amp;{% endfor %}",
                ordered ? $"{{{{ checkout.line_items.size | times: {each} }}}}" : $"{{{{ cart.items.size | times: {each} }}}}", called),
            Platform.WooCommerce => ordered
                ? Hook("woocommerce_thankyou", Keys("wc_get_order( $order )->get_items()", "$item->get_product()", kind, each, called), parameter: "$order")
                : Hook("woocommerce_after_cart_table", Keys("WC()->cart->get_cart()", "$item['data']", kind, each, called)),
            _ => Framed(kind, $"product={Key(product)}&amp;product=ANOTHER", $"{each * 2}", called),
        };
        return new(kind, title, platform switch
        {
            Platform.Shopify => ordered ? T("Where the plan allows scripts on the order status page: Settings, Checkout.") : T("In sections/main-cart-items.liquid below the list."),
            Platform.WooCommerce => ordered ? T("Shown on the page that thanks for the order.") : T("Shown below the basket."),
            _ => locale.Say("With the SKU of each thing; {n} pixels of height for each.", ("n", each)),
        }, lines) { Preview = $"/embed/{kind}?product={Key(product)}", Height = each };
    }

    /// Either the shop's page carries the product's data, or it names ours as the one to show.
    Snippet Found(Platform platform, Product product, StorefrontSettings settings)
    {
        string Line(string key, string address) => settings.IsCanonical ? $"""<script async src="{installation.Address}/js/embed.js" data-markup="{key}"></script>""" : $"""<link rel="canonical" href="{address}">""";
        string By(string key) => $"{Root}/to?product={key}";
        const string Liquid = "{{ product.selected_or_first_available_variant.sku | url_encode }}", Php = "' . $key . '";
        var lines = platform switch
        {
            Platform.Shopify => $"{{% if template contains 'product' %}}{Line(settings.IsCanonical ? Liquid.Replace("url_encode", "escape", StringComparison.Ordinal) : Liquid, By(Liquid))}{{% endif %}}",
            Platform.WooCommerce => Hook("wp_head", $"    if ( ! is_product() ) return;\n    $key = {(settings.IsCanonical ? "esc_attr" : "rawurlencode")}( wc_get_product( get_the_ID() )->get_sku() );\n    echo '{Line(Php, By(Php))}';"),
            _ => Line(WebUtility.HtmlEncode(product.Sku), installation.Address + locale.In(language, product.Path)),
        };
        return new("found", settings.IsCanonical ? T("The product's data for search engines") : T("Our page is the one for search engines"),
            settings.IsCanonical ? T("In the head of the product's page. The figures are those that the embedded reviews show.") : T("In the head of the product's page, in place of a canonical link that is there. Leave ratings out of the page's own data."), lines);
    }

    string Framed(string kind, string query, string height, string called) => $"""<iframe src="{Root}/{kind}?{query}" title="{Theirs(called)}" width="100%" height="{height}" loading="lazy" style="border:0"></iframe>""";

    string Keys(string items, string product, string kind, int each, string called) =>
        $"    $keys = array();\n    foreach ( {items} as $item ) if ( {product} ) $keys[] = 'product=' . rawurlencode( {product}->get_sku() );\n    echo '{Framed(kind, "' . implode( '&amp;', $keys ) . '", $"' . count( $keys ) * {each} . '", called)}';";

    static string Hook(string name, string body, int? priority = null, string parameter = "") => $"add_action( '{name}', function ({(parameter.Length == 0 ? "" : $" {parameter} ")}) {{\n{body}\n}}{(priority is { } at ? $", {at}" : "")} );";

    static string Key(Product product) => Uri.EscapeDataString(product.Sku);
}

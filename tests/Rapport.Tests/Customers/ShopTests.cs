using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Customers;
using Rapport.Customers.Shops;
using Rapport.Kernel.Secrets;

namespace Rapport.Tests.Customers;

public abstract class ShopTests(Engine engine) : InWorld(engine)
{
    const string Secret = "shpss_test_secret";
    readonly int n = Given.Fresh();

    /// The published vectors of both shops.
    [Theory]
    [InlineData(ShopKind.Shopify, "X-Shopify-Hmac-Sha256", "shpss_test_secret", """{"id":820982911946154508,"email":"jon@example.com","total_price":"398.00"}""", "6tzHsSxiYkjm0QXf7CpBMq7kPcG3xYJB/WlDKvSVmbM=")]
    [InlineData(ShopKind.Shopify, "shopify-hmac-sha256", "shpss_test_secret", """{"id":820982911946154508,"email":"jon@example.com","total_price":"398.00"}""", "6tzHsSxiYkjm0QXf7CpBMq7kPcG3xYJB/WlDKvSVmbM=")]
    [InlineData(ShopKind.WooCommerce, "X-WC-Webhook-Signature", "shh", """{"id":1}""", "VBsiv0zEF5/SIJgbBFSAQlBfOm7bFetE2JDgXuujPXw=")]
    public void The_signatures_of_the_documents_are_right_and_no_other_is(ShopKind kind, string header, string secret, string body, string signature)
    {
        bool Signed(string text, string by) => ShopTongue.Of(kind).IsSigned(new HeaderDictionary { [header] = by }, Encoding.UTF8.GetBytes(text), secret, DateTimeOffset.UtcNow);

        Assert.True(Signed(body, signature));
        Assert.False(Signed(body + " ", signature));
        Assert.False(Signed(body, signature[..^4] + "AAA="));
        Assert.False(Signed(body, ""));
    }

    [Fact]
    public async Task An_order_by_webhook_makes_an_owner_of_who_confirmed_the_address()
    {
        var kettle = await Given.Product("Kettle", l => l with { Sku = $"KET-{n}" });
        var member = await Given.Account(password: null);
        var shop = await Shop(ShopKind.Shopify);

        var answer = await Shopify(shop, "orders/create", "w1", Order(member.Email!));

        Assert.Equal(200, answer.Status);
        var order = await Stored(shop);
        Assert.Equal(("820982911946154508", "#1001", 11980, "EUR"), (order.Key, order.Number, order.Minor, order.Currency));
        Assert.False(order.IsHistory);
        Assert.Equal([kettle.Id], await World.Query(db => db.BoughtBy(member.Id).Select(l => l.ProductId!.Value).ToListAsync()));
    }

    [Fact]
    public async Task The_same_message_again_and_an_older_one_change_nothing()
    {
        var shop = await Shop(ShopKind.Shopify);
        await Shopify(shop, "orders/create", "w1", Order("a@people.example"));
        await Shopify(shop, "orders/updated", "w2", Order("a@people.example", total: "99.80", updated: "2026-03-03T10:00:00Z"));
        await Shopify(shop, "orders/updated", "w3", Order("a@people.example", total: "50.00", updated: "2026-03-02T10:00:00Z"));
        await Shopify(shop, "orders/create", "w1", Order("a@people.example", total: "1.00", updated: "2026-04-01T10:00:00Z"));

        Assert.Equal(9980, (await Stored(shop)).Minor);
        Assert.Equal(1, await World.Query(db => db.OrderLines.Join(db.Orders.Where(o => o.Source == shop.Source), l => l.OrderId, o => o.Id, (l, o) => l.Id).CountAsync()));
    }

    [Fact]
    public async Task The_same_message_many_times_at_once_is_one_order()
    {
        var shop = await Shop(ShopKind.Shopify);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Shopify(shop, "orders/create", "w1", Order($"b{n}@people.example"))));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Shopify(shop, "orders/updated", $"v{i}", Order($"b{n}@people.example"))));

        Assert.Equal(1, await World.Query(db => db.Orders.CountAsync(o => o.Source == shop.Source)));
        Assert.Equal(1, await World.Query(db => db.Customers.CountAsync(c => c.EmailKey == $"b{n}@people.example")));
    }

    [Fact]
    public async Task A_refund_that_comes_before_its_order_finds_it()
    {
        var shop = await Shop(ShopKind.Shopify);
        await Shopify(shop, "refunds/create", "w1", """{"id":9007199254740993,"order_id":820982911946154508,"created_at":"2026-03-05T09:00:00Z","refund_line_items":[{"id":1,"line_item_id":466157049,"quantity":1,"subtotal":59.9}],"transactions":[{"amount":"59.90","currency":"EUR"}]}""");
        await Shopify(shop, "orders/create", "w2", Order("a@people.example"));

        var refund = await World.Query(db => db.Refunds.SingleAsync(r => r.Source == shop.Source));
        Assert.Equal(("9007199254740993", 5990L, (await Stored(shop)).Id), (refund.Key, refund.Minor, refund.OrderId));
        Assert.Equal(1, await World.Query(db => db.OrderLines.Where(l => l.OrderId == refund.OrderId).Select(l => l.Returned).SingleAsync()));
    }

    [Fact]
    public async Task More_than_an_order_cost_is_not_given_back_for_it_by_whichever_message()
    {
        var shop = await Shop(ShopKind.Shopify);
        await Shopify(shop, "orders/create", "w1", Order("a@people.example"));

        Assert.Equal(202, (await Shopify(shop, "refunds/create", "w2", Refund(1, "9999.00", 5))).Status);
        Assert.Equal(200, (await Shopify(shop, "refunds/create", "w3", Refund(2, "100.00", 1))).Status);
        Assert.Equal(202, (await Shopify(shop, "refunds/create", "w4", Refund(3, "100.00", 1))).Status);

        Assert.Equal([10000L], await World.Query(db => db.Refunds.Where(r => r.Source == shop.Source).Select(r => r.Minor).ToListAsync()));
        Assert.Equal(1, await World.Query(db => db.OrderLines.Where(l => db.Set<Order>().Any(o => o.Source == shop.Source && o.Id == l.OrderId)).Select(l => l.Returned).SingleAsync()));
        Assert.Equal(2, Rows(await As(Alma).Get(shop.Path)).Count(r => r.Contains("More than the order #1001 cost was given back.")));
    }

    [Fact]
    public async Task Too_much_given_back_before_its_order_came_is_told_with_the_order_and_not_set_off()
    {
        var shop = await Shop(ShopKind.Shopify);
        await Shopify(shop, "refunds/create", "w1", Refund(1, "9999.00", 5));

        Assert.Equal(200, (await Shopify(shop, "orders/create", "w2", Order("a@people.example"))).Status);

        Assert.Equal((0, null), (await World.Query(db => db.OrderLines.Where(l => db.Set<Order>().Any(o => o.Source == shop.Source && o.Id == l.OrderId)).Select(l => l.Returned).SingleAsync()), await World.Query(db => db.Refunds.Where(r => r.Source == shop.Source).Select(r => r.OrderId).SingleAsync())));
        Assert.Contains("orders/create #1001 Taken More than the order #1001 cost was given back.", Rows(await As(Alma).Get(shop.Path))[0]);
    }

    const string NoSum = "comes to";

    [Theory]
    [InlineData("""
        "total_price":"1.00"
        """, true)]
    [InlineData("""
        "total_price":"999.00"
        """, true)]
    [InlineData("""
        "total_price":"129.00"
        """, false)]
    [InlineData("""
        "total_price":"109.00","total_discounts":"20.00"
        """, false)]
    [InlineData("""
        "total_price":"153.40","total_tax":"19.50","shipping_lines":[{"price":"4.90"}]
        """, false)]
    [InlineData("""
        "total_price":"0.00","refunds":[{"id":2,"created_at":"2026-03-02T10:00:00Z","transactions":[{"amount":"129.00","currency":"EUR"}]}]
        """, false)]
    public async Task A_total_that_nothing_in_the_order_explains_is_taken_and_noted(string sums, bool noted)
    {
        var shop = await Shop(ShopKind.Shopify);

        var answer = await Shopify(shop, "orders/create", "w1", $$"""{"id":1,"name":"#7","created_at":"2026-03-01T10:00:00Z","currency":"EUR","line_items":[{"id":1,"sku":"A","title":"A","quantity":1,"price":"129.00"}],{{sums.Trim()}} }""");

        Assert.Equal(200, answer.Status);
        Assert.True(await World.Query(db => db.Orders.AnyAsync(o => o.Source == shop.Source)));
        Assert.Equal(noted, (await As(Alma).Get(shop.Path)).Text.Contains(NoSum));
    }

    [Fact]
    public async Task Sums_of_other_shops_are_told_of_in_the_same_way()
    {
        var woo = await Shop(ShopKind.WooCommerce, "shh &amp; quiet");
        await Woo(woo, "order.updated", "d1", Woo("completed", "").Replace("\"total\":\"20.00\",\"customer_id\"", "\"total\":\"27.80\",\"total_tax\":\"3.80\",\"shipping_total\":\"4.00\",\"customer_id\""));
        Assert.DoesNotContain(NoSum, (await As(Alma).Get(woo.Path)).Text);
        await Woo(woo, "order.updated", "d2", Woo("completed", "", modified: "2026-03-05T10:00:00").Replace("\"total\":\"20.00\",\"customer_id\"", "\"total\":\"2.00\",\"customer_id\""));
        Assert.Contains("The order 727 comes to 2.00, but its things cost 20.00", (await As(Alma).Get(woo.Path)).Text);

        var own = await Shop(ShopKind.Own, Rapport.Kernel.Web.Signature.NewSecret());
        string Said(string sums) => $$"""{"type":"order","data":{"id":"A1","placed_at":"2026-03-01T10:00:00Z","updated_at":"{{DateTimeOffset.UtcNow:O}}","currency":"EUR",{{sums}},"lines":[{"sku":"A","title":"Tea","quantity":1,"total":"129.00"}]} }""";
        await Own(own, "m1", Said("\"total\":\"113.90\",\"discount\":\"20.00\",\"shipping\":\"4.90\""), DateTimeOffset.UtcNow);
        Assert.DoesNotContain(NoSum, (await As(Alma).Get(own.Path)).Text);
        await Own(own, "m2", Said("\"total\":\"1.00\""), DateTimeOffset.UtcNow);
        Assert.Contains("The order A1 comes to 1.00", (await As(Alma).Get(own.Path)).Text);
    }

    [Theory]
    [InlineData(ShopKind.Shopify, "orders/create #test Nothing to do A test from this page.")]
    [InlineData(ShopKind.WooCommerce, "order.created test Nothing to do A test from this page.")]
    [InlineData(ShopKind.Own, "order test Nothing to do A test from this page.")]
    public async Task A_connection_is_tested_without_the_shop_and_the_test_leaves_no_order(ShopKind kind, string row)
    {
        var shop = await Shop(kind, kind == ShopKind.Own ? Rapport.Kernel.Web.Signature.NewSecret() : Secret);

        var page = await As(Alma).Submit(await As(Alma).Get(shop.Path), "/test");
        page = await As(Alma).Get(page.Location!);

        Assert.Contains("came through the door and was understood", page.Text);
        Assert.Contains(row, Rows(page)[0]);
        Assert.Contains("none yet", page.Text);
        Assert.False(await World.Query(db => db.Orders.AnyAsync(o => o.Source == shop.Source)));
    }

    [Fact]
    public async Task Without_a_secret_a_test_says_that_it_is_missing()
    {
        var added = await As(Alma).Post("/admin/shops", new { kind = "shopify", name = $"Bare {n}" });

        var tested = await As(Alma).Submit(await As(Alma).Get(added.Location!), "/test");

        Assert.Equal(422, tested.Status);
        Assert.Contains("Paste the secret of the shop first", tested.Text);
        Assert.Equal(404, (await As(Mona).Post($"{added.Location}/test", new { })).Status);
    }

    static List<string> Rows(Response page) => [.. page.All("tbody tr").Select(r => string.Join(' ', r.Children.SelectMany(c => c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))];

    static string Refund(int id, string amount, int quantity) => $$"""{"id":{{id}},"order_id":820982911946154508,"created_at":"2026-03-05T09:00:00Z","refund_line_items":[{"id":1,"line_item_id":466157049,"quantity":{{quantity}},"subtotal":{{amount}}}],"transactions":[{"amount":"{{amount}}","currency":"EUR"}]}""";

    [Fact]
    public async Task A_forged_message_is_refused_and_shown()
    {
        var shop = await Shop(ShopKind.Shopify);

        var answer = await Shopify(shop, "orders/create", "w1", Order("a@people.example"), secret: "another secret");

        Assert.Equal(401, answer.Status);
        Assert.False(await World.Query(db => db.Orders.AnyAsync(o => o.Source == shop.Source)));
        Assert.Contains("The signature does not fit", (await As(Alma).Get(shop.Path)).Text);
    }

    [Fact]
    public async Task A_message_signed_with_the_secret_before_is_taken_for_a_day()
    {
        var shop = await Shop(ShopKind.Shopify);
        await As(Alma).Post($"{shop.Path}/secret", new { secret = "a newer secret" });

        Assert.Equal(200, (await Shopify(shop, "orders/create", "w1", Order("a@people.example"))).Status);
        Assert.Equal(200, (await Shopify(shop, "orders/create", "w2", Order("a@people.example"), secret: "a newer secret")).Status);
    }

    [Theory]
    [InlineData("""{"id":1,"email":"a@people.example","created_at":"2026-03-01T10:00:00Z","currency":"XQX","total_price":"1","line_items":[{"id":1,"sku":"A","title":"A","quantity":1,"price":"1"}]}""", "which is no currency")]
    [InlineData("""{"id":1,"created_at":"2026-03-01T10:00:00Z","currency":"EUR","total_price":"10.00","line_items":[{"id":1,"sku":"A","title":"A","quantity":1,"price":"10.00"}],"refunds":[{"id":2,"created_at":"2026-03-02T10:00:00Z","transactions":[{"amount":"11.00","currency":"EUR"}]}]}""", "was given back")]
    [InlineData("""{"id":1,"created_at":"soon","currency":"EUR","total_price":"10.00","line_items":[{"id":1,"sku":"A","title":"A","quantity":1,"price":"10.00"}]}""", "which is no date")]
    [InlineData("""not json at all""", "not JSON")]
    [InlineData("""{"email":"a@people.example"}""", "The message names no currency.")]
    [InlineData("""{"currency":"XQX"}""", "The message names no id.")]
    [InlineData("""{"id":1,"created_at":"2026-03-01T10:00:00Z","currency":"EUR","total_price":"10.00","line_items":[{"id":1,"sku":"A","title":"A","quantity":1000000000000,"price":"10.00"}]}""", "Refused 1000000000000 is not how many there are.")]
    public async Task What_cannot_be_is_noted_and_not_sent_again(string body, string reason)
    {
        var shop = await Shop(ShopKind.Shopify);

        var answer = await Shopify(shop, "orders/create", "w1", body);

        Assert.Equal(202, answer.Status);
        Assert.False(await World.Query(db => db.Orders.AnyAsync(o => o.Source == shop.Source)));
        Assert.Contains(reason, (await As(Alma).Get(shop.Path)).Text);
    }

    [Fact]
    public async Task A_shop_that_redacts_a_customer_has_them_forgotten_and_keeps_its_figures()
    {
        var shop = await Shop(ShopKind.Shopify);
        await Shopify(shop, "orders/create", "w1", Order($"gone{n}@people.example"));
        await Shopify(shop, "customers/redact", "w2", """{"shop_id":1,"customer":{"id":207119551}}""");

        Assert.False(await World.Query(db => db.Customers.AnyAsync(c => c.EmailKey == $"gone{n}@people.example")));
        Assert.True(await World.Query(db => db.Orders.AnyAsync(o => o.Source == shop.Source)));
    }

    [Fact]
    public async Task WooCommerce_greets_unsigned_and_tells_of_refunds_within_the_order()
    {
        var shop = await Shop(ShopKind.WooCommerce, "shh &amp; quiet");
        var greeting = await Anyone().Send(HttpMethod.Post, shop.HookPath, new StringContent("webhook_id=7", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(200, greeting.Status);

        await Woo(shop, "order.updated", "d1", Woo("completed", ""));
        await Woo(shop, "order.updated", "d2", Woo("refunded", """{"id":5,"reason":"","total":"-20.00"}""", modified: "2026-03-04T10:00:00"));

        var order = await Stored(shop);
        Assert.Equal(("727", 2000), (order.Key, order.Minor));
        Assert.NotNull(order.DeliveredAt);
        Assert.Equal([(2, 2)], (await World.Query(db => db.OrderLines.Where(l => l.OrderId == order.Id).Select(l => new { l.Quantity, l.Returned }).ToListAsync())).Select(l => (l.Quantity, l.Returned)));
    }

    [Fact]
    public async Task A_shop_of_our_own_signs_by_the_standard_and_old_messages_are_refused()
    {
        var shop = await Shop(ShopKind.Own, Rapport.Kernel.Web.Signature.NewSecret());
        var body = """{"type":"order","data":{"id":"A1","placed_at":"2026-03-01T10:00:00+01:00","currency":"JPY","customer":{"email":"own@people.example"},"lines":[{"sku":"A","title":"Tea","quantity":3,"total":"1200"}]}}""";

        Assert.Equal(200, (await Own(shop, "m1", body, DateTimeOffset.UtcNow)).Status);
        Assert.Equal(401, (await Own(shop, "m2", body, DateTimeOffset.UtcNow.AddMinutes(-6))).Status);
        Assert.Equal((1200L, "JPY"), ((await Stored(shop)).Minor, (await Stored(shop)).Currency));
    }

    [Fact]
    public async Task Only_administrators_connect_shops_and_what_is_wrong_comes_back()
    {
        Assert.Equal(404, (await As(Mona).Get("/admin/shops")).Status);
        var refused = await As(Alma).Post("/admin/shops", new { kind = "shopify", name = $"Ours {n}", address = "not an address", from = "/admin/shops" });
        Assert.Equal(422, refused.Status);
        Assert.Contains($"Ours {n}", refused.Html.Body!.InnerHtml);

        var added = await As(Alma).Post("/admin/shops", new { kind = "woocommerce", name = $"Ours {n}", address = "shop.example" });
        Assert.Contains("/hooks/shops/", (await As(Alma).Get(added.Location!)).Html.Body!.InnerHtml);
    }

    async Task<Shop> Shop(ShopKind kind, string secret = Secret) => await World.Do(async services =>
    {
        var db = services.GetRequiredService<Rapport.Kernel.Database.Db>();
        var shop = new Shop(db.NewId(), kind, $"Shop {n}", null, db.Clock.GetUtcNow());
        shop.UseSecret(secret, services.GetRequiredService<MasterKey>(), db.Clock.GetUtcNow());
        db.Add(shop);
        await db.Save();
        return shop;
    });

    Task<Order> Stored(Shop shop) => World.Query(db => db.Orders.AsNoTracking().SingleAsync(o => o.Source == shop.Source));

    string Order(string email, string total = "119.80", string updated = "2026-03-01T10:00:00Z") =>
        $$"""{"id":820982911946154508,"name":"#1001","email":"{{email}}","created_at":"2026-03-01T11:00:00+01:00","updated_at":"{{updated}}","currency":"EUR","total_price":"{{total}}","financial_status":"paid","customer":{"id":207119551,"first_name":"Nia","last_name":"Bell"},"line_items":[{"id":466157049,"sku":"KET-{{n}}","title":"Kettle","quantity":2,"price":"59.90"}]}""";

    static string Woo(string status, string refunds, string modified = "2026-03-02T10:00:00") =>
        $$"""{"id":727,"number":"727","status":"{{status}}","currency":"EUR","date_created_gmt":"2026-03-01T10:00:00","date_modified_gmt":"{{modified}}","date_completed_gmt":"2026-03-02T09:00:00","total":"20.00","customer_id":0,"billing":{"email":"woo@people.example","first_name":"Woo"},"line_items":[{"id":3,"name":"Pot","product_id":9,"quantity":2,"sku":"POT","total":"20.00"}],"refunds":[{{refunds}}]}""";

    Task<Response> Shopify(Shop shop, string topic, string id, string body, string secret = Secret) => Send(shop, body, ("X-Shopify-Topic", topic), ("X-Shopify-Webhook-Id", id), ("X-Shopify-Shop-Domain", "ours.myshopify.com"), ("X-Shopify-Hmac-Sha256", Sign(secret, body)));

    Task<Response> Woo(Shop shop, string topic, string id, string body) => Send(shop, body, ("X-WC-Webhook-Topic", topic), ("X-WC-Webhook-Delivery-ID", id), ("X-WC-Webhook-Signature", Sign("shh & quiet", body)));

    async Task<Response> Own(Shop shop, string id, string body, DateTimeOffset at)
    {
        var secret = await World.Do(services => Task.FromResult(Encoding.UTF8.GetString(services.GetRequiredService<MasterKey>().Unwrap(shop.Secret!))));
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[6..]), Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}.{body}")));
        return await Send(shop, body, ("webhook-id", id), ("webhook-timestamp", $"{at.ToUnixTimeSeconds()}"), ("webhook-signature", "v1,AAAA v1," + signature));
    }

    static string Sign(string secret, string body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    Task<Response> Send(Shop shop, string body, params (string Name, string Value)[] headers) =>
        Anyone().Send(HttpMethod.Post, shop.HookPath, new StringContent(body, Encoding.UTF8, "application/json"), [.. headers, ("Origin", "https://shop.example")]);
}

public sealed class ShopTestsOnSqlite() : ShopTests(Engine.Sqlite);
public sealed class ShopTestsOnPostgres() : ShopTests(Engine.Postgres);

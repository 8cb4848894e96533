using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Web;

namespace Rapport.Customers.Shops;

/// POST /hooks/shops/ID: a shop tells of an order. Signed over the raw bytes; the same message again is one message.
static class HearShop
{
    const int Largest = 4 << 20, MostTries = 4;

    public static async Task<IResult> Handle(long id, HttpContext context, Db db, MasterKey master, IServiceScopeFactory scopes, CancellationToken cancel)
    {
        var shop = await db.Shops.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.StoppedAt == null, cancel) ?? throw new NotFound();
        var tongue = ShopTongue.Of(shop.Kind);
        var body = await Body(context, cancel);
        if (tongue.IsGreeting(context.Request.Headers, body)) return Results.Ok();
        var now = db.Clock.GetUtcNow();
        if (!IsSigned(shop, context.Request.Headers, body, master, now))
        {
            await Note(scopes, id, new("", "?"), DeliveryOutcome.Refused, Unsigned);
            return Results.Problem("The signature does not fit.", statusCode: StatusCodes.Status401Unauthorized);
        }
        if (tongue.Message(context.Request.Headers, body) is not { } message) return Results.Problem("A header that every message has is missing.", statusCode: StatusCodes.Status400BadRequest);
        ShopWord? word = null;
        try { await Take(scopes, shop, message, word = Read(tongue, message.Topic, body), cancel); }
        catch (Refused refused)
        {
            // It would be refused again as often as it came, and shops give up an address that refuses: it is noted instead.
            await Note(scopes, id, message, DeliveryOutcome.Refused, refused.Plain, word?.About);
            return Results.Accepted();
        }
        return Results.Ok();
    }

    internal const string Unsigned = "The signature does not fit the secret that is stored here.";

    internal static bool IsSigned(Shop shop, IHeaderDictionary headers, byte[] body, MasterKey master, DateTimeOffset now) =>
        shop.Secrets(master, now).Any(secret => ShopTongue.Of(shop.Kind).IsSigned(headers, body, secret, now));

    static async Task<byte[]> Body(HttpContext context, CancellationToken cancel)
    {
        if (context.Request.ContentLength > Largest) throw new BadHttpRequestException("The message is too large.", StatusCodes.Status413PayloadTooLarge);
        using var buffer = new MemoryStream();
        var chunk = new byte[32 << 10];
        for (int read; (read = await context.Request.Body.ReadAsync(chunk, cancel)) > 0;)
        {
            if (buffer.Length + read > Largest) throw new BadHttpRequestException("The message is too large.", StatusCodes.Status413PayloadTooLarge);
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    internal static ShopWord Read(ShopTongue tongue, string topic, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return tongue.Read(topic, json.RootElement);
        }
        catch (JsonException) { throw new Refused("The message is not JSON."); }
    }

    /// Stores what a message says and that it came, in one transaction; tried again where somebody stored the same a moment before.
    internal static async Task Take(IServiceScopeFactory scopes, Shop shop, ShopMessage message, ShopWord word, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            try
            {
                if (message.Key.Length > 0)
                {
                    var key = $"{shop.Source}:{message.Key}";
                    if (await db.Set<Act>().AnyAsync(a => a.Key == key, cancel)) return;
                    db.Acting.Key = key;
                }
                var outcome = word.Ignored is not null ? DeliveryOutcome.Ignored : DeliveryOutcome.Taken;
                var delivery = new Delivery { Id = db.NewId(), ShopId = shop.Id, Key = message.Key, Topic = message.Topic, About = word.About, At = db.Clock.GetUtcNow(), Outcome = outcome, Reason = word.Ignored };
                // What the shop was asked for is no message, unless there is something to say about it.
                if (message.Key.Length > 0) db.Add(delivery);
                if (message.Key.Length > 0) (await db.Shops.FirstAsync(s => s.Id == shop.Id, cancel)).Heard(db.Clock.GetUtcNow());
                await scope.ServiceProvider.GetRequiredService<OrderBook>().Take(shop.Source, word, doubt =>
                {
                    delivery.Reason = delivery.Reason is null ? doubt.Plain : $"{delivery.Reason} {doubt.Plain}";
                    db.Add(delivery);
                });
                return;
            }
            catch (DbUpdateException problem) when (Acts.IsConflict(problem) && tries < MostTries) { }
        }
    }

    internal static async Task Note(IServiceScopeFactory scopes, long id, ShopMessage message, DeliveryOutcome outcome, string reason, string? about = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var now = db.Clock.GetUtcNow();
        db.Add(new Delivery { Id = db.NewId(), ShopId = id, Key = message.Key, Topic = message.Topic, About = about, At = now, Outcome = outcome, Reason = reason });
        db.Later(() => db.Shops.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.FailedAt, now).SetProperty(x => x.Failure, reason)));
        await db.Save();
    }
}

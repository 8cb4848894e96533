using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Web;

namespace Rapport.Customers.Shops;

/// Asks every shop that lets us in for the orders changed since the last time: messages get lost.
sealed record AskShops;

sealed class ShopAsker(IServiceScopeFactory scopes, MasterKey master, GuardedHttp http, TimeProvider clock, ILogger<ShopAsker> log) : Worker<AskShops>
{
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10), Farthest = TimeSpan.FromDays(2);
    const int MostPages = 40;

    public override async Task Do(AskShops work, CancellationToken cancel)
    {
        List<Shop> shops;
        await using (var scope = scopes.CreateAsyncScope())
            shops = await scope.ServiceProvider.GetRequiredService<Db>().Shops.AsNoTracking().Where(s => s.StoppedAt == null && s.Access != null && s.Address != null).ToListAsync(cancel);
        foreach (var shop in shops)
        {
            try { await Ask(shop, cancel); }
            catch (Refused refused)
            {
                log.LogWarning("{Shop} could not be asked: {Reason}", shop.Name, refused.Message);
                await HearShop.Note(scopes, shop.Id, new("", "asked"), DeliveryOutcome.Refused, refused.Plain);
            }
        }
    }

    /// How many orders were told. Each page begins where the one before ended.
    public async Task<int> Ask(Shop shop, CancellationToken cancel, int pages = MostPages)
    {
        var tongue = ShopTongue.Of(shop.Kind);
        var began = clock.GetUtcNow();
        var since = (shop.AskedUntil - Overlap) ?? began - Farthest;
        var told = 0;
        for (var page = 0; page < pages; page++)
        {
            if (tongue.Ask(shop.Address!, shop.Opens(master)!, since) is not { } question) return told;
            var orders = await Fetch(question.Address, question.Headers, tongue, cancel);
            var until = since;
            foreach (var order in orders)
            {
                ShopWord word;
                try { word = tongue.Read(shop.Kind == ShopKind.Shopify ? "orders/updated" : "order.updated", order); }
                catch (Refused refused)
                {
                    await HearShop.Note(scopes, shop.Id, new("", "asked"), DeliveryOutcome.Refused, refused.Plain);
                    continue;
                }
                await HearShop.Take(scopes, shop, new("", "asked"), word, cancel);
                foreach (var at in word.Orders.Select(o => o.ToldAt).Where(at => at > until)) until = at;
                told++;
            }
            if (until <= since) break;
            since = until;
        }
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        (await db.Shops.FirstAsync(s => s.Id == shop.Id, cancel)).Asked(since > shop.AskedUntil ? since : began);
        await db.Save();
        return told;
    }

    async Task<List<JsonElement>> Fetch(Uri address, IReadOnlyDictionary<string, string> headers, ShopTongue tongue, CancellationToken cancel)
    {
        using var answer = new MemoryStream();
        await http.Fetch(new Fetch(address) { Most = 20 << 20, Accept = "application/json", Headers = headers }, answer, cancel);
        answer.Position = 0;
        try { return [.. tongue.Answered((await JsonDocument.ParseAsync(answer, cancellationToken: cancel)).RootElement)]; }
        catch (JsonException) { throw new Refused("{host} did not answer in JSON.", ("host", address.Host)); }
    }
}

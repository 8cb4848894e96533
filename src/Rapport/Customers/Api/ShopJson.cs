using System.ComponentModel;
using System.Text;
using Rapport.Customers.Shops;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Customers.Api;

/// A shop that tells us of its orders.
public sealed record ShopJson(long Id, ShopKind Kind, string Name, string? Address, [property: Description("Where it sends its messages to.")] string Hook, bool HasSecret, [property: Description("Whether it can be asked for what we missed.")] bool HasAccess, DateTimeOffset AddedAt, [property: Description("The last message.")] DateTimeOffset? HeardAt,
    DateTimeOffset? FailedAt, string? Failure, [property: Description("Since when it is not listened to any more.")] DateTimeOffset? StoppedAt, [property: Description("How many orders it told of.")] int Orders)
{
    public static ShopJson Example => new(1400, ShopKind.Shopify, "Wrenholt shop", "https://shop.example.com", "https://community.example.com/hooks/shops/1400", true, true, new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), null, null, null, 4711);

    internal static ShopJson Of(Shop s, int orders, Installation installation, Locale words) => new(s.Id, s.Kind, s.Name, s.Address, installation.Address + s.HookPath, s.Secret is not null, s.Access is not null, s.AddedAt, s.HeardAt, s.FailedAt, s.Failure is null ? null : words.Say(s.Failure), s.StoppedAt, orders);
}

/// A shop to be listened to.
public sealed record NewShop(ShopKind Kind, string Name, [property: Description("Where the shop itself is; needed to ask it for what we missed.")] string? Address = null)
{
    public static NewShop Example => new(ShopKind.Shopify, "Wrenholt shop", "https://shop.example.com");
}

/// What the shop signs its messages by.
public sealed record NewShopSecret([property: Description("As the shop shows it. One of your own making gets a new one from us: leave it out.")] string? Secret = null)
{
    public static NewShopSecret Example => new("shpss_4f1c2a");
}

/// What opens the shop's own interface.
public sealed record NewShopAccess([property: Description("Shopify: a token. WooCommerce: key and secret with a colon between them. Empty takes it away.")] string? Access)
{
    public static NewShopAccess Example => new("shpat_9e0d1b");
}

/// The secret that a shop of your own making signs by.
public sealed record ShopSecretJson(string Secret)
{
    public static ShopSecretJson Example => new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
}

/// What came of asking a shop.
public sealed record AskedJson([property: Description("How many orders it told of.")] int Orders)
{
    public static AskedJson Example => new(12);
}

/// A message of a shop, and what became of it.
public sealed record ShopMessageJson(long Id, DateTimeOffset At, [property: Description("What the shop calls it.")] string Key, string Topic, [property: Description("The number of the order it is about; what the shop calls the order where its number is not told.")] string? Order, DeliveryOutcome Outcome, [property: Description("Why it was not taken, or what is odd about it.")] string? Reason)
{
    public static ShopMessageJson Example => new(1410, new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), "8a6f", "orders/create", "#1042", DeliveryOutcome.Taken, null);
}

static class TheShops
{
    public static async Task<Paged<ShopJson>> List([AsParameters] Paging paging, Db db, Me me, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        var shops = db.Shops.AsNoTracking();
        if (paging.AfterId is { } after) shops = shops.Where(s => s.Id > after);
        var found = await shops.OrderBy(s => s.Id).Take(paging.Take).ToListAsync();
        var sources = found.Select(s => s.Source).ToList();
        var orders = await db.Orders.Where(o => sources.Contains(o.Source)).GroupBy(o => o.Source).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return paging.Of(found, s => $"{s.Id}", s => ShopJson.Of(s, orders.GetValueOrDefault(s.Source), installation, locale));
    }

    public static async Task<ShopJson> Show(long id, Db db, Me me, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        var shop = await db.Shops.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id) ?? throw new NotFound();
        return ShopJson.Of(shop, await db.Orders.CountAsync(o => o.Source == shop.Source), installation, locale);
    }

    public static async Task<Made<ShopJson>> Connect(NewShop said, Db db, Me me, MasterKey master, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        var shop = await ShopDesk.Connect(said.Kind, said.Name, said.Address, db, master);
        return new($"/shops/{shop.Id}", ShopJson.Of(shop, 0, installation, locale));
    }

    public static async Task<Changed<ShopJson>> UseSecret(long id, NewShopSecret said, Db db, Me me, MasterKey master, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        await ShopDesk.UseSecret(await ShopDesk.Known(db, id), said.Secret ?? "", db, master);
        return new($"/shops/{id}", await Show(id, db, me, installation, locale));
    }

    public static async Task<ShopSecretJson> Reveal(long id, Db db, Me me, MasterKey master)
    {
        me.RequireAdministrator();
        var shop = await ShopDesk.Known(db, id);
        if (shop is not { Kind: ShopKind.Own, Secret: { } secret }) throw new NotFound();
        db.Audit("shop.secret-shown", shop);
        await db.Save();
        return new(Encoding.UTF8.GetString(master.Unwrap(secret)));
    }

    public static async Task<Changed<ShopJson>> UseAccess(long id, NewShopAccess said, Db db, Me me, MasterKey master, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        await ShopDesk.UseAccess(await ShopDesk.Known(db, id), said.Access, db, master);
        return new($"/shops/{id}", await Show(id, db, me, installation, locale));
    }

    public static async Task<AskedJson> Ask(long id, Db db, Me me, ShopAsker asker, CancellationToken cancel)
    {
        me.RequireAdministrator();
        return new(await ShopDesk.Ask(await ShopDesk.Known(db, id), asker, cancel));
    }

    public static async Task<Done> Disconnect(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        await ShopDesk.Disconnect(await ShopDesk.Known(db, id), db);
        return new();
    }

    public static async Task<Paged<ShopMessageJson>> Messages(long id, [AsParameters] Paging paging, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        if (!await db.Shops.AnyAsync(s => s.Id == id)) throw new NotFound();
        var messages = db.Set<Delivery>().AsNoTracking().Where(d => d.ShopId == id);
        if (paging.AfterId is { } after) messages = messages.Where(d => d.Id < after);
        return paging.Of(await messages.OrderByDescending(d => d.Id).Take(paging.Take).ToListAsync(), d => $"{d.Id}", d => new ShopMessageJson(d.Id, d.At, d.Key, d.Topic, d.About, d.Outcome, d.Reason is null ? null : locale.Say(d.Reason)));
    }
}

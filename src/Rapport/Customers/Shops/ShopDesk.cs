using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Customers.Shops;

/// /admin/shops: which shops tell us of their orders, whether they do, and what to paste where.
static class ShopDesk
{
    const int LatestDeliveries = 50;

    public static async Task<IResult> All(Db db, Me me)
    {
        me.RequireAdministrator();
        var shops = await db.Shops.AsNoTracking().OrderBy(s => s.Name).ToListAsync();
        var sources = await db.Orders.GroupBy(o => o.Source).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return Page.Of<ShopsPage>(new { Shops = shops, Orders = sources });
    }

    public static async Task<IResult> One(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var shop = await db.Shops.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id) ?? throw new NotFound();
        var deliveries = await db.Set<Delivery>().AsNoTracking().Where(d => d.ShopId == id).OrderByDescending(d => d.Id).Take(LatestDeliveries).ToListAsync();
        return Page.Of<ShopPage>(new { Shop = shop, Deliveries = deliveries });
    }

    public static async Task<IResult> Add(HttpContext context, Db db, Me me, MasterKey master)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        if (!Enum.TryParse<ShopKind>(form["kind"], ignoreCase: true, out var kind) || !Enum.IsDefined(kind)) throw new Refused("Choose what kind of shop it is.") { Field = "kind" };
        return Go.To((await Connect(kind, form["name"].ToString(), form["address"], db, master)).Path);
    }

    public static async Task<Shop> Connect(ShopKind kind, string name, string? address, Db db, MasterKey master)
    {
        var now = db.Clock.GetUtcNow();
        var shop = new Shop(db.NewId(), kind, name, address, now);
        if (kind == ShopKind.Own) shop.UseSecret(Signature.NewSecret(), master, now);
        db.Add(shop);
        db.Audit("shop.connected", shop, shop.Name);
        await db.Save();
        return shop;
    }

    public static async Task<IResult> Secret(long id, HttpContext context, Db db, Me me, MasterKey master)
    {
        me.RequireAdministrator();
        var shop = await Known(db, id);
        await UseSecret(shop, context.Request.Form["secret"].ToString(), db, master);
        return Go.To($"{shop.Path}?saved=1");
    }

    /// Of a shop of the brand's own making the secret is ours to choose.
    public static async Task UseSecret(Shop shop, string secret, Db db, MasterKey master)
    {
        shop.UseSecret(shop.Kind == ShopKind.Own ? Signature.NewSecret() : secret, master, db.Clock.GetUtcNow());
        db.Audit("shop.secret", shop);
        await db.Save();
    }

    public static async Task<IResult> Access(long id, HttpContext context, Db db, Me me, MasterKey master)
    {
        me.RequireAdministrator();
        var shop = await Known(db, id);
        await UseAccess(shop, context.Request.Form["access"], db, master);
        return Go.To($"{shop.Path}?saved=1");
    }

    public static async Task UseAccess(Shop shop, string? access, Db db, MasterKey master)
    {
        if (shop.Address is null) throw new Refused("Without the address of the shop it cannot be asked.");
        shop.UseAccess(access, master);
        db.Audit("shop.access", shop);
        await db.Save();
    }

    /// Whether the secret that was pasted is taken, by a message of our own; and where there is a key to the shop, whether it opens it.
    public static async Task<IResult> Test(long id, Db db, Me me, MasterKey master, ShopAsker asker, CancellationToken cancel)
    {
        me.RequireAdministrator();
        var shop = await Known(db, id);
        db.Add(TestShop.Hear(shop, master, db));
        await db.Save();
        return Go.To($"{shop.Path}?tested=1{(shop.Access is null ? "" : $"&told={await Ask(shop, asker, cancel)}")}");
    }

    /// How many orders it told of.
    public static Task<int> Ask(Shop shop, ShopAsker asker, CancellationToken cancel) =>
        shop.Access is null || shop.Address is null ? throw new Refused("There is no key yet by which the shop could be asked.") : asker.Ask(shop, cancel, pages: 1);

    public static async Task<IResult> Stop(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        await Disconnect(await Known(db, id), db);
        return Go.To("/admin/shops?saved=1");
    }

    public static async Task Disconnect(Shop shop, Db db)
    {
        shop.Stop(db.Clock.GetUtcNow());
        db.Audit("shop.disconnected", shop, shop.Name);
        await db.Save();
    }

    public static async Task<Shop> Known(Db db, long id) => await db.Shops.FirstOrDefaultAsync(s => s.Id == id && s.StoppedAt == null) ?? throw new NotFound();
}

using System.Security.Cryptography;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;

namespace Rapport.Reviews.Incentives;

/// An incentive was offered or ended.
public sealed record IncentiveChanged : Event
{
    public IncentiveChanged() { }

    internal IncentiveChanged(Incentive incentive) => About(incentive);

    public override IEnumerable<string> Touches => ["reviews"];
}

/// What is offered for reviews: the one way for forms and programs. Asked at most once a page.
public sealed class Offers(Db db, Installation installation, Turns turns)
{
    const int MostProducts = 200, MostInAll = 500;
    Task<List<Offered>>? asked;

    DateOnly Today => installation.DayOf(db.Clock.GetUtcNow());

    /// The latest first.
    public Task<List<Offered>> All() => asked ??= turns.Take(() => Read(db.Set<Incentive>().OrderByDescending(i => i.Since).ThenByDescending(i => i.Id).Take(MostInAll)));

    public async Task<Offered?> Find(long id) => (await All()).Find(o => o.Incentive.Id == id);

    public async Task<Offered?> Find(string code) => (await Read(db.Set<Incentive>().Where(i => i.Code == code))).FirstOrDefault();

    public async Task<IReadOnlyList<Offered>> InForce() => [.. (await All()).Where(o => IsOpen(o.Incentive))];

    async Task<List<Offered>> Read(IQueryable<Incentive> some)
    {
        var all = await some.AsNoTracking().ToListAsync();
        var gifts = all.Select(i => i.GiftId).OfType<long>().Distinct().ToList();
        var known = gifts.Count == 0 ? [] : await db.Products.AsNoTracking().Where(p => gifts.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return all.ConvertAll(i => new Offered(i, i.GiftId is { } gift ? known.GetValueOrDefault(gift) : null));
    }

    public bool IsOpen(Incentive incentive) => incentive.IsOpen(Today);
    public bool CanEnd(Incentive incentive) => incentive.CanEnd(Today);

    /// What somebody claims by the link they came by, where it is still offered for this product.
    public async Task<long?> Claimed(string? code, Product product)
    {
        if (string.IsNullOrEmpty(code) || await db.Set<Incentive>().AsNoTracking().FirstOrDefaultAsync(i => i.Code == code) is not { } incentive || !incentive.IsOpen(Today)) return null;
        var (id, shared) = (incentive.Id, Review.Sharing(product));
        var only = db.Set<IncentiveProduct>().Where(p => p.IncentiveId == id);
        return !await only.AnyAsync() || await only.AnyAsync(p => db.Set<Product>().Any(x => x.Id == p.ProductId && (x.FamilyId ?? x.Id) == shared)) ? id : null;
    }

    /// Its products are named by their SKUs; none for all of them.
    public async Task<Offered> Make(string? name, Reward reward, DateOnly? since, DateOnly? until, IReadOnlyList<string> skus)
    {
        if (await db.Set<Incentive>().CountAsync() >= MostInAll) throw new Refused("There are {most} offers already.", ("most", MostInAll));
        if (skus.Count > MostProducts) throw new Refused("Name at most {most} products, or none for all of them.", ("most", MostProducts)) { Field = "products" };
        var gift = reward.Gift is not { } sku ? null : await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Sku == sku && p.RetiredAt == null) ?? throw NoProduct(sku, "gift");
        var incentive = new Incentive(db.NewId(), name ?? "", reward, gift?.Id, since ?? Today, until, RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12));
        if (incentive.Until < Today) throw new Refused("An offer does not begin in the past.") { Field = "until" };
        var known = await db.Products.Where(p => skus.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku, p => p.Id);
        if (skus.FirstOrDefault(s => !known.ContainsKey(s)) is { } missing) throw NoProduct(missing, "products");
        db.Add(incentive);
        db.AddRange(known.Values.Select(id => new IncentiveProduct(incentive.Id, id)));
        db.Audit("incentive.offered", incentive, $"{incentive.Name}: {reward.Plain}");
        await db.Save(new IncentiveChanged(incentive));
        return new(incentive, gift);
    }

    static Refused NoProduct(string sku, string field) => new("There is no product with the SKU {sku}.", ("sku", sku)) { Field = field };

    public async Task<Offered> End(long id)
    {
        var incentive = await db.Set<Incentive>().FirstOrDefaultAsync(i => i.Id == id) ?? throw new NotFound();
        incentive.End(Today);
        db.Audit("incentive.ended", incentive, incentive.Name);
        await db.Save(new IncentiveChanged(incentive));
        return (await Read(db.Set<Incentive>().Where(i => i.Id == id)))[0];
    }
}

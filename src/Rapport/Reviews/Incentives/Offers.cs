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
    Task<List<Incentive>>? asked;

    DateOnly Today => installation.DayOf(db.Clock.GetUtcNow());

    /// The latest first.
    public Task<List<Incentive>> All() => asked ??= turns.Take(() => db.Set<Incentive>().AsNoTracking().OrderByDescending(i => i.Since).ThenByDescending(i => i.Id).Take(MostInAll).ToListAsync());

    public async Task<Incentive?> Find(long id) => (await All()).Find(i => i.Id == id);

    public async Task<IReadOnlyList<Incentive>> InForce() => [.. (await All()).Where(i => i.IsOpen(Today))];

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
    public async Task<Incentive> Make(string? name, string? offer, DateOnly? since, DateOnly? until, IReadOnlyList<string> skus)
    {
        if (await db.Set<Incentive>().CountAsync() >= MostInAll) throw new Refused("There are {most} offers already.", ("most", MostInAll));
        if (skus.Count > MostProducts) throw new Refused("Name at most {most} products, or none for all of them.", ("most", MostProducts)) { Field = "products" };
        var incentive = new Incentive(db.NewId(), name ?? "", offer ?? "", since ?? Today, until, RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12));
        if (incentive.Until < Today) throw new Refused("An offer does not begin in the past.") { Field = "until" };
        var known = await db.Products.Where(p => skus.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku, p => p.Id);
        if (skus.FirstOrDefault(s => !known.ContainsKey(s)) is { } missing) throw new Refused("There is no product with the SKU {sku}.", ("sku", missing)) { Field = "products" };
        db.Add(incentive);
        db.AddRange(known.Values.Select(id => new IncentiveProduct(incentive.Id, id)));
        db.Audit("incentive.offered", incentive, $"{incentive.Name}: {incentive.Offer}");
        await db.Save(new IncentiveChanged(incentive));
        return incentive;
    }

    public async Task<Incentive> End(long id)
    {
        var incentive = await db.Set<Incentive>().FirstOrDefaultAsync(i => i.Id == id) ?? throw new NotFound();
        incentive.End(Today);
        db.Audit("incentive.ended", incentive, incentive.Name);
        await db.Save(new IncentiveChanged(incentive));
        return incentive;
    }
}

using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Reviews.Asking;

namespace Rapport.Reviews;

/// Who writes a review: whoever is signed in, or whoever a mailed link stands for, whoever is signed in where it is opened.
public sealed class Reviewer(Db db, Me me, AskedBuyer buyer)
{
    /// For writing; by a link with the request it answers.
    public async Task<(Member By, Asked? Asked)> Of(string? link, Product about) => link is { Length: > 0 } ? await buyer.Become(link, about) : (me.Member, null);

    /// For changing what is written.
    public async Task<(Member By, Asked? Asked)> Of(string? link, long review) => link is { Length: > 0 } ? await buyer.Become(link, await About(review)) : (me.Member, null);

    /// For a page. Nobody for a visitor who has not said who they are: they may write, and say it afterwards.
    public async Task<Member?> Known(string? link, Product about) => link is { Length: > 0 } ? await buyer.Known(link, about) : me.IsAnonymous ? null : me.Member;

    /// For a page about what is written.
    public async Task<Member> Known(string? link, long review) => link is { Length: > 0 } ? await buyer.Known(link, await About(review)) : me.Member;

    async Task<Product> About(long review) =>
        await db.Products.AsNoTracking().FirstOrDefaultAsync(p => db.Set<Review>().Any(r => r.Id == review && r.ProductId == p.Id)) ?? throw new NotFound();
}

using Rapport.Catalog;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Reviews.Products;

/// Products by the score of their reviews, the best first; those without reviews come last, the newest first.
sealed class ScoreOrder(Db db, Me me) : ProductOrder
{
    public override string Name => "rating";
    public override string Words => "Best rated";

    public override IQueryable<Product> Of(IQueryable<Product> products) =>
        from p in products
        join r in KnownRatings.Visible(db, me) on p.FamilyId ?? p.Id equals r.SubjectId into ratings
        from r in ratings.DefaultIfEmpty()
        orderby (double?)r!.Score ?? 0 descending, p.Id descending
        select p;
}

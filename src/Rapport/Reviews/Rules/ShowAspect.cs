using Rapport.Catalog;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Reviews.Rules;

/// GET /admin/reviews/aspects/new and /admin/reviews/aspects/{id}: a question for reviews.
static class ShowAspect
{
    const int MostCategories = 2_000;

    public static async Task<IResult> New(Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<AspectPage>(new { Categories = await db.CategoryTrails(MostCategories) });
    }

    public static async Task<IResult> Edit(long id, Db db, Me me, AspectDesk aspects)
    {
        me.RequireAdministrator();
        var aspect = await aspects.Find(id);
        var trail = aspect.CategoryId is { } category ? (await db.CategoryTrails([category])).GetValueOrDefault(category) : null;
        return Page.Of<AspectPage>(new { Aspect = aspect, Category = trail, Answers = await db.ReviewAnswers.CountAsync(a => a.AspectId == id) });
    }
}

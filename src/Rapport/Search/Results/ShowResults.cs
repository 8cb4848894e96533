using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Search.Index;

namespace Rapport.Search.Results;

/// GET /search?q=: one box over everything, with facets. Read straight from this node's index; what is shown comes from the database.
public static class ShowResults
{
    public const int Size = 20;

    public static async Task<IResult> Handle(HttpContext context, SearchReader reader, Db db, Me me, TimeProvider clock)
    {
        var question = Question.Of(context.Request.Query);
        if (reader.Index is not { } index) return Page.Of<RebuildingPage>(new { Question = question }).Status(StatusCodes.Status503ServiceUnavailable);
        var asked = await Asked(question, db, me, clock);
        var results = Index.Find.Handle(index, asked);
        if (question.Page > Math.Max(1, ResultsView.PagesOf(results.Total))) throw new NotFound();
        var elsewhere = results.Total > 0 || !question.IsNarrowed || question.Text.Length == 0 ? 0
            : Index.Find.Handle(index, new SearchQuery(question.Text) { Access = asked.Access, Size = 1, Counted = false }).Total;
        if (question is { Page: 1, Text.Length: > 0 }) context.Features.Set(new Searched(question.Text, Math.Max(results.Total, elsewhere)));
        var found = await Found.Of(db, me, results.Hits,
            results.Facets.Products.Take(FacetGroup.Most).Select(p => p.Value).Concat(question.Products),
            [.. results.Facets.Spaces.Take(FacetGroup.Most).Select(s => s.Value).Concat(question.Spaces).Distinct()]);
        return Page.Of<ResultsPage>(new { Results = new ResultsView(question, results, found, elsewhere) });
    }

    /// Within a product means within all variants of its family: people seldom say which one they own.
    internal static async Task<SearchQuery> Asked(Question question, Db db, Me me, TimeProvider clock)
    {
        var products = question.Products;
        if (products.Count > 0)
            products = [.. products.Union(await db.Products().Where(p => p.FamilyId != null && db.Products().Any(c => products.Contains(c.Id) && c.FamilyId == p.FamilyId)).Select(p => p.Id).Take(200).ToListAsync())];
        return new(question.Text)
        {
            Access = me.Eyes(),
            Kinds = [.. question.Kinds], Products = [.. products], Spaces = [.. question.Spaces], Tags = [.. question.Tags], Solved = question.Solved,
            Since = question.Since switch
            {
                Since.Week => clock.GetUtcNow().AddDays(-7),
                Since.Month => clock.GetUtcNow().AddDays(-31),
                Since.Year => clock.GetUtcNow().AddDays(-365),
                _ => null,
            },
            Order = question.Newest ? SearchOrder.Newest : SearchOrder.Relevance,
            Page = question.Page, Size = Size,
        };
    }

    static IQueryable<Catalog.Product> Products(this Db db) => db.Set<Catalog.Product>().AsNoTracking();
}

/// What the page of results shows. Elsewhere is how much there would be without the choices.
public sealed record ResultsView(Question Question, SearchResults Results, Found Found, int Elsewhere)
{
    public int Pages => PagesOf(Results.Total);

    internal static int PagesOf(int total) => Math.Min((total + ShowResults.Size - 1) / ShowResults.Size, 50);
}

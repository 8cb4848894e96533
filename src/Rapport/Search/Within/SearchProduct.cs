using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Search.Index;
using Rapport.Search.Results;

namespace Rapport.Search.Within;

/// GET /products/{id}/{slug}/search?q=: what reviews and questions about a product and its variants say; the reviews narrowed down as on their list.
static class SearchProduct
{
    const int MostReviews = 1_000, MostTalk = 10, PerPage = 20, MostVariants = 200;

    public static async Task<IResult> Handle(long id, string slug, int? page, HttpContext context, SearchReader reader, Db db, Me me, ReviewRows rows, ReviewFacets facets)
    {
        var product = await db.Set<Product>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        var (choices, number) = (ReviewChoices.Of(context.Request), page ?? 1);
        if (slug != product.Slug) throw new Moved(choices.At($"{product.Path}/search"));
        if (number is < 1 or > MostReviews / PerPage) throw new NotFound();
        if (choices.Words.Length == 0) return Go.To(product.Path);
        if (reader.Index is not { } index) return Page.Of<RebuildingPage>(new { Question = new Question(choices.Words) { Products = [id] } }).Status(StatusCodes.Status503ServiceUnavailable);

        var family = await db.Set<Product>().Where(p => p.Id == id || product.FamilyId != null && p.FamilyId == product.FamilyId).OrderBy(p => p.Id).Select(p => p.Id).Take(MostVariants).ToListAsync();
        var spaces = await db.Spaces.AsNoTracking().VisibleTo(me).Select(s => new { s.Id, s.Purpose }).ToListAsync();
        SearchResults Find(SpacePurpose purpose, int size, params DocumentKind[] kinds) => Index.Find.Handle(index, new SearchQuery(choices.Words)
        {
            Access = me.Eyes(), Products = family, Spaces = [.. spaces.Where(s => s.Purpose == purpose).Select(s => s.Id).DefaultIfEmpty(0)], Kinds = kinds, Size = size, Counted = false,
        });
        var (reviews, talk) = (Find(SpacePurpose.Reviews, MostReviews, DocumentKind.Topic), Find(SpacePurpose.Talk, MostTalk, DocumentKind.Topic, DocumentKind.Reply));

        var ids = reviews.Hits.Select(h => h.Id).ToList();
        var faceted = await facets.Of(product, choices, ids);
        var (shown, names) = await Read(db, rows, choices, ids, number);
        if (shown.Count == 0 && number > 1) throw new NotFound();
        if (number == 1) context.Features.Set(new Searched(choices.Words, reviews.Total + talk.Total));
        return Page.Of<WithinPage>(new
        {
            Within = new WithinView(product, choices, number) { Reviews = [.. shown.Take(PerPage)], More = shown.Count > PerPage, Names = names, Faceted = faceted, Matching = ids.Count, Cut = reviews.Total > ids.Count, Highlight = reviews.Highlight, Corrected = reviews.Corrected, Talk = talk, Found = await Found.Of(db, me, talk.Hits, [], []) },
        });
    }

    /// A page of them and one more. Those that say most about what was looked for come first, unless the reader chose another order.
    static async Task<(IReadOnlyList<ReviewRow> Rows, Names Names)> Read(Db db, ReviewRows rows, ReviewChoices choices, List<long> ids, int page)
    {
        var like = choices.Narrow(db.Reviews.Where(r => ids.Contains(r.Id) && r.State == ReviewState.Published), db);
        if (choices.Order is not null) return await rows.Read(choices.Sort(like).Skip((page - 1) * PerPage).Take(PerPage + 1));
        var left = (await rows.Visible(like).Select(r => r.Id).ToListAsync()).ToHashSet();
        var here = ids.Where(left.Contains).Skip((page - 1) * PerPage).Take(PerPage + 1).ToList();
        var (found, names) = await rows.Read(db.Reviews.Where(r => here.Contains(r.Id)));
        return ([.. found.OrderBy(r => here.IndexOf(r.Id))], names);
    }
}

/// What was found about one product. Matching reviews are those with the words, whatever was chosen besides; where there are very many, the best of them.
public sealed record WithinView(Product Product, ReviewChoices Choices, int Turn)
{
    public required IReadOnlyList<ReviewRow> Reviews { get; init; }
    public required bool More { get; init; }
    public required Names Names { get; init; }
    public required FacetedReviews Faceted { get; init; }
    public required int Matching { get; init; }
    public required bool Cut { get; init; }
    public required Highlight Highlight { get; init; }
    public string? Corrected { get; init; }
    public required SearchResults Talk { get; init; }
    public required Found Found { get; init; }
}

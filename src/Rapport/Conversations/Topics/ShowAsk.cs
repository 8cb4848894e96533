using Rapport.Conversations.Drafts;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// GET /ask?kind=&space=&product=&owners=&title=&tags=&matter=: where a question, discussion, story or article is written.
public static class ShowAsk
{
    const int MostProducts = 300;

    public static async Task<IResult> Handle(string? kind, string? space, string? product, string? title, string? tags, string? matter, bool? owners, bool? draft, Db db, Me me, FormState state)
    {
        if (me.Id is { } id && state.Action is null && draft is not false && title is null && await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.MemberId == id && d.Key == DraftKeys.Ask) is { } kept)
            state.Restore("/ask", kept.Read().Select(f => KeyValuePair.Create(f.Key, new Microsoft.Extensions.Primitives.StringValues(f.Value))));
        return await Show(db, me, kind, space, product, null, title, tags, matter, owners == true);
    }

    public static async Task<PageResult> Show(Db db, Me me, string? kind, string? space, string? product, string? preview, string? title = null, string? tags = null, string? matter = null, bool owners = false, long? meant = null)
    {
        var spaces = await StartTopic.Places(db, me).AsNoTracking().ToListAsync();
        var products = await db.Set<Catalog.Product>().Where(p => p.RetiredAt == null).OrderBy(p => p.Name).Select(p => p.Name).Distinct().Take(MostProducts).ToListAsync();
        var said = Kernel.Content.Characters.Line(product is { Length: > 300 } ? product[..300] : product ?? "");
        var number = long.TryParse(said, out var known) ? known : 0;
        var about = said.Length == 0 ? null : await db.Set<Catalog.Product>().AsNoTracking().Where(p => p.Id == number || p.Name == said).OrderByDescending(p => p.Id == number).ThenByDescending(p => p.Id == meant).ThenBy(p => p.Id).FirstOrDefaultAsync();
        return Page.Of<AskPage>(new
        {
            Kind = Enum.TryParse<TopicKind>(kind, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : TopicKind.Question,
            Space = spaces.Find(s => s.Slug == space || s.Id.ToString() == space)?.Id,
            Spaces = (IReadOnlyList<Space>)spaces, Products = (IReadOnlyList<string>)products, Product = about, Owners = owners, Preview = preview, Heading = title, TagNames = tags, Matter = Enum.GetValues<Matter>().Where(m => m.Code() == matter).Select(m => (Matter?)m).FirstOrDefault(),
        });
    }
}

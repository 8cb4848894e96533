using Rapport.Catalog;
using Rapport.Interchange.Moves;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Interchange.ReviewLists;

/// POST /admin/moving/{id}/reading: the list is tried again, read as the administrator says.
static class ReadAgain
{
    public static async Task<IResult> Handle(long id, HttpContext context, Db db, Me me)
    {
        me.RequireAdministrator();
        var (move, form) = (await MovingDesk.Find(db, id), context.Request.Form);
        var listing = move.Read()?.Reviews ?? throw new NotFound();
        var choice = await Said(name => form[name].ToString() is { Length: > 0 } said ? said : null, ReviewChoice.Read(move.Particulars), listing, db);
        return Go.To((await Try(move, choice, db, me)).Path);
    }

    public static Task<Move> Try(Move move, ReviewChoice choice, Db db, Me me) => MovingDesk.Begin(db, move.Anew(db.NewId(), me.Member.Id, choice.Write(), db.Clock.GetUtcNow()), "community.tried");

    static async Task<ReviewChoice> Said(Func<string, string?> form, ReviewChoice before, ReviewListing listing, Db db)
    {
        var map = form("map");
        // Another map brings columns of its own; of the same one, those that were changed are kept.
        var columns = map is null || map == listing.Map ? ReviewColumns.Known.Names.Where(f => (form($"column-{f}") ?? "") != listing.Columns.GetValueOrDefault(f, "")).Select(f => KeyValuePair.Create(f, form($"column-{f}") ?? "")).Concat(before.Columns) : [];
        var products = before.Products.ToDictionary();
        for (var at = 0; at < ReadingForm.Most && form($"key-{at}") is { } key; at++)
            if (await Product(form($"product-{at}"), $"product-{at}", db) is { } sku) products[key] = sku;
            else if (form($"what-{at}") is ReviewChoice.Make or ReviewChoice.Leave) products[key] = form($"what-{at}")!;
        return new()
        {
            Map = map, Columns = columns.DistinctBy(c => c.Key).ToDictionary(), Products = products, Rest = form("rest") is ReviewChoice.Make or ReviewChoice.Leave ? form("rest") : null,
            Scale = form("scale") switch { "5" => 5, "10" => 10, _ => null }, DayFirst = TableChoice.DayIsFirst(form("days")), Encoding = before.Encoding, Source = form("source") is { } source && (source == listing.Source || source == listing.Twin) ? source : before.Source,
            SaveAs = form("save") is { } name ? SavedMap.Checked(name) : null,
        };
    }

    /// The SKU of the product that is meant by what was typed.
    static async Task<string?> Product(string? typed, string field, Db db)
    {
        if (Characters.Line(typed is { Length: > 300 } ? typed[..300] : typed ?? "") is not { Length: > 0 } said) return null;
        var found = (await db.ProductsBySku([said])).GetValueOrDefault(said) ?? (await db.ProductsByGtin([said])).GetValueOrDefault(said) ?? (await db.ProductsByName([said])).GetValueOrDefault(said);
        return (found ?? throw new Refused("There is no product called {name}.", ("name", said)) { Field = field }).Sku;
    }
}

using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews.Rules;

/// POST /admin/reviews/aspects makes a question for reviews; /{id} renames it, /move, /retire and /return do what they say.
static class ChangeAspect
{
    public static async Task<IResult> Make(HttpContext context, Db db, Me me, AspectDesk aspects)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        var trail = Characters.Line(form["category"].ToString());
        long? category = trail.Length == 0 ? null : await db.CategoryAt(trail) ?? throw new Refused("There is no such category. Choose one of the list, or leave it empty for every product.") { Field = "category" };
        await aspects.Make(category, Enum.TryParse<AspectKind>(form["kind"], ignoreCase: true, out var kind) ? kind : null, form["name"], Lines(form));
        return Saved();
    }

    public static async Task<IResult> Describe(long id, HttpContext context, Me me, AspectDesk aspects)
    {
        var aspect = await Mine(id, me, aspects);
        await aspects.Describe(aspect, context.Request.Form["name"].ToString(), Lines(context.Request.Form));
        return Saved();
    }

    public static async Task<IResult> Move(long id, HttpContext context, Me me, AspectDesk aspects)
    {
        await aspects.Move(await Mine(id, me, aspects), up: context.Request.Form["by"] == "up");
        return Go.To($"{ReviewRules.Path}#aspect-{id}");
    }

    public static async Task<IResult> Retire(long id, Me me, AspectDesk aspects)
    {
        await aspects.Ask(await Mine(id, me, aspects), asked: false);
        return Saved();
    }

    public static async Task<IResult> Return(long id, Me me, AspectDesk aspects)
    {
        await aspects.Ask(await Mine(id, me, aspects), asked: true);
        return Saved();
    }

    static Task<Aspect> Mine(long id, Me me, AspectDesk aspects)
    {
        me.RequireAdministrator();
        return aspects.Find(id);
    }

    static IResult Saved() => Go.To($"{ReviewRules.Path}?saved=1#aspects");

    static string[] Lines(IFormCollection form) => form["options"].ToString().Split('\n');
}

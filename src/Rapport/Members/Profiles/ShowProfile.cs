using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Members.Profiles;

/// The public page of a member. Somebody who left, or who signed up and never confirmed, has none.
static class ShowProfile
{
    public static async Task<IResult> Handle(long id, string? slug, Db db, Me me, HttpContext context, IEnumerable<ProfileSubstance> substances)
    {
        var member = await Find(id, db, me);
        var path = Path(member);
        if (path != $"/members/{id}/{slug}") throw new Moved(path + context.Request.QueryString);
        return Page.Of<ProfilePage>(new { Member = member, Path = path, IsThin = await IsThin(member, db, substances) }).Tagged($"member:{id}");
    }

    public static async Task<Member> Find(long id, Db db, Me me) => await db.Members.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();

    /// Search engines need not see a page that says nothing but a name.
    static async Task<bool> IsThin(Member member, Db db, IEnumerable<ProfileSubstance> substances)
    {
        if (member.Bio is not null || member.IsStaff) return false;
        foreach (var says in substances)
            if (await says(db, member.Id)) return false;
        return true;
    }

    public static string Path(Member member) => $"/members/{member.Id}/{Slug.Of(member.Name)}";
}

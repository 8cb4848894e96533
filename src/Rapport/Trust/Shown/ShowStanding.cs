using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Trust.Shown;

/// GET /standing: how it is earned, for everybody. GET /members/{id}/standing: how somebody stands, and why.
static class ShowStanding
{
    public static IResult Formula() => Page.Of<FormulaPage>();

    public static async Task<IResult> Handle(long id, Db db, Me me, StandingOf standing)
    {
        var member = await Find(id, db, me);
        return Page.Of<StandingPage>(new { Member = member, View = await standing.Read(id, me) });
    }

    public static async Task<Member> Find(long id, Db db, Me me) => await db.Members.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();
}

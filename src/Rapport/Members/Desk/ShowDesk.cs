using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Members.Desk;

/// GET /admin: what is left to do before the doors open, then the way to everything else.
static class ShowDesk
{
    public static async Task<IResult> Handle(Db db, Me me, IEnumerable<LaunchStep> steps)
    {
        me.RequireModerator();
        var list = new List<(LaunchStep, bool)>();
        if (me.IsAdministrator)
            foreach (var step in steps.OrderBy(s => s.Order)) list.Add((step, await step.IsDone(db)));
        return Page.Of<LaunchPage>(new { Steps = list });
    }
}

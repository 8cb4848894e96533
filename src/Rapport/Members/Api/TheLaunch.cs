using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;

namespace Rapport.Members.Api;

/// What is to be done before the doors open, and whether it is.
public sealed record LaunchStepJson(string Name, string Why, [property: Description("The page on which it is done.")] string Path, bool Done)
{
    public static LaunchStepJson Example => new("Backups", "Whatever breaks, nothing is lost for good.", "/admin/backups", false);
}

static class TheLaunch
{
    public static async Task<Paged<LaunchStepJson>> List(Db db, Me me, IEnumerable<LaunchStep> steps, Locale locale)
    {
        me.RequireAdministrator();
        var list = new List<LaunchStepJson>();
        foreach (var step in steps.OrderBy(s => s.Order)) list.Add(new(locale.Say(step.Name), locale.Say(step.Why), step.Path, await step.IsDone(db)));
        return new(list, null);
    }
}

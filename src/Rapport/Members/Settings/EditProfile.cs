using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Members.Settings;

/// What others see of a member, changed by the member.
static class EditProfile
{
    public sealed record Form
    {
        public string? Name { get; init; }
        public string? Title { get; init; }
        public string? Bio { get; init; }
    }

    public static async Task<IResult> Handle([FromForm] Form form, Db db, Me me)
    {
        var member = await db.Mine(me);
        member.Describe(form.Name, form.Title, form.Bio);
        await db.Save(new ProfileChanged(member));
        return Go.To("/settings?saved=profile");
    }
}

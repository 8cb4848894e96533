using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Demo.Entering;

/// One click makes the visitor one of the cast.
static class Enter
{
    public sealed record Form(string? As, string? From);

    /// The people of the demo who can be entered as, and what each is there for.
    public static readonly IReadOnlyList<(string Handle, string What)> Cast = Cast5();

    static IReadOnlyList<(string, string)> Cast5()
    {
        var members = Writing.Brand.Read().Members;
        string Of(string role) => members.Where(m => m.Role == role).MaxBy(m => m.Activity)!.Handle;
        var customers = members.Where(m => m.Role == "member").ToList();
        return
        [
            (customers.Where(m => m is { Activity: <= 4, Owns.Length: > 0, Language: "en" }).First().Handle, "customer"),
            (customers.MaxBy(m => m.Activity)!.Handle, "helper"),
            (Of("employee"), "employee"), (Of("moderator"), "moderator"), (Of("administrator"), "administrator"),
        ];
    }

    public static async Task<IResult> Handle([FromForm] Form form, HttpContext context, Db db, Installation installation)
    {
        if (!installation.Demo) throw new NotFound();
        if (Cast.All(c => c.Handle != form.As)) throw new Refused("There is nobody like that in the demo.");
        await Entry.SignIn(context, await db.Members.FirstOrDefaultAsync(m => m.Handle == form.As) ?? throw new NotFound());
        return Go.To(Go.IsLocal(form.From) && !form.From!.StartsWith("/sign-", StringComparison.Ordinal) ? form.From : "/");
    }
}

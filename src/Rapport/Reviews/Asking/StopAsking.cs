using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;

namespace Rapport.Reviews.Asking;

/// The way out in every mail that asks. GET asks and changes nothing, since scanners of mail open links; POST does it, without
/// signing in, also where a mail client says no more than that (RFC 8058). It holds for ever for the address.
static class StopAsking
{
    public static IResult Show(string token, HttpContext context, AskingLinks links)
    {
        context.Features.Set(new Uncounted());
        return Page.Of<StopAskingPage>(new { Token = links.ReadOff(token) is null ? throw new NotFound() : token });
    }

    public static async Task<IResult> Handle(string token, AskingLinks links, Db db, Installation installation)
    {
        await db.StopAsking(links.ReadOff(token) ?? throw new NotFound(), refused: false, installation);
        await db.Save();
        return Page.Of<StopAskingPage>(new { Token = token, Done = true });
    }
}

static class Stopping
{
    extension(Db db)
    {
        /// Into what Save stores. What the owner says counts for more than what a mail server says.
        public async Task StopAsking(string addressHash, bool refused, Installation installation)
        {
            var now = db.Clock.GetUtcNow();
            if (await db.Set<AskingStop>().FirstOrDefaultAsync(s => s.Address == addressHash) is not { } known) db.Add(new AskingStop(addressHash, refused, now, installation.DayOf(now)));
            else if (known.Refused && !refused) known.OptOut(now, installation.DayOf(now));
        }
    }
}

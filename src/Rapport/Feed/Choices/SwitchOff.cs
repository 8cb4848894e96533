using Rapport.Feed.Notices;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Feed.Choices;

/// The link in every mail. GET asks what is meant and changes nothing, since scanners of mail open links; POST does it, without
/// signing in. A mail client that unsubscribes by one click (RFC 8058) says no more than that, and means mails of this kind.
public static class SwitchOff
{
    public static IResult Show(string token, SwitchLinks links) => Page.Of<SwitchOffPage>(new { Link = links.Read(token) ?? throw new NotFound() });

    public static async Task<IResult> Handle(string token, HttpContext context, SwitchLinks links, Db db, TimeProvider clock)
    {
        var link = links.Read(token) ?? throw new NotFound();
        var what = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync())["what"].ToString() : "";
        if (what == "topic")
        {
            if (await db.Silences.FindAsync(link.Member, link.Topic) is null) db.Add(new Silence(link.Member, link.Topic, clock.GetUtcNow()));
        }
        else
            foreach (var kind in what == "all" ? NoticeWords.Chosen : [link.Kind]) await db.Choose(link.Member, kind, null, byMail: false);
        await db.Save();
        return Page.Of<SwitchOffPage>(new { Link = link, Done = what is "topic" or "all" ? what : "kind" });
    }
}

using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Pages;

namespace Rapport.Demo.Mails;

/// Every mail the demo would have sent.
public static class ShowMails
{
    public sealed record Row(long Id, string Address, string Subject, DateTimeOffset At);

    public static async Task<IResult> List(Db db) => Page.Of<MailsPage>(new
    {
        Mails = await db.Set<SentMail>().OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(100).Select(m => new Row(m.Id, m.Address, m.Subject, m.At)).ToListAsync(),
    });

    public static async Task<IResult> One(long id, Db db) => Page.Of<MailPage>(new { Mail = await Find(db, id) });

    /// As a mail reader would show it: its own styles are inline, so this one page allows them, and nothing else.
    public static async Task<IResult> Html(long id, Db db, HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox allow-popups allow-top-navigation-by-user-activation";
        return Results.Content((await Find(db, id)).Html, "text/html; charset=utf-8");
    }

    static async Task<SentMail> Find(Db db, long id) => await db.Set<SentMail>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();
}

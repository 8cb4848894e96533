using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Governance.Notices;

/// GET and POST /notice: somebody without an account names an address on this site and what is wrong there; the key to it goes by mail alone. GET /notice/{id}?key= shows what became of it, and takes an objection.
static class GiveNotice
{
    public const string Received = "/notice?received=1";

    public static IResult Show(string? address = null, string? received = null) => received == "1" ? Page.Of<NoticeReceivedPage>() : Page.Of<NoticePage>(new { Address = address is { Length: < 2_000 } ? address : null });

    public static async Task<IResult> Handle(HttpContext context, Db db, Installation installation, Locale locale, ReportWeights weights, NoticeLetters letters, DecisionLinks links, IEnumerable<Governed> governed)
    {
        var form = context.Request.Form;
        string? Field(string name) => form[name].FirstOrDefault();
        // Machines fill in what people do not see.
        if (!string.IsNullOrEmpty(Field("website"))) throw new Refused("Leave the field for machines empty.");
        var given = await Give(Field("address"), Enum.TryParse<ReportReason>(Field("why"), ignoreCase: true, out var why) ? why : null, Field("words"), Field("name"), Field("email"), Field("faith") == "true", db, installation, locale, weights, letters, governed);
        // Whose address it is shows in who reads the mail. Without one, the notice is new and belongs to whoever sent it.
        return Go.To(given.EmailHash is null ? links.NoticePath(given.Id) : Received);
    }

    /// The same form once more: the key stands in no second answer.
    public static string After(HttpContext context) => string.IsNullOrWhiteSpace(context.Request.Form["email"]) ? "/notice" : Received;

    /// Nothing new where the same person named the same thing before.
    public static async Task<OutsideNotice> Give(string? address, ReportReason? why, string? words, string? name, string? email, bool inGoodFaith, Db db, Installation installation, Locale locale, ReportWeights weights, NoticeLetters letters, IEnumerable<Governed> governed)
    {
        var (of, id, path) = Named(address, installation, locale, governed);
        Exhibit thing;
        try { thing = await of.Find(db, new Me(), locale, id); }
        catch (NotFound) { throw LeadsNowhere; }
        var now = db.Clock.GetUtcNow();
        var about = await db.CaseOf(of.Kind, id, thing.AuthorId);
        var given = OutsideNotice.Of(db.NewId(), about, path, why, words, name, email, inGoodFaith, locale.Code, now);
        if (given.EmailHash is { } hash)
        {
            // Asked first, so that a refusal does not tell what was named before.
            var (dayAgo, most) = (now.AddDays(-1), OutsideNotice.ADay);
            if (await db.OutsideNotices.CountAsync(n => n.EmailHash == hash && n.At > dayAgo) >= most) throw new Refused("You gave {n} notices within a day. Go on tomorrow.", ("n", most)) { Field = "email" };
            if (await db.OutsideNotices.FirstOrDefaultAsync(n => n.EmailHash == hash && n.Kind == of.Kind && n.ThingId == id) is { } before) return before;
        }
        db.Add(given);
        db.Add(Report.FromOutside(db.NewId(), about, given));
        await db.Weigh(about, 0, weights);
        await letters.Receipt(given);
        await db.Save(new ThingReported(about, given.Reason));
        return given;
    }

    public static async Task<IResult> Look(long id, Db db, DecisionLinks links, TimeProvider clock, string? key = null)
    {
        var given = await Find(id, key, db, links);
        var (about, told, objection) = await State(given, db);
        return Page.Of<NoticeGivenPage>(new { Given = given, Key = key, Verdict = about?.Verdict, Told = told, Objection = objection }).With("Referrer-Policy", "same-origin");
    }

    public static async Task<IResult> Object(long id, HttpContext context, Db db, DecisionLinks links)
    {
        var given = await Find(id, context.Request.Form["key"].FirstOrDefault(), db, links);
        var told = await db.RefusedReport(given.CaseId) ?? throw new Refused("There is no decision against your report.");
        await db.Save(await db.Appeal(told, null, context.Request.Form["words"].FirstOrDefault()));
        return Go.To(links.NoticePath(id));
    }

    static async Task<(Case? About, Statement? Told, Case? Objection)> State(OutsideNotice given, Db db)
    {
        var about = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == given.CaseId);
        var told = await db.Statements.AsNoTracking().Where(s => s.CaseId == given.CaseId).OrderByDescending(s => s.DecidedAt).ThenByDescending(s => s.Id).FirstOrDefaultAsync();
        return (about, told, told is null ? null : await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.AppealOf == told.Id));
    }

    static async Task<OutsideNotice> Find(long id, string? key, Db db, DecisionLinks links) =>
        links.Is("notice", id, key) && await db.OutsideNotices.AsNoTracking().FirstOrDefaultAsync(n => n.Id == id) is { } given ? given : throw new NotFound();

    static Refused LeadsNowhere => new("This address leads to nothing here that can be reported. Copy the address of the post or profile itself.") { Field = "address" };

    static (Governed Of, long Id, string Path) Named(string? address, Installation installation, Locale locale, IEnumerable<Governed> governed)
    {
        var typed = (address ?? "").Trim();
        if (typed.Length is 0 or > 2_000) throw new Refused("Write the exact address of what it is about.") { Field = "address" };
        if (!Uri.TryCreate(new Uri(installation.Address), typed, out var uri) || uri.Scheme is not ("http" or "https")) throw LeadsNowhere;
        if (!string.Equals(uri.Host, new Uri(installation.Address).Host, StringComparison.OrdinalIgnoreCase)) throw new Refused("This address is of another site. We can only act on what is here, at {address}.", ("address", installation.Address)) { Field = "address" };
        var path = locale.All.Select(code => $"/{code}/").FirstOrDefault(p => uri.AbsolutePath.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } prefix ? uri.AbsolutePath[(prefix.Length - 1)..] : uri.AbsolutePath;
        foreach (var of in governed)
            if (of.Named(path, uri.Fragment.TrimStart('#')) is { } id) return (of, id, (path + uri.Fragment) is { Length: <= 500 } whole ? whole : path[..Math.Min(500, path.Length)]);
        throw LeadsNowhere;
    }
}

using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Governance.Decisions;

/// GET /decisions/{id}: the statement of reasons, for whom it concerns and for moderators; POST /decisions/{id}/appeal objects to it. The link of the mail opens both to who cannot sign in.
static class ShowDecision
{
    public static async Task<IResult> Handle(long id, Db db, Me me, DecisionLinks links, string? key = null)
    {
        var told = await Find(id, key, db, me, links);
        var appeal = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.AppealOf == id);
        var answer = await db.Statements.AsNoTracking().Where(s => s.AppealOf == id && s.EndedAt == null).Select(s => (long?)s.Id).FirstOrDefaultAsync();
        return Page.Of<DecisionPage>(new
        {
            Told = told, Key = key, Appeal = appeal, IsMine = IsMine(told, key, me, links), Alone = told.Restricts && !await db.AnotherModerator(told.DecidedBy, told.AuthorId),
            AnswerPath = answer is { } found ? key is null ? $"/decisions/{found}" : links.Path(found) : null,
        }).With("Referrer-Policy", "same-origin");
    }

    public static async Task<IResult> Suspension(long id, Db db, DecisionLinks links, string? key = null)
    {
        if (!links.OpensSuspension(id, key)) throw new NotFound();
        var told = await db.Statements.Where(s => s.Kind == "member" && s.ThingId == id && s.Verdict == Verdict.Suspend).OrderByDescending(s => s.DecidedAt).ThenByDescending(s => s.Id).Select(s => (long?)s.Id).FirstOrDefaultAsync() ?? throw new NotFound();
        return Go.To(links.Path(told));
    }

    public static async Task<IResult> Object(long id, HttpContext context, Db db, Me me, DecisionLinks links)
    {
        var (words, key) = (context.Request.Form["words"].FirstOrDefault(), context.Request.Form["key"].FirstOrDefault());
        await Appeal(id, words, key, db, me, links);
        return Go.To(key is { Length: > 0 } ? links.Path(id) : $"/decisions/{id}");
    }

    public static async Task Appeal(long id, string? words, string? key, Db db, Me me, DecisionLinks links)
    {
        var told = await Find(id, key, db, me, links);
        if (!IsMine(told, key, me, links) || !told.Restricts && told.AppealOf is null) throw new NotFound();
        await db.Save(await db.Appeal(told, told.AuthorId, words));
    }

    internal static async Task<Statement> Find(long id, string? key, Db db, Me me, DecisionLinks links)
    {
        var told = await db.Statements.FirstOrDefaultAsync(s => s.Id == id) ?? throw new NotFound();
        if (!IsMine(told, key, me, links) && !me.IsModerator) throw me.IsAnonymous && key is null ? new SignInNeeded() : new NotFound();
        return told;
    }

    /// Once its author left, it concerns nobody here any more.
    static bool IsMine(Statement told, string? key, Me me, DecisionLinks links) => told.AuthorId is { } author && (author == me.Id || links.Opens(told.Id, key));
}

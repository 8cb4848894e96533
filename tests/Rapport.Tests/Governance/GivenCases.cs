using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// A newcomer's question as they post it: it waits. With its open case.
    public async Task<(Topic Topic, Case Case)> HeldTopic(Member by, string title, string body = "It hums at night.", Space? space = null)
    {
        space ??= await Space();
        var posted = await world.Visit(by).Post("/ask", new { kind = "question", space = space.Id, title, body });
        var id = long.Parse(posted.Location!.Split('/')[2]);
        return await world.Query(async db => (await db.Topics.AsNoTracking().FirstAsync(t => t.Id == id), await db.Cases.AsNoTracking().FirstAsync(c => c.ThingId == id && c.DecidedAt == null)));
    }

    public Task<Case?> OpenCase(long thing) => world.Query(db => db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.ThingId == thing && c.DecidedAt == null));

    /// Where the queue begins with the case of a thing, however many wait longer.
    public async Task<string> QueueAt(long thing)
    {
        var about = (await OpenCase(thing))!;
        var before = await world.Query(db => db.Cases.AsNoTracking().Where(c => c.DecidedAt == null).OrderByDescending(c => c.Weight + (c.Wait != null ? 1 : 0)).ThenBy(c => c.OpenedAt).ThenBy(c => c.Id).Select(c => c.Id).ToListAsync()) is var waiting && waiting.IndexOf(about.Id) is > 0 and var place ? (long?)waiting[place - 1] : null;
        return "/admin/queue" + (before is null ? "" : $"?after={before}");
    }

    /// Where the list of what was decided begins with a case, however many were decided after it.
    public async Task<string> DecidedAt(long about)
    {
        var after = await world.Query(db => db.Cases.AsNoTracking().Where(c => c.DecidedAt != null).OrderByDescending(c => c.DecidedAt).ThenByDescending(c => c.Id).Select(c => c.Id).ToListAsync()) is var decided && decided.IndexOf(about) is > 0 and var place ? (long?)decided[place - 1] : null;
        return "/admin/queue/decided" + (after is null ? "" : $"?after={after}");
    }

    /// Hides a post as a moderator does from its page.
    public Task<Response> Hidden(long post, Member by, string reason = "It sells something.") => world.Visit(by).Post($"/posts/{post}/remove", new { ground = "spam", reason });
}

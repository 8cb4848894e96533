using System.Globalization;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Feed.Notices;

/// What the member has not read: asked once for a page. To open a topic is to read its notices; only then is anything written.
public sealed class Unread(Db db, Me me, IHttpContextAccessor access, TimeProvider clock)
{
    public const int Most = 99;

    static readonly Ready<Func<Db, long, Task<bool>>> Any = new(() => EF.CompileAsyncQuery((Db db, long member) => db.Set<Notice>().Any(n => n.MemberId == member && n.ReadAt == null)));

    /// How many there are, this page's own topic apart; one more than Most for "many".
    public async Task<int> Count()
    {
        var member = me.Id;
        var posts = db.Posts.VisibleTo(me);
        // Mostly there are none, and then nobody has to ask which of them may be seen.
        if (member is null || !await Any.On(db)(db, member.Value)) return 0;
        var topics = await db.Notices.HeardBy(db, me).Where(n => n.MemberId == member && n.ReadAt == null && (n.CaseId != 0 || n.Kind == NoticeKind.Standing || posts.Any(p => p.Id == n.PostId))).Select(n => new { n.TopicId, n.Shown }).Take(Most + 1).ToListAsync();
        if (Opened() is { } topic && (topics.Count > Most || topics.Exists(t => t.TopicId == topic)))
        {
            var now = clock.GetUtcNow();
            await db.Transact(() => db.Notices.Where(n => n.MemberId == member && n.TopicId == topic && n.ReadAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now)));
            topics.RemoveAll(t => t.TopicId == topic);
        }
        return topics.Count(t => t.Shown);
    }

    /// The topic whose page this is; null for every other page, for errors, and where a browser only fetches ahead.
    long? Opened()
    {
        var context = access.HttpContext!;
        if (!HttpMethods.IsGet(context.Request.Method) || context.Response.StatusCode != StatusCodes.Status200OK || context.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.Ordinal)) return null;
        return context.Request.Path.Value?.Split('/') is ["", "topics", var id, ..] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var topic) ? topic : null;
    }
}

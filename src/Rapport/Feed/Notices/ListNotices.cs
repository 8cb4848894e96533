using System.Globalization;
using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Feed.Notices;

/// A notice as the page shows it.
public sealed record NoticeRow(long Id, NoticeKind Kind, Occasion Occasion, DateTimeOffset At, bool New, long TopicId, TopicKind TopicKind, string Title, string Slug, string Language,
    long PostId, PostKind PostKind, string Excerpt, string? Who, string? Picture, string? Of, Verdict? Verdict, Ground? Ground, string? Reason)
{
    public Trust.Privilege? Privilege { get; init; }
    public DateTimeOffset? FadesAt { get; init; }
    public string? Space { get; init; }

    public bool IsReport => Kind == NoticeKind.Report;

    public string Path => Kind == NoticeKind.Standing ? "/standing" : IsReport ? $"/report/{Of}/{PostId}" : Of == "member" ? $"/members/{PostId}" : $"/posts/{PostId}";

    public string TopicPath => Topic.PathOf(TopicId, Slug);
}

/// GET /notices: unread first, then read, each from the newest on.
public static class ListNotices
{
    public const int PerPage = 40;

    public static async Task<IResult> Handle(string? after, Db db, Me me)
    {
        var rows = await Read(after, PerPage + 1, db, me);
        return Page.Of<NoticesPage>(new { Rows = rows.Take(PerPage).ToList(), Next = rows.Count > PerPage ? PlaceOf(rows[PerPage - 1]) : null, IsFirst = !IsPlace(after) });
    }

    public static async Task<List<NoticeRow>> Read(string? after, int count, Db db, Me me)
    {
        var id = me.Member.Id;
        var mine = db.Notices.AsNoTracking().Where(n => n.MemberId == id && n.Shown).HeardBy(db, me);
        var from = Place.Read(after);
        var rows = from is { New: false } ? [] : await Rows(db, me, From(mine.Where(n => n.ReadAt == null), from)).Take(count).ToListAsync();
        if (rows.Count < count)
            rows.AddRange(await Rows(db, me, From(mine.Where(n => n.ReadAt != null), from is { New: true } ? null : from)).Take(count - rows.Count).ToListAsync());
        return rows;
    }

    public static bool IsPlace(string? text) => Place.Read(text) is not null;

    public static string PlaceOf(NoticeRow row) => Place.Of(row).ToString();

    /// Without what comes from whom the reader muted. Decisions, and what concerns only the reader, come in any case.
    public static IQueryable<Notice> HeardBy(this IQueryable<Notice> notices, Db db, Me me)
    {
        var muted = me.KeptAway.Keys.ToList();
        return muted.Count == 0 ? notices : notices.Where(n => n.CaseId != 0 || n.Kind == NoticeKind.Standing
            || !(n.ActorId != null && muted.Contains(n.ActorId.Value)) && !db.Set<Post>().Any(p => p.Id == n.PostId && p.AuthorId != null && muted.Contains(p.AuthorId.Value) && !p.ByEmployee));
    }

    static IQueryable<Notice> From(IQueryable<Notice> notices, Place? after) =>
        (after is var (_, at, id) ? notices.Where(n => n.At <= at && (n.At < at || n.Id < id)) : notices).OrderByDescending(n => n.At).ThenByDescending(n => n.Id);

    static IQueryable<NoticeRow> Rows(Db db, Me me, IQueryable<Notice> notices) =>
        from n in notices
        join p in db.Posts.KnownTo(me) on n.PostId equals p.Id into posts
        from p in posts.DefaultIfEmpty()
        join c in db.Cases on n.CaseId equals c.Id into cases
        from c in cases.DefaultIfEmpty()
        // Of what the reader no longer sees, only decisions are told.
        join g in db.Grants on n.PostId equals g.Id into grants
        from g in grants.DefaultIfEmpty()
        join s in db.Spaces on g.AreaId equals s.Id into spaces
        from s in spaces.DefaultIfEmpty()
        where n.Kind == NoticeKind.Standing && g != null || n.CaseId != 0 && c.Verdict != null || p.RemovedAt == null && p.Sight == Sight.Shown && p.Topic.Sight == Sight.Shown
        join m in db.Members on n.ActorId equals (long?)m.Id into actors
        from m in actors.DefaultIfEmpty()
        select new NoticeRow(n.Id, n.Kind, n.Occasion, n.At, n.ReadAt == null, n.TopicId, (TopicKind?)p.Topic.Kind ?? TopicKind.Question, p.Topic.Title ?? "", p.Topic.Slug ?? "", p.Topic.Language ?? "en",
            n.PostId, (PostKind?)p.Kind ?? PostKind.Opening, p.Excerpt ?? "", m!.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, c.Kind, c.Verdict, c.Ground, c.Reason) { Privilege = (Trust.Privilege?)g.Privilege, FadesAt = g.FadesAt, Space = s.Name };

    /// Where a page of notices ended.
    sealed record Place(bool New, DateTimeOffset At, long Id)
    {
        public static Place Of(NoticeRow row) => new(row.New, row.At, row.Id);

        public static Place? Read(string? text) =>
            text?.Split('-') is [("new" or "old") and var state, var at, var id]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < 4_102_444_800_000_000 && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new(state == "new", Instants.FromMicroseconds(microseconds), number) : null;

        public override string ToString() => $"{(New ? "new" : "old")}-{Instants.ToLong(At)}-{Id}";
    }
}

/// POST /notices/read: all that was new when the page was made is read.
public static class ReadNotices
{
    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, TimeProvider clock)
    {
        var until = long.TryParse(context.Request.HasFormContentType ? context.Request.Form["until"].ToString() : null, out var microseconds) && microseconds is > 0 and < 4_102_444_800_000_000 ? Instants.FromMicroseconds(microseconds) : clock.GetUtcNow();
        await Read(until, db, me);
        return Kernel.Web.Go.To("/notices");
    }

    public static async Task Read(DateTimeOffset until, Db db, Me me)
    {
        var (member, now) = (me.Member.Id, db.Clock.GetUtcNow());
        db.Later(() => db.Notices.Where(n => n.MemberId == member && n.ReadAt == null && n.At <= until).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now)));
        await db.Save();
    }
}

using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// GET /spaces/new and /spaces/{slug}/settings, and what they send: moderators open spaces and say who sees them.
public static class SpaceSettings
{
    public static async Task<IResult> New(Me me) => me.IsModerator ? Page.Of<SpaceSettingsPage>() : throw new NotFound();

    public static async Task<IResult> Show(string slug, Db db, Me me)
    {
        var space = await Mine(slug, db.Spaces.AsNoTracking(), me);
        var id = space.Id;
        var guests = await db.SpaceGuests.Where(g => g.SpaceId == id).Join(db.Set<Member>(), g => g.MemberId, m => m.Id, (_, m) => new { m.Id, m.Name, m.Handle }).OrderBy(m => m.Name).Take(500).ToListAsync();
        return Page.Of<SpaceSettingsPage>(new { Space = space, Guests = (IReadOnlyList<(long, string, string)>)[.. guests.Select(g => (g.Id, g.Name, g.Handle))] });
    }

    public static async Task<IResult> Open(Sent sent, Db db, Me me, TimeProvider clock)
    {
        if (!me.Member.IsStaff || !me.IsModerator) throw new NotFound();
        var id = db.NewId();
        var space = new Space(id, await FreeSlug(db, sent["name"] ?? ""), sent["name"] ?? "", sent["description"] ?? "", Audience.Public, Language(sent), clock.GetUtcNow());
        space.OpenTo(AudienceFrom(sent, id));
        space.Holding = HoldingFrom(sent);
        db.Add(space);
        await db.Save(new SpaceChanged(space));
        return Go.To(space.Path);
    }

    public static async Task<IResult> Change(string slug, Sent sent, Db db, Me me)
    {
        var space = await Mine(slug, db.Spaces, me);
        space.Describe(sent["name"] ?? "", sent["description"] ?? "");
        space.OpenTo(AudienceFrom(sent, space.Id));
        if (sent.All.ContainsKey("holding")) space.Holding = HoldingFrom(sent);
        space.Rank = (int)Math.Clamp(sent.Number("rank") ?? space.Rank, -1000, 1000);
        await db.Save(new SpaceChanged(space));
        // A narrower audience holds at once, also for pages that are kept: those of its topics carry the space's tag.
        return Go.To(space.Path);
    }

    public static async Task<IResult> Invite(string slug, Sent sent, Db db, Me me, TimeProvider clock)
    {
        var space = await Mine(slug, db.Spaces, me);
        var (id, handle) = (space.Id, (sent["handle"] ?? "").Trim().TrimStart('@').ToLowerInvariant());
        var guest = await db.Set<Member>().FirstOrDefaultAsync(m => m.Handle == handle && m.LeftAt == null) ?? throw new Refused("There is no member called @{handle}.", ("handle", handle)) { Field = "handle" };
        if (!await db.SpaceGuests.AnyAsync(g => g.SpaceId == id && g.MemberId == guest.Id))
        {
            db.Add(space.Invite(guest, me.Member, clock.GetUtcNow()));
            await db.Save(new GuestInvited(space, guest.Id, true));
        }
        return Go.To($"{space.Path}/settings");
    }

    public static async Task<IResult> Uninvite(string slug, long guest, Db db, Me me)
    {
        var space = await Mine(slug, db.Spaces, me);
        var id = space.Id;
        db.RemoveRange(await db.SpaceGuests.Where(g => g.SpaceId == id && g.MemberId == guest).ToListAsync());
        await db.Save(new GuestInvited(space, guest, false));
        return Go.To($"{space.Path}/settings");
    }

    static async Task<Space> Mine(string slug, IQueryable<Space> spaces, Me me) =>
        me.IsModerator ? await spaces.FirstOrDefaultAsync(s => s.Slug == slug) ?? throw new NotFound() : throw new NotFound();

    static Holding? HoldingFrom(Sent sent) => Enum.TryParse<Holding>(sent["holding"], ignoreCase: true, out var holding) && Enum.IsDefined(holding) ? holding : null;

    static string AudienceFrom(Sent sent, long id) => sent["audience"] == "invited" ? Space.InvitedTo(id) : sent["audience"] ?? Audience.Public;

    static string Language(Sent sent) => sent["language"] is { Length: >= 2 and <= 8 } language && language.All(c => char.IsAsciiLetter(c) || c == '-') ? language.ToLowerInvariant() : "en";

    static async Task<string> FreeSlug(Db db, string name)
    {
        var slug = Kernel.Content.Slug.Of(name);
        var taken = await db.Spaces.Where(s => s.Slug.StartsWith(slug)).Select(s => s.Slug).ToListAsync();
        // "new" is the page on which spaces are opened.
        for (var n = 1; ; n++)
            if ((n == 1 ? slug : $"{slug}-{n}") is var free && free != "new" && !taken.Contains(free)) return free;
    }
}

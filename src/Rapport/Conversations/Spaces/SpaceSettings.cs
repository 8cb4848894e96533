using Rapport.Conversations.Unseen;
using System.Text;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// /admin/spaces/new and /admin/spaces/{slug}: moderators open spaces and say who sees them.
public static class SpaceSettings
{
    public static IResult New(Me me, Audiences audiences)
    {
        me.RequireModerator();
        return Page.Of<SpaceSettingsPage>(new { audiences.Named });
    }

    public static async Task<IResult> Show(string slug, Db db, Me me, Audiences audiences)
    {
        var space = await Mine(slug, db.Spaces.AsNoTracking(), me);
        var id = space.Id;
        var guests = await db.SpaceGuests.Where(g => g.SpaceId == id).Join(db.Set<Member>(), g => g.MemberId, m => m.Id, (_, m) => new { m.Id, m.Name, m.Handle }).OrderBy(m => m.Name).Take(500).ToListAsync();
        return Page.Of<SpaceSettingsPage>(new { Space = space, audiences.Named, Guests = (IReadOnlyList<(long, string, string)>)[.. guests.Select(g => (g.Id, g.Name, g.Handle))] });
    }

    public static async Task<IResult> Open(Sent sent, Db db, Me me, Audiences audiences, Installation installation)
    {
        var space = await Make(new(sent["name"] ?? "", sent["description"] ?? "", sent["audience"], sent["language"], HoldingFrom(sent)) { Slow = Slowness.Said(sent, me, db.Clock.GetUtcNow()) }, db, me, audiences, installation);
        return Go.To($"/admin/spaces/{space.Slug}?saved=1");
    }

    public static async Task<IResult> Change(string slug, Sent sent, Db db, Me me, Audiences audiences, Installation installation)
    {
        var space = await Mine(slug, db.Spaces, me);
        await Alter(space, new(sent["name"] ?? "", sent["description"] ?? "", sent["audience"], sent["language"], sent.All.ContainsKey("holding") ? HoldingFrom(sent) : space.Holding) { Slow = Slowness.Said(sent, me, db.Clock.GetUtcNow()) }, db, me, audiences, installation);
        return Go.To($"/admin/spaces/{space.Slug}?saved=1");
    }

    public static async Task<IResult> Archive(string slug, Sent sent, Db db, Me me)
    {
        var space = await Mine(slug, db.Spaces, me);
        await Shelve(space, sent["reason"], db, me);
        return Go.To($"/admin/spaces/{space.Slug}?saved=1");
    }

    public static async Task<IResult> Restore(string slug, Db db, Me me)
    {
        var space = await Mine(slug, db.Spaces, me);
        await Unarchive(space, db);
        return Go.To($"/admin/spaces/{space.Slug}?saved=1");
    }

    public static async Task<IResult> Invite(string slug, Sent sent, Db db, Me me)
    {
        var space = await Mine(slug, db.Spaces, me);
        await Welcome(space, sent["handle"] ?? "", db, me);
        return Go.To($"/admin/spaces/{space.Slug}?saved=1");
    }

    public static async Task<IResult> Uninvite(string slug, long guest, Db db, Me me)
    {
        var space = await Mine(slug, db.Spaces, me);
        await Unwelcome(space, guest, db);
        return Go.To($"/admin/spaces/{space.Slug}?saved=1");
    }

    /// What a space is called, and for whom it is. An audience or language that is not said stays, or is the usual one.
    public sealed record Said(string Name, string Description, string? Audience, string? Language, Holding? Holding)
    {
        /// How slow it is here and until when; stays where it is not said.
        public (int Seconds, DateTimeOffset? Until)? Slow { get; init; }
    }

    public static async Task<Space> Make(Said said, Db db, Me me, Audiences audiences, Installation installation)
    {
        me.RequireModerator();
        var id = db.NewId();
        await RefuseName(db, id, said.Name);
        var space = new Space(id, await FreeSlug(db, said.Name), said.Name, said.Description, Audience.Public, Language(said.Language, installation) ?? installation.Languages[0], db.Clock.GetUtcNow());
        space.OpenTo(AudienceFrom(said.Audience, id) ?? Audience.Public, audiences.Named, me.Member);
        space.Holding = said.Holding;
        if (said.Slow is var (seconds, until)) space.SlowDown(seconds, until, db.Clock.GetUtcNow());
        space.Rank = await db.Spaces.AnyAsync() ? await db.Spaces.MaxAsync(s => s.Rank) + 1 : 0;
        db.Add(space);
        db.Audit("space.opened", space, space.Name);
        await db.Save(new SpaceChanged(space));
        return space;
    }

    public static async Task Alter(Space space, Said said, Db db, Me me, Audiences audiences, Installation installation)
    {
        if (Characters.Line(said.Name) != space.Name) await RefuseName(db, space.Id, said.Name);
        var before = space.Audience;
        space.Describe(said.Name, said.Description);
        space.OpenTo(AudienceFrom(said.Audience, space.Id) ?? space.Audience, audiences.Named, me.Member);
        space.Holding = said.Holding;
        if (said.Slow is var (seconds, until)) space.SlowDown(seconds, until, db.Clock.GetUtcNow());
        if (Language(said.Language, installation) is { } language) space.Speak(language);
        db.Audit("space.changed", space, $"{space.Name} ({space.Audience})" + (space.Slow > 0 ? $", {space.Slow} s" : ""));
        await db.Save(new SpaceChanged(space, space.Audience != before));
    }

    public static Task Shelve(Space space, string? reason, Db db, Me me)
    {
        space.Archive(me.Member, db.Clock.GetUtcNow());
        db.Audit("space.archived", space, reason ?? space.Name);
        return db.Save(new SpaceChanged(space));
    }

    public static Task Unarchive(Space space, Db db)
    {
        space.Restore();
        db.Audit("space.restored", space, space.Name);
        return db.Save(new SpaceChanged(space));
    }

    public static async Task Welcome(Space space, string said, Db db, Me me)
    {
        var (id, handle) = (space.Id, said.Trim().TrimStart('@').ToLowerInvariant());
        var guest = await db.Set<Member>().FirstOrDefaultAsync(m => m.Handle == handle && m.LeftAt == null) ?? throw new Refused("There is no member called @{handle}.", ("handle", handle)) { Field = "handle" };
        if (await db.SpaceGuests.AnyAsync(g => g.SpaceId == id && g.MemberId == guest.Id)) return;
        db.Add(space.Invite(guest, me.Member, db.Clock.GetUtcNow()));
        db.Audit("space.invited", guest, space.Name);
        await db.Save(new GuestInvited(space, guest.Id, true));
    }

    public static async Task Unwelcome(Space space, long guest, Db db)
    {
        var id = space.Id;
        var known = await db.Set<Member>().FirstOrDefaultAsync(m => m.Id == guest) ?? throw new NotFound();
        db.RemoveRange(await db.SpaceGuests.Where(g => g.SpaceId == id && g.MemberId == guest).ToListAsync());
        db.Audit("space.uninvited", known, space.Name);
        await db.Save(new GuestInvited(space, guest, false));
    }

    internal static async Task<Space> Mine(string slug, IQueryable<Space> spaces, Me me)
    {
        me.RequireModerator();
        return await spaces.FirstOrDefaultAsync(s => s.Slug == slug) ?? throw new NotFound();
    }

    static Holding? HoldingFrom(Sent sent) => Enum.TryParse<Holding>(sent["holding"], ignoreCase: true, out var holding) && Enum.IsDefined(holding) ? holding : null;

    static string? AudienceFrom(string? said, long id) => said == "invited" ? Space.InvitedTo(id) : said;

    static string? Language(string? said, Installation installation) => said is null ? null
        : installation.Languages.Contains(said) || Installation.Spoken.Contains(said) ? said : throw new Refused("Choose one of the languages.") { Field = "language" };

    /// One that can be said, and that no other space has. What was imported keeps the name it came with.
    static async Task RefuseName(Db db, long id, string said)
    {
        var name = Characters.Line(said);
        if (name.Length > 1 && !name.EnumerateRunes().Any(Rune.IsLetterOrDigit)) throw new Refused("A name needs letters or digits.") { Field = "name" };
        if ((await db.Spaces.Where(s => s.Id != id).Select(s => s.Name).ToListAsync()).Contains(name, StringComparer.InvariantCultureIgnoreCase)) throw new Refused("Another space has this name. Take one that tells them apart.") { Field = "name" };
    }

    static async Task<string> FreeSlug(Db db, string name)
    {
        var slug = Kernel.Content.Slug.Of(name);
        var taken = await db.Spaces.Where(s => s.Slug.StartsWith(slug)).Select(s => s.Slug).ToListAsync();
        // Pages of the administration have these names.
        for (var n = 1; ; n++)
            if ((n == 1 ? slug : $"{slug}-{n}") is var free && free is not ("new" or "order") && !taken.Contains(free)) return free;
    }
}

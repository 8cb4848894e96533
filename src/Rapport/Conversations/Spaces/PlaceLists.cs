using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// What a space does not allow: the lines of each list as one text.
public sealed class PlaceList(long spaceId)
{
    public long SpaceId { get; private set; } = spaceId;
    public string Words { get; private set; } = "";
    public Handling WordsAre { get; private set; }
    public string Hosts { get; private set; } = "";
    public Handling HostsAre { get; private set; }
    public string Welcome { get; private set; } = "";
    public string? Why { get; private set; }

    public void Say(Disallowed said) => (Words, WordsAre, Hosts, HostsAre, Welcome, Why) = (Text(said.Words), said.WordsAre, Text(said.Hosts), said.HostsAre, Text(said.Welcome), said.Why);

    public Disallowed Read() => new() { Words = Lines(Words), WordsAre = WordsAre, Hosts = Lines(Hosts), HostsAre = HostsAre, Welcome = Lines(Welcome), Why = Why };

    static string Text(IReadOnlyList<string> lines) => string.Join('\n', lines);

    static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// /admin/spaces/{slug}/lists: moderators say which words and links a space does not allow.
public static class PlaceLists
{
    const int LongestReason = 500;

    public static async Task<IResult> Show(string slug, Db db, Me me)
    {
        var space = await SpaceSettings.Mine(slug, db.Spaces.AsNoTracking(), me);
        return Page.Of<PlaceListsPage>(new { Space = space, Now = await db.DisallowedIn(space.Id) });
    }

    public static async Task<IResult> Handle(string slug, Sent sent, Db db, Me me)
    {
        var space = await SpaceSettings.Mine(slug, db.Spaces, me);
        await Lay(space, Disallowed.From(name => sent[name]), db, me);
        return Go.To($"/admin/spaces/{space.Slug}/lists?saved=1");
    }

    /// These lists hold from now on. Those of the reviews are no moderator's decision.
    public static async Task Lay(Space space, Disallowed said, Db db, Me me)
    {
        space.RefuseReviews(me.Member);
        var id = space.Id;
        var list = await db.PlaceLists.FirstOrDefaultAsync(l => l.SpaceId == id);
        var before = list?.Read() ?? new();
        if (list is null) db.Add(list = new PlaceList(id));
        list.Say(said);
        db.Audit("space.lists", space, Changed(before, said));
        await db.Save(new SpaceChanged(space));
    }

    extension(Db db)
    {
        public async Task<Disallowed> DisallowedIn(long space) => (await db.PlaceLists.AsNoTracking().FirstOrDefaultAsync(l => l.SpaceId == space))?.Read() ?? new();
    }

    /// Which lines came and went.
    static string Changed(Disallowed before, Disallowed now)
    {
        var (were, are) = (before.Words.Concat(before.Hosts).ToList(), now.Words.Concat(now.Hosts).ToList());
        var text = string.Join(", ", are.Except(were).Select(l => "+ " + l).Concat(were.Except(are).Select(l => "− " + l)));
        return text.Length > LongestReason ? text[..LongestReason] : text;
    }
}

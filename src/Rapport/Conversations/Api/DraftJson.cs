using System.ComponentModel;
using Rapport.Conversations.Drafts;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// What you began and did not post.
public sealed record DraftJson([property: Description("`ask`, `topic-ID` for a reply, `comment-ID` for a comment.")] string Key, int Version, [property: Description("What stands in the fields of the form: `title`, `body` and others.")] IReadOnlyDictionary<string, string> Fields, DateTimeOffset KeptAt) : IEdition
{
    public static DraftJson Example => new("ask", 1, new Dictionary<string, string> { ["title"] = "How do I stop the drip?", ["body"] = "It drips" }, new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    internal static DraftJson Of(Draft d) => new(d.Key, d.Version, d.Read(), d.KeptAt);
}

/// What is written so far.
public sealed record DraftChange(IReadOnlyDictionary<string, string> Fields)
{
    public static DraftChange Example => new(new Dictionary<string, string> { ["title"] = "How do I stop the drip?", ["body"] = "It drips" });
}

static class TheDrafts
{
    public static async Task<Paged<DraftJson>> List(Db db, Me me)
    {
        var id = me.Member.Id;
        return new((await db.Drafts.AsNoTracking().Where(d => d.MemberId == id).OrderByDescending(d => d.KeptAt).ToListAsync()).ConvertAll(DraftJson.Of), null);
    }

    public static async Task<DraftJson> Show(string key, Db db, Me me)
    {
        var id = me.Member.Id;
        return DraftJson.Of(await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.MemberId == id && d.Key == key) ?? throw new NotFound());
    }

    public static async Task<Changed<DraftJson>> Keep(string key, DraftChange to, Db db, Me me) => new($"/drafts/{key}", DraftJson.Of(await KeepDraft.Keep(key, to.Fields, db, me)));

    public static async Task<Done> Drop(string key, Db db, Me me)
    {
        await Show(key, db, me);
        db.ForgetDraft(me.Member.Id, key);
        await db.Save();
        return new();
    }
}

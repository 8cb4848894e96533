using System.ComponentModel;
using Rapport.Conversations.Helping;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Api;

public sealed record NewTags([property: Description("Names, without `#`.")] IReadOnlyList<string> Tags)
{
    public static NewTags Example => new(["kettle", "descaling"]);
}

/// What members do with others' topics because of their standing.
static class TheHelp
{
    public static async Task<Done> Tag(long id, NewTags to, Db db, Me me, Privileges privileges, Unseen.Gate gate)
    {
        await Retag.Tag(id, string.Join(", ", to.Tags), db, me, privileges, gate);
        return new();
    }

    public static async Task<Done> Mark(long id, long other, Db db, Me me, Privileges privileges)
    {
        await MarkDuplicate.Mark(id, other, db, me, privileges);
        return new();
    }

    public static async Task<Done> Unmark(long id, long other, Db db, Me me, Privileges privileges)
    {
        await MarkDuplicate.Unmark(id, other, db, me, privileges);
        return new();
    }

    public static async Task<Paged<WaitingRow>> Waiting(Db db, Me me, Locale locale, Privileges privileges) => new(await ReleasePost.Read(db, me, locale, privileges), null);

    public static async Task<Done> Release(long id, Db db, Me me, Privileges privileges, Unseen.GovernedPosts posts)
    {
        await ReleasePost.Release(id, db, me, privileges, posts);
        return new();
    }
}

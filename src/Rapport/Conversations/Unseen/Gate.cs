using System.Text.RegularExpressions;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Unseen;

/// Between writing and being read: how fast a member may write, and whose words wait for a moderator first.
public sealed partial class Gate(Db db, Tempo tempo, Privileges privileges, Installation installation, IEnumerable<Watcher> watchers)
{
    /// Counts one more post of its author and holds it where it has to wait: into what Save stores. True where it waits.
    public async Task<bool> Stops(Post post, Member by, bool vouched = false)
    {
        tempo.Posts(by, await tempo.IsNew(by));
        var (signal, why) = (await Noticed(post, by) && !vouched, await Why(post, by, vouched));
        if ((why ?? (signal ? Wait.Signal : null)) is not { } reason) return false;
        await Hold(post, reason);
        return true;
    }

    /// Why others would not see this at once. Who is vouched for is no stranger here, even with their first words.
    public async Task<Wait?> Why(Post post, Member by, bool vouched = false)
    {
        if (by.IsStaff) return null;
        switch (post.Topic.Space.Holding ?? tempo.Rules.Holding)
        {
            case Holding.After: return null;
            case Holding.Before: return Wait.Place;
            default:
                if (!vouched && tempo.Rules.FirstPosts > 0 && await tempo.Published(by) < tempo.Rules.FirstPosts) return Wait.First;
                return HasLinks(post) && !await db.IsVouchedFor(by.Id) && !await privileges.Has(by, Privilege.Links) ? Wait.Link : null;
        }
    }

    /// What was published and is changed waits again where a new member adds links, or where everything is looked at first.
    public async Task<bool> StopsEdit(Post post, Member by, string before, Where where)
    {
        if (post.AuthorId != by.Id || post.Sight != Sight.Shown || post.Topic.Sight != Sight.Shown) return false;
        var (signal, waits) = (await Noticed(post, by) && post.StandsAlone(), await Why(post, by));
        if (waits is not Wait.Place && !AddsLinks(post, before)) waits = null;
        if ((waits ?? (signal ? Wait.Signal : null)) is not { } why) return false;
        if (!post.StandsAlone()) throw new Refused("Others have answered this, and a change would have to wait for a moderator. Write a reply instead.");
        db.Withhold(post, where);
        await Hold(post, why == Wait.First ? Wait.Link : why);
        return true;
    }

    /// Those who watch see all that customers write; they hold it only where moderators look on a signal.
    async Task<bool> Noticed(Post post, Member by)
    {
        if (by.IsStaff) return false;
        var held = false;
        foreach (var watcher in watchers) held |= await watcher.Look(db, new(post.Id, by, post.Kind == PostKind.Opening ? post.Topic.Title : "", post.Source));
        return held && (post.Topic.Space.Holding ?? tempo.Rules.Holding) == Holding.Selective;
    }

    /// A moderator looks again at what its author changed after it was hidden.
    public async Task AskAgain(Post post, Member by)
    {
        if (post.AuthorId == by.Id) (await db.CaseOf("post", post.Id, post.AuthorId)).Hold(Wait.Changed);
    }

    public async Task Hold(Post post, Wait why)
    {
        post.Hold();
        if (post.Kind == PostKind.Opening) post.Topic.Hold();
        (await db.CaseOf("post", post.Id, post.AuthorId)).Hold(why);
    }

    /// Links that lead away from here, in the words or the title.
    bool HasLinks(Post post) => Links(post.Html).Any() || post.Kind == PostKind.Opening && Bare().IsMatch(post.Topic.Title);

    bool AddsLinks(Post post, string before) => Links(post.Html).Except(Links(before)).Any() || post.Kind == PostKind.Opening && Bare().IsMatch(post.Topic.Title);

    IEnumerable<string> Links(string html) => Away().Matches(html).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith(installation.Address + "/", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("""<a [^>]*?href="((?:[a-z]+:)?//[^"]*|mailto:[^"]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Away();

    [GeneratedRegex(@"://|\bwww\.", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();

    /// How many posts of a member others see.
    public static Task<int> Published(Db db, long member, int most) =>
        db.Posts.Where(p => p.AuthorId == member && p.Sight == Sight.Shown && p.RemovedAt == null).Select(p => p.Id).Take(most).CountAsync();
}

using System.Text.RegularExpressions;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Spaces;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Unseen;

/// Why something waits, and the line of a list that it holds.
public sealed record Stop(Wait Wait, string? Listed = null);

/// Between writing and being read: how fast a member may write, and whose words wait for a moderator first.
public sealed partial class Gate(Db db, Tempo tempo, Privileges privileges, Installation installation, IEnumerable<Watcher> watchers)
{
    /// Counts one more post of its author and holds it where it has to wait: into what Save stores. True where it waits.
    public async Task<bool> Stops(Post post, Member by, bool vouched = false)
    {
        tempo.Posts(by, await tempo.IsNew(by));
        db.TakeTurn(post, by);
        await Refuse(post, by);
        var (signal, why) = (await Noticed(post, by) && !vouched, await Why(post, by, vouched));
        if ((why ?? (signal ? new(Wait.Signal) : null)) is not { } reason) return false;
        await Hold(post, reason);
        return true;
    }

    /// Why others would not see this at once. Who is vouched for is no stranger here, even with their first words.
    public async Task<Stop?> Why(Post post, Member by, bool vouched = false)
    {
        if (by.IsStaff) return null;
        if (by.IsQuietAt(db.Clock.GetUtcNow())) return new(Wait.Quiet);
        if ((await Found(post, by)).FirstOrDefault() is { Listed: { } listed }) return new(listed.IsHost ? Wait.Host : Wait.Word, listed.Line);
        switch (post.Topic.Space.Holding ?? tempo.Rules.Holding)
        {
            case Holding.After: return null;
            case Holding.Before: return new(Wait.Place);
            default:
                if (!vouched && tempo.Rules.FirstPosts > 0 && await tempo.Published(by) < tempo.Rules.FirstPosts) return new(Wait.First);
                return await HasLinks(post, by) && !await db.IsVouchedFor(by.Id) && !await privileges.Has(by, Privilege.Links) ? new(Wait.Link) : null;
        }
    }

    /// What was published and is changed waits again where a new member adds links, or where everything is looked at first.
    public async Task<bool> StopsEdit(Post post, Member by, string before, string title, Where where)
    {
        if (post.AuthorId != by.Id || post.Sight != Sight.Shown || post.Topic.Sight != Sight.Shown) return false;
        // Stars and tags are no words: nobody is noticed for them.
        var signal = (post.Html != before || post.Topic.Title != title) && await Noticed(post, by) && post.StandsAlone();
        var waits = await Why(post, by);
        if (waits is { Listed: not null } && (await Brought(post, by, before, title)).Count == 0) waits = null;
        if (waits is not { Wait: Wait.Place or Wait.Quiet or Wait.Word or Wait.Host } && !AddsLinks(post, before)) waits = null;
        if ((waits ?? (signal ? new(Wait.Signal) : null)) is not { } why) return false;
        if (!post.StandsAlone()) throw new Refused("Others have answered this, and a change would have to wait for a moderator. Write a reply instead.");
        db.Withhold(post, where);
        await Hold(post, why.Wait == Wait.First ? new(Wait.Link) : why);
        return true;
    }

    /// Refuses words that are not allowed here: of a change only what it brings.
    public async Task Refuse(Post post, Member by, string? before = null, string? title = null)
    {
        foreach (var (list, listed, field) in before is null ? await Found(post, by) : await Brought(post, by, before, title ?? ""))
            if (listed.Handling == Handling.Refuse) throw list.No(listed, field);
    }

    /// The same for the tags that somebody gives to another's topic: that one does not wait for them.
    public async Task RefuseTags(Topic topic, Member by, IReadOnlyList<string> names)
    {
        foreach (var list in await Lists(topic.SpaceId, by))
            if (list.In(new(string.Join('\n', names), [])).FirstOrDefault() is { } listed) throw list.No(listed, "tags");
    }

    /// The same for the article of a tag, which stands in no space.
    public async Task RefuseArticle(Tag tag, Member by)
    {
        foreach (var list in await Lists(0, by))
            if (list.In(new($"{tag.Summary}\n{Plain.Of(tag.Html ?? "")}", [.. Links(tag.Html ?? "")])).FirstOrDefault() is { } listed) throw list.No(listed, "body");
    }

    (Post Post, string Html, IReadOnlyList<(Disallowed List, Listed Listed, string Field)> Found)? looked;

    /// Every line of a list that holds here and stands in the words, with the field it stands in: to refuse and to hold, looked for once.
    async Task<IReadOnlyList<(Disallowed List, Listed Listed, string Field)>> Found(Post post, Member by)
    {
        if (looked is { } before && before.Post == post && before.Html == post.Html) return before.Found;
        var lists = await Lists(post.Topic.SpaceId, by);
        if (lists.Count == 0) return [];
        List<(Wording Words, string Field)> said = [(new(Plain.Of(post.Html), [.. Links(post.Html)]), "body")];
        if (post.Kind == PostKind.Opening) said.Insert(0, (new(post.Topic.Title, []), "title"));
        said.AddRange(post.Asides.Select(b => (new Wording(b.Words, []), b.Field)));
        List<(Disallowed, Listed, string)> found = [.. from s in said from list in lists from listed in list.In(s.Words) select (list, listed, s.Field)];
        looked = (post, post.Html, found);
        return found;
    }

    async Task<IReadOnlyList<(Disallowed List, Listed Listed, string Field)>> Brought(Post post, Member by, string html, string title)
    {
        var found = await Found(post, by);
        if (found.Count == 0) return found;
        var stood = new Wording(string.Join('\n', [title, Plain.Of(html), .. post.Asides.Select(b => b.Before)]), [.. Links(html)]);
        var before = found.Select(f => f.List).Distinct().SelectMany(list => list.In(stood)).Select(l => (l.Line, l.IsHost)).ToHashSet();
        return [.. found.Where(f => !before.Contains((f.Listed.Line, f.Listed.IsHost)))];
    }

    (long Space, IReadOnlyList<Disallowed> Lists)? known;

    /// What nobody but staff may write here: everywhere, and in this place.
    async Task<IReadOnlyList<Disallowed>> Lists(long space, Member by)
    {
        if (by.IsStaff) return [];
        if (known?.Space != space) known = (space, [tempo.Rules.Disallowed, await db.DisallowedIn(space)]);
        return known.Value.Lists;
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

    public async Task Hold(Post post, Stop why)
    {
        post.Hold();
        if (post.Kind == PostKind.Opening) post.Topic.Hold();
        (await db.CaseOf("post", post.Id, post.AuthorId)).Hold(why.Wait, why.Listed);
    }

    /// Links that lead away from here and are not welcome anyway, in the words or the title.
    async Task<bool> HasLinks(Post post, Member by)
    {
        var lists = await Lists(post.Topic.SpaceId, by);
        return Links(post.Html).Any(l => !lists.Any(d => d.IsWelcome(l))) || HasBare(post);
    }

    bool AddsLinks(Post post, string before) => Links(post.Html).Except(Links(before)).Any() || HasBare(post);

    /// What looks like an address where nothing becomes a link.
    static bool HasBare(Post post) => post.Kind == PostKind.Opening && Bare().IsMatch(post.Topic.Title) || post.Asides.Any(b => b.IsChanged && Bare().IsMatch(b.Words));

    IEnumerable<string> Links(string html) => Away().Matches(html).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith(installation.Address + "/", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("""<a [^>]*?href="((?:[a-z]+:)?//[^"]*|https?:[^"]*|[/\\]{2}[^"]*|mailto:[^"]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Away();

    [GeneratedRegex(@"://|\bwww\.", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();

    /// How many posts of a member others see.
    public static Task<int> Published(Db db, long member, int most) =>
        db.Posts.Where(p => p.AuthorId == member && p.Sight == Sight.Shown && p.RemovedAt == null).Select(p => p.Id).Take(most).CountAsync();
}

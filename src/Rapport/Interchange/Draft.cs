using Rapport.Conversations.Moving;
using Rapport.Kernel.Moving;
using Rapport.Members.Moving;
using Rapport.Reviews.Moving;

namespace Rapport.Interchange;

/// An archive that a converter is writing: every part open, people told once, and what is left behind counted with its reason.
sealed class Draft : IDisposable
{
    readonly Archive archive;
    readonly SortedDictionary<string, (int Count, string Why)> left = new(StringComparer.Ordinal);
    readonly HashSet<string> people = [];

    public Draft(Archive archive, string source)
    {
        this.archive = archive;
        using (var about = archive.Write<About>()) about.Add(new(Archive.Format, Archive.Version, source));
        (Members, Spaces, Topics, Replies, Comments, Tallies, Links, Reviews) = (archive.Write<MemberLine>(), archive.Write<SpaceLine>(), archive.Write<TopicLine>(), archive.Write<ReplyLine>(), archive.Write<CommentLine>(), archive.Write<TallyLine>(), archive.Write<LinkLine>(), archive.Write<ReviewLine>());
    }

    public Archive.Writer<MemberLine> Members { get; }
    public Archive.Writer<SpaceLine> Spaces { get; }
    public Archive.Writer<TopicLine> Topics { get; }
    public Archive.Writer<ReplyLine> Replies { get; }
    public Archive.Writer<CommentLine> Comments { get; }
    public Archive.Writer<TallyLine> Tallies { get; }
    public Archive.Writer<LinkLine> Links { get; }
    public Archive.Writer<ReviewLine> Reviews { get; }

    public void Leave(string what, string why, int count = 1) => left[what] = (left.GetValueOrDefault(what).Count + count, why);

    /// Something by name that could not be read.
    public void Refuse(string what, string why)
    {
        if (left.Count < 200) Leave(what, why);
        else Leave("more of the same", "each with a reason of its own");
    }

    /// The key of a person, who is written down the first time.
    public string Person(MemberLine who)
    {
        if (people.Add(who.Key)) Members.Add(who);
        return who.Key;
    }

    public void Dispose()
    {
        foreach (var part in new IDisposable[] { Members, Spaces, Topics, Replies, Comments, Tallies, Links, Reviews }) part.Dispose();
        using var lines = archive.Write<LeftLine>();
        foreach (var (what, (count, why)) in left) lines.Add(new(what, count, why));
    }
}

/// Which old paths lead to a thing: that of its address, and below another prefix where the old system stood in a folder.
static class OldPaths
{
    /// The path of an address or a path, without query and without a slash at the end; null for none.
    public static string? Of(string? address)
    {
        if (string.IsNullOrWhiteSpace(address)) return null;
        var path = Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? uri.AbsolutePath : address.Trim().Split('?', '#')[0];
        path = path.TrimEnd('/');
        return path is ['/', _, ..] and { Length: <= 500 } ? Uri.UnescapeDataString(path) : null;
    }
}

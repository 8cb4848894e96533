using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Members.SignUp;

namespace Rapport.Interchange;

public sealed partial class Loader
{
    Task LoadMembers(CancellationToken cancel) => Each<MemberLine>("member", "members", _ => [], async batch =>
    {
        var wanted = batch.Lines.ToDictionary(l => l.Key, l => l.Handle ?? Handles.Derive(l.Name));
        var taken = await Taken(batch.Db, wanted.Values.Distinct().ToList());
        var addresses = batch.Lines.Select(l => l.Email).OfType<string>().Select(e => EmailAddress.Of(e).Key).ToList();
        var known = (await batch.Db.Members.Where(m => addresses.Contains(m.EmailKey!)).Select(m => m.EmailKey!).ToListAsync()).ToHashSet();
        foreach (var line in batch.Lines)
        {
            var name = Characters.Line(line.Name);
            if (name.Length == 0) { report.Refuse("members", line.Key, "the name is empty"); continue; }
            if (line.Email is { } email && !known.Add(EmailAddress.Of(email).Key)) { report.Refuse("members", line.Key, "a member with this e-mail address is here already"); continue; }
            var member = new Member(batch.Db.NewId(), name.Length > 60 ? name[..60] : name, Free(wanted[line.Key], taken), line.Joined.ToUniversalTime());
            Introduce(member, line);
            if (member.IsStaff && cause == Cause.Import) batch.Db.Audit("member.role", member, $"{Role.Member} → {member.Role}");
            batch.Db.Add(member);
            batch.Events.Add(new MemberJoined(member));
            batch.Know("member", line.Key, member.Id, batch.Print(line));
            Stored(PeopleName(line));
        }
    }, PeopleName, cancel);

    /// Authors whose account was gone already are names only.
    static string PeopleName(MemberLine line) => line.Key.StartsWith("name:", StringComparison.Ordinal) ? "names without an account" : "members";

    void Introduce(Member member, MemberLine line)
    {
        var role = Enum.TryParse<Role>(line.Role, ignoreCase: true, out var said) && Enum.IsDefined(said) ? said : Role.Member;
        if (role != Role.Member && !WithRoles) (role, withheld) = (Role.Member, withheld + 1);
        member.AsImported(line.Bio, role == Role.Member ? null : line.Title, role, line.Language ?? "en", line.Zone ?? "UTC");
        if (line.Email is { } email) member.UseAddress(EmailAddress.Of(email));
    }

    /// Every handle that begins like one of the wanted ones: they are the ones a number may be appended to.
    static async Task<HashSet<string>> Taken(Db db, List<string> wanted)
    {
        var stems = wanted.Select(Stem).Distinct().ToList();
        var taken = new HashSet<string>();
        foreach (var stem in stems) taken.UnionWith(await db.Members.Where(m => m.Handle.StartsWith(stem)).Select(m => m.Handle).ToListAsync());
        return taken;
    }

    static string Stem(string handle) => handle.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    static string Free(string wanted, HashSet<string> taken)
    {
        var free = wanted;
        for (var number = 2; !taken.Add(free); number++) free = $"{wanted}-{number}";
        return free;
    }

    Task LoadSpaces(CancellationToken cancel) => Each<SpaceLine>("space", "spaces", l => l.Guests.Select(g => ("member", (string?)g)), async batch =>
    {
        foreach (var line in batch.Lines)
        {
            var id = batch.Db.NewId();
            var slug = Slug.Of(line.Slug ?? line.Name);
            if (await batch.Db.Spaces.AnyAsync(s => s.Slug == slug)) slug = $"{slug}-{id}";
            var audience = line.Audience switch { "members" => Audience.Members, "invited" => Space.InvitedTo(id), _ => Audience.Public };
            var space = new Space(id, slug, line.Name, line.Description ?? "", audience, line.Language, batch.Db.Clock.GetUtcNow()) { Rank = report["spaces"].Stored };
            batch.Db.Add(space);
            foreach (var guest in line.Guests)
                if (batch.Find(guest, "member") is { } member) batch.Db.Add(new SpaceGuest(id, member, member, batch.Db.Clock.GetUtcNow()));
            batch.Events.Add(new SpaceChanged(space));
            batch.Know("space", line.Key, id, batch.Print(line));
            Stored("spaces");
        }
    }, cancel: cancel);

    Task LoadTags(CancellationToken cancel) => Each<TagLine>("tag", "tags", _ => [], async batch =>
    {
        var tags = await Tags(batch.Db, batch.Lines.Select(l => l.Key));
        foreach (var line in batch.Lines)
        {
            if (Tag.Clean(line.Key) is not { Length: > 0 and <= Tag.Longest } name) { report.Refuse("tags", line.Key, "not a name that a tag can have"); continue; }
            var tag = tags[name];
            if (line.Summary is not null || line.Wiki is not null) tag.Explain(line.Summary, line.Wiki is { } wiki ? Words(wiki, "en") : null, null, batch.Db.Clock.GetUtcNow());
            batch.Events.Add(new TagExplained(tag));
            batch.Know("tag", line.Key, tag.Id, batch.Print(line));
            Stored("tags");
        }
    }, cancel: cancel);

    /// The tags of these names, made where they do not exist.
    static async Task<Dictionary<string, Tag>> Tags(Db db, IEnumerable<string> typed)
    {
        var names = typed.Select(Tag.Clean).Where(n => n.Length is > 0 and <= Tag.Longest).Distinct().ToList();
        var tags = await db.Tags.Where(t => names.Contains(t.Name)).ToDictionaryAsync(t => t.Name);
        foreach (var name in names.Where(n => !tags.ContainsKey(n)))
        {
            tags[name] = new Tag(db.NewId(), name);
            db.Add(tags[name]);
        }
        return tags;
    }

    static Content Words(WordsLine words, string language) =>
        words.Format == "html" ? Content.Html(words.Source, language) : Content.Markdown(words.Source, language);
}

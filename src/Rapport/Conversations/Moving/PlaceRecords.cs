using System.Text.RegularExpressions;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;
using Rapport.Members;

namespace Rapport.Conversations.Moving;

sealed partial class SpaceRecords : Records<SpaceLine, Space>
{
    const string Invited = "invited";

    public override string Name => "spaces";
    public override string Kind => "space";
    public override IReadOnlyList<Type> Covers => [typeof(Space)];
    protected override IReadOnlyList<string> Told => [nameof(Space.Id), nameof(Space.Slug), nameof(Space.Name), nameof(Space.Description), nameof(Space.Audience), nameof(Space.Language), nameof(Space.Purpose)];
    public override IEnumerable<(string Kind, string? Key)> Names(SpaceLine line) => line.Guests.Select(g => ("member", (string?)g));

    public override async IAsyncEnumerable<SpaceLine> Tell(Telling telling)
    {
        foreach (var s in await telling.Db.Spaces.AsNoTracking().OrderBy(s => s.Id).ToListAsync())
            yield return new()
            {
                Key = $"{s.Id}", Name = s.Name, Slug = s.Slug, Description = s.Description.Length == 0 ? null : s.Description, Language = s.Language,
                Audience = s.Audience == Space.InvitedTo(s.Id) ? Invited : s.Audience, Purpose = s.Purpose == SpacePurpose.Talk ? null : s.Purpose.ToString().ToLowerInvariant(), More = More(telling.Db, telling.Left).Of(s),
            };
    }

    public override async Task Take(Batch<SpaceLine> batch)
    {
        var db = batch.Db;
        foreach (var line in batch.Lines)
        {
            var id = batch.IdOf(line);
            if (!Audiences().IsMatch(line.Audience)) { batch.Refuse(Name, line, $"there is no audience called {line.Audience}"); continue; }
            if (!Enum.TryParse<SpacePurpose>(line.Purpose ?? nameof(SpacePurpose.Talk), ignoreCase: true, out var purpose) || !Enum.IsDefined(purpose)) { batch.Refuse(Name, line, $"there is no purpose called {line.Purpose}"); continue; }
            // Reviews stand together: theirs is the one that is here.
            if (purpose != SpacePurpose.Talk && await db.Spaces.Where(s => s.Purpose == purpose).Select(s => (long?)s.Id).FirstOrDefaultAsync() is { } here)
            {
                batch.Know(Kind, line, here);
                batch.Report[Name].Unchanged++;
                continue;
            }
            var slug = Slug.Of(line.Slug ?? line.Name);
            if (await db.Spaces.AnyAsync(s => s.Slug == slug) || db.Spaces.Local.Any(s => s.Slug == slug)) slug = $"{slug}-{id}";
            var space = new Space(id, slug, line.Name, line.Description ?? "", line.Audience == Invited ? Space.InvitedTo(id) : line.Audience, line.Language, db.Clock.GetUtcNow()) { Rank = batch.Report[Name].Stored, Purpose = purpose };
            db.Add(space);
            Fill(batch, space, line);
            foreach (var guest in line.Guests)
                if (batch.Find(guest, "member") is { } member) db.Add(new SpaceGuest(id, member, member, db.Clock.GetUtcNow()));
            batch.Events.Add(new SpaceChanged(space));
            batch.Know(Kind, line, id);
            batch.Stored(Name);
        }
    }

    [GeneratedRegex("^[a-z]{1,30}$")]
    private static partial Regex Audiences();
}

sealed class TagRecords : Records<TagLine, Tag>
{
    public override string Name => "tags";
    public override string Kind => "tag";
    public override IReadOnlyList<Type> Covers => [typeof(Tag)];
    protected override IReadOnlyList<string> Told => [nameof(Tag.Id), nameof(Tag.Name), nameof(Tag.Summary), nameof(Tag.Source), nameof(Tag.Format)];

    public override async IAsyncEnumerable<TagLine> Tell(Telling telling)
    {
        for (long last = 0; await telling.Db.Tags.AsNoTracking().Where(t => t.Id > last).OrderBy(t => t.Id).Take(Telling.Chunk).ToListAsync() is { Count: > 0 } some; last = some[^1].Id)
            foreach (var t in some)
                yield return new() { Key = $"{t.Id}", Name = t.Name, Summary = t.Summary, Wiki = t.Source is { } source ? WordsLines.Of(t.Format, source) : null, More = More(telling.Db, telling.Left).Of(t) };
    }

    public override async Task Take(Batch<TagLine> batch)
    {
        var names = batch.Lines.Select(l => Tag.Clean(l.Name ?? l.Key)).ToList();
        var known = await batch.Db.Tags.Where(t => names.Contains(t.Name)).ToDictionaryAsync(t => t.Name);
        foreach (var line in batch.Lines)
        {
            if (Tag.Clean(line.Name ?? line.Key) is not { Length: > 0 and <= Tag.Longest } name) { batch.Refuse(Name, line, "not a name that a tag can have"); continue; }
            var isNew = !known.TryGetValue(name, out var tag);
            if (isNew) batch.Db.Add(known[name] = tag = new Tag(batch.IdOf(line), name));
            if (line.Summary is not null || line.Wiki is not null) tag!.Explain(line.Summary, line.Wiki?.In("en", batch.Ids), null, batch.Db.Clock.GetUtcNow());
            if (isNew) Fill(batch, tag!, line);
            batch.Events.Add(new TagExplained(tag!));
            batch.Know(Kind, line, tag!.Id);
            batch.Stored(Name);
        }
    }

    /// The tags of these names, made where they do not exist.
    public static async Task<Dictionary<string, Tag>> Named(Db db, IEnumerable<string> typed)
    {
        var names = typed.Select(Tag.Clean).Where(n => n.Length is > 0 and <= Tag.Longest).Distinct().ToList();
        var tags = await db.Tags.Where(t => names.Contains(t.Name)).ToDictionaryAsync(t => t.Name);
        foreach (var name in names.Where(n => !tags.ContainsKey(n))) db.Add(tags[name] = new Tag(db.NewId(), name));
        return tags;
    }
}

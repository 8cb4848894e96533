using Rapport.Kernel.Moving;

namespace Rapport.Conversations.Moving;

/// How votes, tallies and links name a post: a topic's or a reply's key, or "comment:" and a comment's.
static class PostNames
{
    const string Comment = "comment:";

    public static bool IsComment(string key) => key.StartsWith(Comment, StringComparison.Ordinal);
    public static IEnumerable<(string, string?)> Of(string key) => IsComment(key) ? [("comment", key[8..])] : [("topic", key), ("reply", key)];
    public static long? Find<T>(Batch<T> batch, string key) where T : Line => IsComment(key) ? batch.Find(key[8..], "comment") : batch.Find(key, "reply", "topic");
    public static string Tell(long id, PostKind kind) => kind == PostKind.Comment ? $"{Comment}{id}" : $"{id}";
}

/// Counted as votes besides: a line holds a day's.
sealed class TallyRecords : Records<TallyLine>
{
    public override string Name => "tallies";
    public override string Kind => "tally";
    public override IReadOnlyList<Type> Covers => [typeof(VoteTally)];
    public override string CountedAs(TallyLine line) => "vote tallies";
    public override IEnumerable<(string Kind, string? Key)> Names(TallyLine line) => PostNames.Of(line.Post);

    static string Votes(TallyLine line) => PostNames.IsComment(line.Post) ? "comment votes" : "votes";

    public override async IAsyncEnumerable<TallyLine> Tell(Telling telling)
    {
        var (post, day) = (0L, DateOnly.MinValue);
        while (true)
        {
            var (after, since) = (post, day);
            var some = await telling.Db.VoteTallies.Where(v => v.PostId > after || v.PostId == after && v.Day > since).OrderBy(v => v.PostId).ThenBy(v => v.Day).Take(Telling.Chunk)
                .Join(telling.Db.Posts, v => v.PostId, p => p.Id, (v, p) => new { v.PostId, v.Day, v.Up, v.Down, p.Kind }).OrderBy(v => v.PostId).ThenBy(v => v.Day).ToListAsync();
            if (some.Count == 0) yield break;
            foreach (var v in some) yield return new() { Key = $"{v.PostId}:{v.Day:yyyy-MM-dd}", Post = PostNames.Tell(v.PostId, v.Kind), Day = v.Day, Up = v.Up, Down = v.Down };
            (post, day) = (some[^1].PostId, some[^1].Day);
        }
    }

    public override Task Take(Batch<TallyLine> batch)
    {
        foreach (var line in batch.Lines)
        {
            var votes = batch.Report[Votes(line)];
            votes.Read += line.Up + line.Down;
            if (PostNames.Find(batch, line.Post) is not { } post)
            {
                batch.Refuse("vote tallies", line, $"what was voted on ({line.Post}) is not here");
                votes.Refused += line.Up + line.Down;
                continue;
            }
            if (!batch.IsDry) batch.Db.Add(new VoteTally(post, line.Day, line.Up, line.Down));
            batch.Know(Kind, line, post);
            votes.Stored += line.Up + line.Down;
            batch.Stored("vote tallies");
        }
        return Task.CompletedTask;
    }

    public override async Task<bool> Change(Batch<TallyLine> batch, TallyLine line, long id)
    {
        await batch.Db.VoteTallies.Where(v => v.PostId == id && v.Day == line.Day).ExecuteUpdateAsync(s => s.SetProperty(v => v.Up, line.Up).SetProperty(v => v.Down, line.Down));
        return true;
    }

    public override void Unchanged(Batch<TallyLine> batch, TallyLine line) => batch.Report.Also(Votes(line), line.Up + line.Down);
}

/// Votes of members. One that is here stays as it is here: it may have been changed since.
sealed class VoteRecords : Records<VoteLine>
{
    const string ByMembers = "members' votes";

    public override string Name => "votes";
    public override string Kind => "vote";
    public override IReadOnlyList<Type> Covers => [typeof(Vote)];
    public override string CountedAs(VoteLine line) => ByMembers;
    public override IEnumerable<(string Kind, string? Key)> Names(VoteLine line) => PostNames.Of(line.Post).Append(("member", line.Member));

    public override async IAsyncEnumerable<VoteLine> Tell(Telling telling)
    {
        var (post, member) = (0L, 0L);
        while (true)
        {
            var (after, then) = (post, member);
            var some = await telling.Db.Votes.Where(v => v.PostId > after || v.PostId == after && v.MemberId > then).OrderBy(v => v.PostId).ThenBy(v => v.MemberId).Take(Telling.Chunk)
                .Join(telling.Db.Posts, v => v.PostId, p => p.Id, (v, p) => new { v.PostId, v.MemberId, v.Value, v.At, p.Kind }).OrderBy(v => v.PostId).ThenBy(v => v.MemberId).ToListAsync();
            if (some.Count == 0) yield break;
            foreach (var v in some) yield return new() { Key = $"{v.PostId}:{v.MemberId}", Post = PostNames.Tell(v.PostId, v.Kind), Member = $"{v.MemberId}", Value = v.Value, At = v.At };
            (post, member) = (some[^1].PostId, some[^1].MemberId);
        }
    }

    public override async Task Take(Batch<VoteLine> batch)
    {
        var posts = batch.Lines.Select(l => PostNames.Find(batch, l.Post)).OfType<long>().Distinct().ToList();
        var members = batch.Lines.Select(l => batch.Find(l.Member, "member")).OfType<long>().Distinct().ToList();
        var here = batch.IsDry ? [] : (await batch.Db.Votes.Where(v => posts.Contains(v.PostId) && members.Contains(v.MemberId)).Select(v => new { v.PostId, v.MemberId }).ToListAsync()).Select(v => (v.PostId, v.MemberId)).ToHashSet();
        var brought = new List<long>();
        foreach (var line in batch.Lines)
        {
            if (PostNames.Find(batch, line.Post) is not { } post || batch.Find(line.Member, "member") is not { } member) { batch.Refuse(ByMembers, line, "its post or its voter is not here"); continue; }
            if (line.Value is not (1 or -1)) { batch.Refuse(ByMembers, line, "a vote is 1 or -1"); continue; }
            if (!batch.IsDry && !here.Add((post, member))) { batch.Report[ByMembers].Unchanged++; continue; }
            if (!batch.IsDry) batch.Db.Add(new Vote(post, member, (short)line.Value, line.At.ToUniversalTime()));
            brought.Add(post);
            batch.Stored(ByMembers);
        }
        if (brought.Count > 0 && !batch.IsDry) batch.Events.Add(VotesBrought.On(brought));
    }
}

/// Links between topics.
sealed class LinkRecords : Records<LinkLine>
{
    public override string Name => "links";
    public override string Kind => "link";
    public override IReadOnlyList<Type> Covers => [typeof(TopicLink)];
    public override IEnumerable<(string Kind, string? Key)> Names(LinkLine line) => [("topic", line.From), ("topic", line.To), ("reply", line.From), ("reply", line.To)];

    public override async IAsyncEnumerable<LinkLine> Tell(Telling telling)
    {
        foreach (var l in await telling.Db.TopicLinks.AsNoTracking().OrderBy(l => l.TopicId).ThenBy(l => l.OtherId).ToListAsync())
            yield return new() { Key = $"{l.TopicId}:{l.OtherId}", From = $"{l.TopicId}", To = $"{l.OtherId}", Kind = l.Kind == TopicLinkKind.Duplicate ? "duplicate" : "related", At = l.At };
    }

    public override async Task Take(Batch<LinkLine> batch)
    {
        var ids = batch.Lines.SelectMany(l => new[] { batch.Find(l.From, "reply", "topic"), batch.Find(l.To, "reply", "topic") }).OfType<long>().Distinct().ToList();
        var topics = await batch.Db.Posts.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.TopicId);
        foreach (var line in batch.Lines)
        {
            if (batch.Find(line.From, "reply", "topic") is not { } from || batch.Find(line.To, "reply", "topic") is not { } to) { batch.Refuse(Name, line, "one of its ends is not in the dump"); continue; }
            if (batch.IsDry) { batch.Stored(Name); continue; }
            var (a, b) = (topics[from], topics[to]);
            if (a == b) { batch.Refuse(Name, line, "it points at its own topic"); continue; }
            if (await batch.Db.TopicLinks.FindAsync(a, b) is null) batch.Db.Add(new TopicLink(a, b, line.Kind == "duplicate" ? TopicLinkKind.Duplicate : TopicLinkKind.Related, line.At.ToUniversalTime()));
            batch.Know(Kind, line, a);
            batch.Stored(Name);
        }
    }
}

using Rapport.Conversations;
using Rapport.Kernel.Database;

namespace Rapport.Interchange;

public sealed partial class Loader
{
    static IEnumerable<(string, string?)> PostNames(string key) => key.StartsWith("comment:", StringComparison.Ordinal) ? [("comment", key[8..])] : [("topic", key), ("reply", key)];

    static long? PostOf<T>(Batch<T> batch, string key) => key.StartsWith("comment:", StringComparison.Ordinal) ? batch.Find(key[8..], "comment") : batch.Find(key, "reply", "topic");

    /// Counted as votes besides: a line holds a day's.
    Task LoadTallies(CancellationToken cancel)
    {
        var (onPosts, onComments) = (report["votes"], report["comment votes"]);
        return Each<TallyLine>("tally", "vote tallies", l => PostNames(l.Post), batch =>
        {
            foreach (var line in batch.Lines)
            {
                var votes = line.Post.StartsWith("comment:", StringComparison.Ordinal) ? onComments : onPosts;
                if (PostOf(batch, line.Post) is not { } post)
                {
                    report.Refuse("vote tallies", line.Key, $"what was voted on ({line.Post}) is not here");
                    (votes.Read, votes.Refused) = (votes.Read + line.Up + line.Down, votes.Refused + line.Up + line.Down);
                    continue;
                }
                if (!dry)
                {
                    batch.Db.Add(new VoteTally(post, line.Day, line.Up, line.Down));
                    batch.Know("tally", line.Key, post, batch.Print(line));
                }
                (votes.Read, votes.Stored) = (votes.Read + line.Up + line.Down, votes.Stored + line.Up + line.Down);
                Stored("vote tallies");
            }
            return Task.CompletedTask;
        }, cancel: cancel);
    }

    Task LoadVotes(CancellationToken cancel) => Each<VoteLine>("vote", "members' votes", l => PostNames(l.Post).Append(("member", l.Member)), batch =>
    {
        foreach (var line in batch.Lines)
        {
            if (PostOf(batch, line.Post) is not { } post || batch.Find(line.Member, "member") is not { } member) { report.Refuse("members' votes", line.Key, "its post or its voter is not here"); continue; }
            if (line.Value is not (1 or -1)) { report.Refuse("members' votes", line.Key, "a vote is 1 or -1"); continue; }
            if (!dry)
            {
                batch.Db.Add(new Vote(post, member, (short)line.Value, line.At.ToUniversalTime()));
                batch.Know("vote", line.Key, post, batch.Print(line));
            }
            Stored("members' votes");
        }
        return Task.CompletedTask;
    }, cancel: cancel);

    Task LoadLinks(CancellationToken cancel) => Each<LinkLine>("link", "links", l => [("topic", l.From), ("topic", l.To), ("reply", l.From), ("reply", l.To)], async batch =>
    {
        var topics = await TopicsOf(batch);
        foreach (var line in batch.Lines)
        {
            if (batch.Find(line.From, "reply", "topic") is not { } from || batch.Find(line.To, "reply", "topic") is not { } to) { report.Refuse("links", line.Key, "one of its ends is not in the dump"); continue; }
            if (!dry)
            {
                var (a, b) = (topics[from], topics[to]);
                var kind = line.Kind == "duplicate" ? TopicLinkKind.Duplicate : TopicLinkKind.Related;
                if (a == b) { report.Refuse("links", line.Key, "it points at its own topic"); continue; }
                if (await batch.Db.TopicLinks.FindAsync(a, b) is null) batch.Db.Add(new TopicLink(a, b, kind, line.At.ToUniversalTime()));
                batch.Know("link", line.Key, a, batch.Print(line));
            }
            Stored("links");
        }
    }, cancel: cancel);

    static async Task<Dictionary<long, long>> TopicsOf(Batch<LinkLine> batch)
    {
        var ids = batch.Lines.SelectMany(l => new[] { batch.Find(l.From, "reply", "topic"), batch.Find(l.To, "reply", "topic") }).OfType<long>().Distinct().ToList();
        return await batch.Db.Posts.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.TopicId);
    }

    /// Replies, comments, votes and activity are counted from the rows, when all of them are here.
    async Task Recount(CancellationToken cancel)
    {
        foreach (var lines in archive.Read<TopicLine>().Chunk(500))
        {
            cancel.ThrowIfCancellationRequested();
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            var here = await Here(db, lines.Select(l => ("topic", (string?)l.Key)));
            var ids = here.Values.Select(h => h.Id).ToList();
            await db.Transact(() => db.Recount(ids));
        }
        await using var last = services.CreateAsyncScope();
        var all = last.ServiceProvider.GetRequiredService<Db>();
        await all.Transact(() => all.RecountTopics());
    }
}

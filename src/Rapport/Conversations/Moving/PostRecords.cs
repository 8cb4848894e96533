using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;

namespace Rapport.Conversations.Moving;

/// Answers and replies.
sealed class ReplyRecords : Records<ReplyLine>
{
    public override string Name => "replies";
    public override string Kind => "reply";
    public override IReadOnlyList<Type> Covers => [typeof(Post)];
    public override string CountedAs(ReplyLine line) => "answers";
    public override IEnumerable<(string Kind, string? Key)> Names(ReplyLine line) => [("member", line.Author), ("topic", line.Topic)];
    public override IReadOnlyList<string> ColumnsOf(Db db, IEnumerable<NotExported> left) => [.. PostColumns.Of(db, left).Names];

    public override async IAsyncEnumerable<ReplyLine> Tell(Telling telling)
    {
        var (db, columns) = (telling.Db, PostColumns.Of(telling.Db, telling.Left));
        for (long last = 0; await db.Posts.AsNoTracking().Where(p => p.Id > last && p.Kind == PostKind.Reply).OrderBy(p => p.Id).Take(Telling.Chunk).Select(p => new { Post = p, At = p.Accepted ? p.Topic.AcceptedAt : null }).ToListAsync() is { Count: > 0 } some; last = some[^1].Post.Id)
            foreach (var (p, at) in some.Select(s => (s.Post, s.At)))
                yield return new()
                {
                    Key = $"{p.Id}", Topic = $"{p.TopicId}", Words = WordsLines.Of(p.Format, p.Source), Author = p.AuthorId is { } author ? $"{author}" : null, At = p.CreatedAt, EditedAt = p.EditedAt,
                    Accepted = p.Accepted, AcceptedAt = at, Official = p.OfficialAt is not null, More = columns.Of(p),
                };
    }

    public override async Task Take(Batch<ReplyLine> batch)
    {
        var db = batch.Db;
        var topics = await TopicRecords.Here<Topic>(db, batch.Lines.Select(l => batch.Find(l.Topic, "topic")));
        var staff = await TopicRecords.Staff(db, batch.Lines.Select(l => batch.Find(l.Author, "member")));
        PostColumns.Warm(batch.Lines.Select(l => l.Words));
        var ways = await Ways.Known(db, batch.Lines.SelectMany(l => l.Addresses), batch.Arrival.Choices.Prefix);
        foreach (var line in batch.Lines)
        {
            if (batch.Find(line.Topic, "topic") is not { } under) { batch.Refuse("answers", line, $"what it answers ({line.Topic}) is not here"); continue; }
            if (line.Author is not null && batch.Find(line.Author, "member") is null) { batch.Refuse("answers", line, $"its author {line.Author} is not here"); continue; }
            if (line.Accepted) batch.Report["accepted answers"].Read++;
            if (batch.IsDry) { batch.Know(Kind, line, -1); batch.Stored("answers"); if (line.Accepted) batch.Stored("accepted answers"); continue; }
            var topic = topics[under];
            var (id, author) = (batch.IdOf(line), batch.Find(line.Author, "member"));
            var reply = new Post(id, topic, PostKind.Reply, null, author, author is { } a ? staff.Contains(a) : line.Official, line.Words.In(topic.Language, batch.Ids), line.At.ToUniversalTime());
            reply.WasSignedBy(line.SignedBy);
            if (line.EditedAt is { } edited) reply.WasEdited(edited.ToUniversalTime());
            if (line.Official) reply.WasOfficial(line.At.ToUniversalTime());
            db.Add(reply);
            batch.Events.Add(new ReplyPosted(topic, reply, new Where(topic.SpaceId, [], [])));
            if (line.Accepted)
            {
                topic.Solved(reply, (line.AcceptedAt ?? line.At).ToUniversalTime());
                batch.Events.Add(new AnswerAccepted(topic, reply, null, new Where(topic.SpaceId, [], [])) { On = topic.AcceptedAt });
                batch.Stored("accepted answers");
            }
            PostColumns.Fill(batch, reply, line.More);
            ways.Lead(db, line.Addresses, id);
            batch.Know(Kind, line, id);
            batch.Stored("answers");
        }
    }

    public override async Task<bool> Change(Batch<ReplyLine> batch, ReplyLine line, long id)
    {
        if (await batch.Db.Posts.Include(p => p.Topic).FirstOrDefaultAsync(p => p.Id == id) is not { } post) return false;
        if (line.Accepted && post.Topic.AcceptedId is null) post.Topic.Solved(post, (line.AcceptedAt ?? line.At).ToUniversalTime());
        return PostColumns.Rewrite(batch, post, line.Words, line.EditedAt);
    }

    public override void Unchanged(Batch<ReplyLine> batch, ReplyLine line)
    {
        if (line.Accepted) batch.Report.Also("accepted answers", 1);
    }
}

sealed class CommentRecords : Records<CommentLine>
{
    public override string Name => "comments";
    public override string Kind => "comment";
    public override IReadOnlyList<Type> Covers => [typeof(Post)];
    public override IEnumerable<(string Kind, string? Key)> Names(CommentLine line) => [("member", line.Author), ("topic", line.Below), ("reply", line.Below)];
    public override IReadOnlyList<string> ColumnsOf(Db db, IEnumerable<NotExported> left) => [.. PostColumns.Of(db, left).Names];

    public override async IAsyncEnumerable<CommentLine> Tell(Telling telling)
    {
        var (db, columns) = (telling.Db, PostColumns.Of(telling.Db, telling.Left));
        for (long last = 0; await db.Posts.AsNoTracking().Where(p => p.Id > last && p.Kind == PostKind.Comment).OrderBy(p => p.Id).Take(Telling.Chunk).ToListAsync() is { Count: > 0 } some; last = some[^1].Id)
            foreach (var p in some)
                yield return new() { Key = $"{p.Id}", Below = $"{p.ParentId}", Words = WordsLines.Of(p.Format, p.Source), Author = p.AuthorId is { } author ? $"{author}" : null, At = p.CreatedAt, EditedAt = p.EditedAt, More = columns.Of(p) };
    }

    public override async Task Take(Batch<CommentLine> batch)
    {
        var db = batch.Db;
        var ids = batch.Lines.Select(l => batch.Find(l.Below, "reply", "topic")).OfType<long>().Distinct().ToList();
        var posts = await db.Posts.Include(p => p.Topic).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var staff = await TopicRecords.Staff(db, batch.Lines.Select(l => batch.Find(l.Author, "member")));
        var ways = await Ways.Known(db, batch.Lines.SelectMany(l => l.Addresses), batch.Arrival.Choices.Prefix);
        foreach (var line in batch.Lines)
        {
            if (batch.Find(line.Below, "reply", "topic") is not { } below) { batch.Refuse(Name, line, $"what it stands below ({line.Below}) is not here"); continue; }
            if (line.Author is not null && batch.Find(line.Author, "member") is null) { batch.Refuse(Name, line, $"its author {line.Author} is not here"); continue; }
            if (batch.IsDry) { batch.Know(Kind, line, -1); batch.Stored(Name); continue; }
            var (post, author) = (posts[below], batch.Find(line.Author, "member"));
            var comment = new Post(batch.IdOf(line), post.Topic, PostKind.Comment, post, author, author is { } a && staff.Contains(a), line.Words.In(post.Language, batch.Ids), line.At.ToUniversalTime());
            if (line.EditedAt is { } edited) comment.WasEdited(edited.ToUniversalTime());
            db.Add(comment);
            PostColumns.Fill(batch, comment, line.More);
            ways.Lead(db, line.Addresses, comment.Id);
            batch.Events.Add(new CommentPosted(post.Topic, comment, new Where(post.Topic.SpaceId, [], [])));
            batch.Know(Kind, line, comment.Id);
            batch.Stored(Name);
        }
    }

    public override async Task<bool> Change(Batch<CommentLine> batch, CommentLine line, long id) =>
        await batch.Db.Posts.Include(p => p.Topic).FirstOrDefaultAsync(p => p.Id == id) is { } post && PostColumns.Rewrite(batch, post, line.Words, line.EditedAt);
}

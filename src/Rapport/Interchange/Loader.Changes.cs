using Rapport.Conversations;
using Rapport.Kernel.Database;

namespace Rapport.Interchange;

public sealed partial class Loader
{
    /// A line that was loaded before and says something else now. Words and their edit are brought up to date; what members did here since stays theirs.
    async Task<bool> Change<T>(Db db, string kind, T line, ForeignId mine)
    {
        if (dry || mine.Id < 0) return true;
        switch (line)
        {
            case TopicLine topic when await db.Posts.Include(p => p.Topic).ThenInclude(t => t.Space).FirstOrDefaultAsync(p => p.Id == mine.Id) is { } opening:
                Rewrite(opening, topic.Words, topic.EditedAt);
                break;
            case ReplyLine reply when await db.Posts.Include(p => p.Topic).FirstOrDefaultAsync(p => p.Id == mine.Id) is { } post:
                Rewrite(post, reply.Words, reply.EditedAt);
                if (reply.Accepted && post.Topic.AcceptedId is null) post.Topic.Solved(post, (reply.AcceptedAt ?? reply.At).ToUniversalTime());
                break;
            case TallyLine tally:
                await db.VoteTallies.Where(v => v.PostId == mine.Id && v.Day == tally.Day).ExecuteUpdateAsync(s => s.SetProperty(v => v.Up, tally.Up).SetProperty(v => v.Down, tally.Down));
                break;
            default: return false;
        }
        mine.Print = PrintOf(line);
        return true;
    }

    static void Rewrite(Post post, WordsLine words, DateTimeOffset? editedAt)
    {
        // Edited here since it was brought in: the newer words are the ones that count.
        if (editedAt is not { } at || post.EditedAt >= at) return;
        post.Rewrite(Words(words, post.Language), at.ToUniversalTime());
    }
}

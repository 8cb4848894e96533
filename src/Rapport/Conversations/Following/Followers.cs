using Rapport.Kernel.Database;

namespace Rapport.Conversations.Following;

/// Who takes part in a topic follows it, until they say otherwise.
static class Followers
{
    extension(Db db)
    {
        /// Into what Save stores.
        public async Task FollowFromNowOn(long member, long topic, DateTimeOffset now)
        {
            if (!await db.Follows.AnyAsync(f => f.MemberId == member && f.Kind == Follow.Topic && f.SubjectId == topic)) db.Add(new Follow(member, Follow.Topic, topic, now));
        }
    }
}

using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Unseen;

/// When a member last wrote in a space that is slow, in seconds since 1970.
public sealed class SlowTurn(long spaceId, long memberId, long second)
{
    public long SpaceId { get; private set; } = spaceId;
    public long MemberId { get; private set; } = memberId;
    public long Second { get; private set; } = second;
}

/// One post of a member in so long a time, where moderators slowed a space down.
public static class SlowMode
{
    public static bool Holds(Space space, Member by, DateTimeOffset now) => space.SlowAt(now) > 0 && !by.IsStaff;

    extension(Db db)
    {
        /// Takes the member's turn with what Save stores, and refuses it before its time: one statement, so that of two at the same moment one passes.
        public void TakeTurn(Post post, Member by)
        {
            var (space, member, now) = (post.Topic.SpaceId, by.Id, db.Clock.GetUtcNow());
            if (post.IsReview || !Holds(post.Topic.Space, by, now)) return;
            var (second, slow) = (now.ToUnixTimeSeconds(), post.Topic.Space.SlowAt(now));
            var before = second - slow;
            db.Later(async () =>
            {
                var taken = await db.Database.ExecuteSqlAsync($"""
                    INSERT INTO conversations_slow_turns (space_id, member_id, second) VALUES ({space}, {member}, {second})
                    ON CONFLICT (space_id, member_id) DO UPDATE SET second = excluded.second WHERE conversations_slow_turns.second <= {before}
                    """);
                if (taken > 0) return;
                var last = await db.SlowTurns.AsNoTracking().Where(t => t.SpaceId == space && t.MemberId == member).Select(t => t.Second).FirstAsync();
                throw TooSoon(DateTimeOffset.FromUnixTimeSeconds(last + slow), by, now);
            });
        }
    }

    static Refused TooSoon(DateTimeOffset next, Member by, DateTimeOffset now)
    {
        var (time, day) = At(next, by, now);
        var wait = (int)Math.Max(1, (next - now).TotalSeconds);
        return day is { } later ? new("Slow mode: you can write here again on {day} at {time}.", ("day", later), ("time", time)) { Field = "body", Wait = wait }
            : new("Slow mode: you can write here again at {time}.", ("time", time)) { Field = "body", Wait = wait };
    }

    /// The time of day where the member is, with the day unless it is today.
    public static (string Time, DateOnly? Day) At(DateTimeOffset at, Member by, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(by.Zone, out var known) ? known : TimeZoneInfo.Utc;
        var (there, here) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        // The seconds that are cut off would make it a moment too early.
        if (there.Second > 0 || there.Millisecond > 0) there = there.AddMinutes(1);
        return (there.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), there.Date == here.Date ? null : DateOnly.FromDateTime(there.Date));
    }
}

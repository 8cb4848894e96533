using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Unseen;

/// When a member last wrote in a space or a topic that is slow, in seconds since 1970.
public sealed class SlowTurn(long placeId, long memberId, long second)
{
    public long PlaceId { get; private set; } = placeId;
    public long MemberId { get; private set; } = memberId;
    public long Second { get; private set; } = second;
}

/// One post of a member in so long a time, where moderators slowed a space or a topic down.
public static class SlowMode
{
    extension(Db db)
    {
        /// Takes the member's turn with what Save stores, and refuses it before its time: one statement for each place, so that of two at the same moment one passes.
        public void TakeTurn(Post post, Member by)
        {
            if (post.IsReview || by.IsStaff) return;
            var (topic, now) = (post.Topic, db.Clock.GetUtcNow());
            var places = new[] { (Id: topic.SpaceId, Slow: topic.Space.Slowness.At(now)), (Id: topic.Id, Slow: topic.Slowness.At(now)) }.Where(p => p.Slow > 0).ToList();
            if (places.Count > 0) db.Later(async () =>
            {
                DateTimeOffset? next = null;
                foreach (var (place, slow) in places)
                    if (await db.TakeTurn(place, by.Id, now, slow) is { } then && !(then < next)) next = then;
                if (next is { } soon) throw TooSoon(soon, by, now);
            });
        }

        /// Nothing where it was the member's turn, else when it will be.
        async Task<DateTimeOffset?> TakeTurn(long place, long member, DateTimeOffset now, int slow)
        {
            var second = now.ToUnixTimeSeconds();
            // A turn that lies further ahead was taken by a clock that was wrong.
            var (before, ahead) = (second - slow, second + 120);
            var taken = await db.Database.ExecuteSqlAsync($"""
                INSERT INTO conversations_slow_turns (place_id, member_id, second) VALUES ({place}, {member}, {second})
                ON CONFLICT (place_id, member_id) DO UPDATE SET second = excluded.second WHERE conversations_slow_turns.second <= {before} OR conversations_slow_turns.second > {ahead}
                """);
            return taken > 0 ? null : DateTimeOffset.FromUnixTimeSeconds(slow + await db.SlowTurns.AsNoTracking().Where(t => t.PlaceId == place && t.MemberId == member).Select(t => t.Second).FirstAsync());
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

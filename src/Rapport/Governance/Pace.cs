using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Governance;

/// How often a member did something in the minute, the hour and the day of its last time.
public sealed class Pace(long memberId, string what, long minute, int inMinute, long hour, int inHour, long day, int inDay)
{
    public long MemberId { get; private set; } = memberId;
    public string What { get; private set; } = what;

    /// Since 1970.
    public long Minute { get; private set; } = minute;
    public int InMinute { get; private set; } = inMinute;
    public long Hour { get; private set; } = hour;
    public int InHour { get; private set; } = inHour;
    public long Day { get; private set; } = day;
    public int InDay { get; private set; } = inDay;
}

/// The most in a minute, an hour and a day; 0 for as much as one likes.
public sealed record Limit(int Minute, int Hour, int Day)
{
    public Limit Times(double factor) => new(Scaled(Minute, factor), Scaled(Hour, factor), Scaled(Day, factor));

    static int Scaled(int most, double factor) => most == 0 ? 0 : (int)Math.Clamp(most * factor, 1, int.MaxValue);
}

public static class Pacing
{
    extension(Db db)
    {
        /// Counts one more with what Save stores, and refuses it beyond the limit: one statement, so that acts at the same moment are all counted. Time does not go back in it: who comes late from the last minute does not begin that one again. A clock that was far ahead counts for nothing.
        public void Pace(long member, string what, Limit most) => db.Later(async () =>
        {
            var now = db.Clock.GetUtcNow();
            var second = now.ToUnixTimeSeconds();
            var (minute, hour, day) = (second / 60, second / 3_600, second / 86_400);
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO governance_paces (member_id, what, minute, in_minute, hour, in_hour, day, in_day) VALUES ({member}, {what}, {minute}, 1, {hour}, 1, {day}, 1)
                ON CONFLICT (member_id, what) DO UPDATE SET
                in_minute = CASE WHEN governance_paces.minute BETWEEN excluded.minute AND excluded.minute + 2 THEN governance_paces.in_minute + 1 ELSE 1 END, minute = CASE WHEN governance_paces.minute BETWEEN excluded.minute AND excluded.minute + 2 THEN governance_paces.minute ELSE excluded.minute END,
                in_hour = CASE WHEN governance_paces.hour BETWEEN excluded.hour AND excluded.hour + 1 THEN governance_paces.in_hour + 1 ELSE 1 END, hour = CASE WHEN governance_paces.hour BETWEEN excluded.hour AND excluded.hour + 1 THEN governance_paces.hour ELSE excluded.hour END,
                in_day = CASE WHEN governance_paces.day BETWEEN excluded.day AND excluded.day + 1 THEN governance_paces.in_day + 1 ELSE 1 END, day = CASE WHEN governance_paces.day BETWEEN excluded.day AND excluded.day + 1 THEN governance_paces.day ELSE excluded.day END
                """);
            var pace = await db.Paces.AsNoTracking().FirstAsync(p => p.MemberId == member && p.What == what);
            if (Over(pace.InDay, most.Day)) throw TooMuch("That was much for one day. Go on in {n} hour.|That was much for one day. Go on in {n} hours.", (pace.Day + 1) * 86_400 - second, 3_600);
            if (Over(pace.InHour, most.Hour)) throw TooMuch("That was much for one hour. Go on in {n} minute.|That was much for one hour. Go on in {n} minutes.", (pace.Hour + 1) * 3_600 - second, 60);
            if (Over(pace.InMinute, most.Minute)) throw TooMuch("That was fast. Go on in {n} second.|That was fast. Go on in {n} seconds.", (pace.Minute + 1) * 60 - second, 1);
        });
    }

    static Refused TooMuch(string words, long seconds, int unit) => new(words, ("n", Math.Max(1, (seconds + unit - 1) / unit))) { Wait = (int)Math.Max(1, seconds) };

    static bool Over(int count, int most) => most > 0 && count > most;
}

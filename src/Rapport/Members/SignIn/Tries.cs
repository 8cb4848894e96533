using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Members.SignIn;

/// How often a password was tried lately for an address, whether or not anybody has it: what is told of a lockout then tells nothing else.
public sealed class Tries
{
    public const int Most = 5;
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// The hash of the address.
    public required string Key { get; init; }
    public int Number { get; set; }

    /// When the last one was counted, in microseconds.
    public long At { get; set; }

    /// Counts a try before its password is looked at, so that guesses side by side all count; refuses the sixth for ten minutes.
    public static async Task Count(Db db, string key)
    {
        var (now, over) = (db.Clock.GetUtcNow().Microseconds, (db.Clock.GetUtcNow() - Pause).Microseconds);
        var counted = 0;
        await db.Transact(async () => counted = await db.Database.ExecuteSqlAsync($"""
            INSERT INTO members_tries AS t (key, number, at) VALUES ({key}, 1, {now})
            ON CONFLICT (key) DO UPDATE SET number = CASE WHEN t.at <= {over} THEN 1 ELSE t.number + 1 END, at = {now}
            WHERE t.number < {Most} OR t.at <= {over}
            """));
        if (counted == 0) throw new Refused("There were too many wrong passwords. Wait {minutes} minutes, or sign in by a code sent to you by e-mail.", ("minutes", (int)Pause.TotalMinutes)) { Field = "password" };
    }

    public static Task Clear(Db db, string key) => db.Transact(() => db.Set<Tries>().Where(t => t.Key == key).ExecuteDeleteAsync());
}

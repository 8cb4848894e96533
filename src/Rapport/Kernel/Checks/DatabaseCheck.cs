using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Storage;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Kernel.Checks;

/// The database answers, is of this version, is whole, and keeps what it acknowledges.
sealed class DatabaseCheck(Db db, Installation installation) : Check
{
    public override string Name => "Database";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var version = db.Database.GetDbConnection().ServerVersion;
        var steps = (await db.Database.GetPendingMigrationsAsync(cancel)).Count();
        if (steps > 0) yield return Finding.Failure("{n} step brings its tables up to this version.|{n} steps bring its tables up to this version.", "Run \"rapport migrate\", or start the server.", ("n", steps));
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancel)).Except(db.Database.GetMigrations()).Count();
        if (unknown > 0) yield return Finding.Failure("Its tables are of a newer version than this one.", "Install the newer version again, or restore a backup made before.");
        if (installation.OnPostgres)
        {
            if (await Ask("SHOW fsync") != "on" || await Ask("SHOW full_page_writes") != "on") yield return Finding.Failure("PostgreSQL may lose what was acknowledged: fsync or full_page_writes is off.", "Set both to on in postgresql.conf and start PostgreSQL again.");
            if (await Ask("SHOW synchronous_commit") == "off") yield return Finding.Failure("PostgreSQL may lose what was acknowledged: synchronous_commit is off.", "Set it to on in postgresql.conf, or for this role and database.");
            if (await Ask("SHOW server_encoding") != "UTF8") yield return Finding.Failure("The database is not in UTF-8.", "Make a new one with ENCODING 'UTF8' and restore a backup into it.");
            var (used, most) = (int.Parse(await Ask("SELECT count(*)::text FROM pg_stat_activity")), int.Parse(await Ask("SHOW max_connections")));
            if (used > most * .8) yield return Finding.Warning("{used} of {most} connections are in use.", "Raise max_connections, or lower Maximum Pool Size in the connection string.", ("used", used), ("most", most));
        }
        if (steps > 0) yield break;
        yield return Finding.Good("{engine} {version} answers; its tables are of this version.", ("engine", installation.OnPostgres ? "PostgreSQL" : "SQLite"), ("version", version));
    }

    Task<string> Ask(string sql) => db.Ask(sql);
}

/// Every page of an SQLite database is what it was; reading all of them takes its time.
sealed class WholeCheck(Db db) : Check
{
    public override string Name => "Database";
    public override bool Far => true;

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        if (db.OnPostgres) yield break;
        await db.Database.OpenConnectionAsync(cancel);
        yield return await db.Ask("PRAGMA quick_check(1)") is not "ok" and var problem
            ? Finding.Failure("The database is damaged: {problem}", "Stop the server, keep the folder as it is, and restore the last backup.", ("problem", problem))
            : Finding.Good("The file was read from end to end and is whole.");
    }
}

/// The clock: sessions, schedules and the order of what is shown depend on it.
sealed class ClockCheck(Db db, TimeProvider clock) : Check
{
    public override string Name => "Clock";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        var before = clock.GetUtcNow();
        var there = db.OnPostgres ? (await db.Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\"").ToListAsync(cancel))[0] : before;
        var off = Math.Abs((there - before - (clock.GetUtcNow() - before) / 2).TotalSeconds);
        var last = await db.Set<EventRow>().OrderByDescending(e => e.Id).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancel);
        if (off > 2) yield return new Finding(off > 60 ? Grade.Failure : Grade.Warning, "The clock is {n} seconds away from the database's.", "Let both machines keep time (timedatectl set-ntp true).", ("n", Math.Round(off)));
        else if (last > before.AddMinutes(1)) yield return Finding.Warning("Something happened in the future: the clock was set back since.", "Let the machine keep time (timedatectl set-ntp true).");
        else yield return Finding.Good("It agrees with the database.");
    }
}

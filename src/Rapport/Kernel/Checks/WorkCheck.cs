using System.Runtime.CompilerServices;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;

namespace Rapport.Kernel.Checks;

/// What is done in the background is done, mail above all.
sealed class WorkCheck(Db db) : Check
{
    public override string Name => "Work in the background";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        var (now, well) = (db.Clock.GetUtcNow(), true);
        var (dayAgo, hourAgo) = (now.AddDays(-1), now.AddHours(-1));
        var failing = await db.Set<Job>().Where(j => j.DoneAt == null && j.DeadAt == null && j.Problem != null).GroupBy(j => j.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var mails = failing.Where(f => f.Key is nameof(SendMail) or nameof(SendWaiting)).Sum(f => f.Count);
        if (mails > 0) yield return Bad("{n} mail could not be sent and is tried again.|{n} mails could not be sent and are tried again.", "Look at the mail server; a test message under Administration, Mail, shows what it says.", mails);
        if (failing.Sum(f => f.Count) - mails is > 0 and var others) yield return Bad("{n} piece of work failed and is tried again.|{n} pieces of work failed and are tried again.", "The log says why.", others);
        if (await db.Set<Job>().CountAsync(j => j.DeadAt > dayAgo, cancel) is > 0 and var dead) yield return Bad("{n} piece of work was given up since yesterday.|{n} pieces of work were given up since yesterday.", "The log says why.", dead);
        if (await db.Set<SentMail>().CountAsync(m => m.SentAt == null && m.RefusedAt == null && m.At < hourAgo, cancel) is > 0 and var late) yield return Bad("{n} mail has waited for more than an hour.|{n} mails have waited for more than an hour.", "Look at the mail server.", late);
        if (well) yield return Finding.Good("Nothing failed or was given up.");

        Finding Bad(string said, string mend, int n)
        {
            well = false;
            return Finding.Warning(said, mend, ("n", n));
        }
    }
}

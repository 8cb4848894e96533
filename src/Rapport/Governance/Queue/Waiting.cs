using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Governance.Queue;

/// How much waits for a moderator: asked once for a page.
sealed class Waiting(Db db, Turns turns)
{
    public const int Most = 99;

    Task<int>? asked;

    /// One more than Most for "many".
    public Task<int> Count() => asked ??= turns.Take(() => db.Cases.Where(c => c.DecidedAt == null).Select(c => c.Id).Take(Most + 1).CountAsync());
}

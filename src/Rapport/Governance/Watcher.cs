using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance;

/// What a customer wrote, before others see it.
public sealed record Written(long Post, Member By, string Title, string Text);

/// Looks at what customers write, and may ask that a moderator looks first. It decides nothing. The module above that notices something registers one.
public abstract class Watcher
{
    /// True where a moderator should look before others do. What was noticed goes into what Save stores.
    public abstract Task<bool> Look(Db db, Written written);
}

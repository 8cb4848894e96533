using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// What shows files and may be hidden again, as a module knows it.
public abstract class FileDoor
{
    /// The kind of use it answers for.
    public abstract string Kind { get; }

    /// Without the uses that are hidden from whoever asks.
    public abstract IQueryable<FileUse> Open(IQueryable<FileUse> uses, Db db);
}

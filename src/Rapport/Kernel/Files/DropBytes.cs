using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Kernel.Files;

/// Bytes whose files are gone since then. They go too, unless another file names the same.
public sealed record DropBytes(IReadOnlyList<string> Hashes, DateTimeOffset Since);

public sealed class ByteDropper(Db db, Blobs blobs) : Worker<DropBytes>
{
    public override Task Do(DropBytes work, CancellationToken cancel) => blobs.Drop(db, work.Hashes, work.Since);
}

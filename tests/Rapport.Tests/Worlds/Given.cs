using Rapport.Members;

namespace Rapport.Tests.Worlds;

/// Brings about what a test starts from, by the way the product itself takes. Each module adds its own in a partial class.
public sealed partial class Given(World world)
{
    static int count;

    /// A number no other test was given, for names that must be unique.
    public static int Fresh() => Interlocked.Increment(ref count);
}

using Rapport.Tests.Worlds;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Rapport.Tests.Worlds;

/// Stories and nodes take minutes, the others seconds: begun last, one of them would run alone while the other processor waits. Nothing depends on the order.
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> collections) where T : ITestCollection =>
        [.. collections.OrderBy(c => c.TestCollectionDisplayName.Contains("OperationsGuide", StringComparison.Ordinal) ? 0 : c.TestCollectionDisplayName.Contains("Rapport.Tests.Story.", StringComparison.Ordinal) || c.TestCollectionDisplayName.Contains("Rapport.Tests.Nodes.", StringComparison.Ordinal) ? 1 : 2)];
}

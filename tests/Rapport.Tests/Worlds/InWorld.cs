using Rapport.Members;

namespace Rapport.Tests.Worlds;

/// A test class whose tests act in the shared world of one engine. Derive an abstract class of tests from it and two sealed
/// ones from that: `public sealed class TopicTestsOnSqlite() : TopicTests(Engine.Sqlite);`
public abstract class InWorld(Engine engine) : IAsyncLifetime
{
    protected Engine Engine => engine;
    protected World World { get; private set; } = null!;
    protected Given Given => World.Given;

    protected Member Ada => World.Cast.Ada;
    protected Member Ben => World.Cast.Ben;
    protected Member Cleo => World.Cast.Cleo;

    /// An employee, a moderator and an administrator.
    protected Member Emil => World.Cast.Emil;
    protected Member Mona => World.Cast.Mona;
    protected Member Alma => World.Cast.Alma;

    protected Visitor As(Member member) => World.Visit(member);
    protected Visitor Anyone() => World.Visit();

    /// Waits until every reader has read what was told and every job that is due is done.
    protected Task Settled() => World.Settled();

    public virtual async ValueTask InitializeAsync() => World = await World.Shared(engine);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

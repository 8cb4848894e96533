using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;

namespace Rapport.Tests.Kernel;

/// A server that ended leaves no clock running that holds it: who starts many in one process, as these tests do, would drown in them.
public abstract class EndedTests(Engine engine)
{
    [Fact]
    public async Task A_server_that_ended_is_let_go_of()
    {
        var ended = await Ended();

        await Waiting.Eventually(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !ended.IsAlive;
        }, "the server to be let go of");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    async Task<WeakReference> Ended()
    {
        await using var world = await World.Start(engine);
        using var visitor = world.Visit(world.Cast.Ada);
        await visitor.Get("/search?q=lid");
        return new WeakReference(world.Services.GetRequiredService<WriteGate>());
    }
}

public sealed class EndedTestsOnSqlite() : EndedTests(Engine.Sqlite);
public sealed class EndedTestsOnPostgres() : EndedTests(Engine.Postgres);

namespace Rapport.Kernel.Database;

/// One writer at a time, in the order of arrival: SQLite has a single write lock, and waiting for it here is fair.
public sealed class WriteGate(Installation installation) : IDisposable
{
    readonly SemaphoreSlim? gate = installation.OnPostgres ? null : new(1, 1);

    internal async Task<Turn> Enter()
    {
        if (gate is not null) await gate.WaitAsync();
        return new Turn(gate);
    }

    internal readonly struct Turn(SemaphoreSlim? gate) : IDisposable
    {
        public void Dispose() => gate?.Release();
    }

    public void Dispose() => gate?.Dispose();
}

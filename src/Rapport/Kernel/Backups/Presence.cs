using Npgsql;

namespace Rapport.Kernel.Backups;

/// Says that a server works on this data, so that a restore keeps off; and that a restore is under way, so that no server starts.
/// The system lets go of it when a process ends, however it ends.
public sealed class Presence(Installation installation) : IHostedService, IDisposable
{
    internal const long Lock = 5_227_002;
    IDisposable? held;

    public async Task StartAsync(CancellationToken cancel)
    {
        held = await Take(installation, alone: false) ?? throw new Refused("A backup is being restored here. Start again when that is done.");
        if (!installation.OnPostgres) return;
        // Beyond the first moment the connection that hears the log says it.
        held.Dispose();
        held = null;
    }

    public Task StopAsync(CancellationToken cancel)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        held?.Dispose();
        held = null;
    }

    /// Nothing where others are here already: anybody for a restore, a restore for everybody else.
    public static async Task<IDisposable?> Take(Installation installation, bool alone)
    {
        if (installation.Postgres is { } address)
        {
            var connection = new NpgsqlConnection(address + ";Pooling=false");
            await connection.OpenAsync();
            await using var ask = new NpgsqlCommand($"SELECT {(alone ? "pg_try_advisory_lock" : "pg_try_advisory_lock_shared")}({Lock})", connection);
            if (await ask.ExecuteScalarAsync() is true) return connection;
            await connection.DisposeAsync();
            return null;
        }
        var file = Path.Combine(installation.Data, "rapport.lock");
        try { return new FileStream(file, FileMode.OpenOrCreate, alone ? FileAccess.ReadWrite : FileAccess.Read, alone ? FileShare.None : FileShare.ReadWrite); }
        catch (IOException) when (File.Exists(file)) { return null; }
    }
}

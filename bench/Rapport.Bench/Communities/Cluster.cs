using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Rapport.Bench.Communities;

/// A PostgreSQL of our own in a folder, started by the script that the tests use.
sealed class Cluster(string folder) : IDisposable
{
    /// What a member is told to be stored must survive a loss of power here as in earnest; only filling may be careless.
    const string Safe = "-c fsync=on -c full_page_writes=on -c shared_buffers=512MB -c max_wal_size=4GB", Careless = "-c shared_buffers=512MB -c max_wal_size=16GB -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off";

    public string Start(bool safe = true)
    {
        // A copy brings the port of the one it was made from.
        if (Directory.Exists(folder)) File.WriteAllText(Path.Combine(folder, "port"), FreePort().ToString(CultureInfo.InvariantCulture));
        var address = Run("start", safe ? Safe : Careless);
        const string name = "community";
        using var connection = new NpgsqlConnection(address + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM pg_database WHERE datname = '{name}'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            command.CommandText = $"CREATE DATABASE {name}";
            command.ExecuteNonQuery();
        }
        return address.Replace("Database=postgres", $"Database={name}", StringComparison.Ordinal);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Stop() => Run("stop", "");

    string Run(string verb, string options)
    {
        var start = new ProcessStartInfo(Path.Combine(Folders.Root, "tests", "postgres"), [verb, folder]) { RedirectStandardOutput = true };
        start.Environment["POSTGRES_OPTIONS"] = options;
        using var script = Process.Start(start)!;
        var said = script.StandardOutput.ReadLine() ?? "";
        script.WaitForExit();
        return script.ExitCode == 0 ? said : throw new InvalidOperationException($"PostgreSQL did not {verb} in {folder}.");
    }

    public void Dispose() => Stop();
}

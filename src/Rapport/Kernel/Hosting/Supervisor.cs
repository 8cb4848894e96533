using System.Net.Sockets;
using System.Text;

namespace Rapport.Kernel.Hosting;

/// Tells systemd (Type=notify) when the server takes requests and when it stops.
public sealed class Supervisor(IHostApplicationLifetime life, ILogger<Supervisor> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path) return Task.CompletedTask;
        life.ApplicationStarted.Register(() => Say(path, "READY=1"));
        life.ApplicationStopping.Register(() => Say(path, "STOPPING=1"));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    void Say(string path, string state)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // A name that begins with @ is in no folder.
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path));
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException problem) { log.LogWarning(problem, "systemd could not be told {State}", state); }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Rapport.Kernel.Hosting;

/// Whether a server can listen where it is told to: looked at before anything starts, so that it is said in a sentence.
public static class Doorstep
{
    /// Null where it is no address to listen on.
    public static BindingAddress? Read(string url)
    {
        try { return BindingAddress.Parse(url.Trim()) is { Scheme: "http" or "https", PathBase: "", Port: <= IPEndPoint.MaxPort } address ? address : null; }
        catch (FormatException) { return null; }
    }

    public static void Demand(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (Read(url) is { IsUnixPipe: false, IsNamedPipe: false } address)
                foreach (var end in Ends(address)) Demand(end, url);
    }

    static IPEndPoint[] Ends(BindingAddress address) => address.Port == 0 ? []
        : address.Host == "localhost" ? [new(IPAddress.Loopback, address.Port)]
        : [new(IPAddress.TryParse(address.Host, out var one) ? one : IPAddress.Any, address.Port)];

    static void Demand(IPEndPoint end, string url)
    {
        try
        {
            using var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(end);
            socket.Listen();
        }
        // What else can be wrong the start itself says.
        catch (SocketException problem) when (Words(problem.SocketErrorCode, url) is { } refused) { throw refused; }
    }

    static Refused? Words(SocketError problem, string url) => problem switch
    {
        SocketError.AddressAlreadyInUse => new("Something listens on {url} already. Stop it, or choose another port with --urls or RAPPORT_URLS.", ("url", url)),
        SocketError.AccessDenied => new("This account may not listen on {url}. Choose a port from 1024 on with --urls or RAPPORT_URLS, and put a proxy in front.", ("url", url)),
        SocketError.AddressNotAvailable => new("{url} is no address of this machine. Choose another one with --urls or RAPPORT_URLS.", ("url", url)),
        _ => null,
    };
}

using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rapport.Bench.Pages;

/// What one round showed.
sealed record Round(double PerSecond, double[] Milliseconds, double Bytes)
{
    public double At(double share) => Milliseconds.Length == 0 ? 0 : Milliseconds[(int)Math.Min(Milliseconds.Length - 1, Milliseconds.Length * share)];
}

/// Some connections, each asking as soon as it was answered. Bare sockets, so that asking costs little beside answering.
sealed class Visitors(int port) : IDisposable
{
    public const int Connections = 16;

    readonly Socket[] sockets = [.. Enumerable.Range(0, Connections).Select(_ => Connect(port))];
    readonly byte[][] buffers = [.. Enumerable.Range(0, Connections).Select(_ => new byte[256 << 10])];

    static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    /// The request is made from the connection's number and how many it sent before.
    public Round Visit(Func<int, int, byte[]> request, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var visits = Task.WhenAll(Enumerable.Range(0, Connections).Select(n => Task.Run(() => Ask(n, request, began, time)))).GetAwaiter().GetResult();
        var spent = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var all = visits.SelectMany(v => v.Milliseconds).Order().ToArray();
        return new(all.Length / spent, all, visits.Sum(v => (double)v.Bytes) / Math.Max(1, all.Length));
    }

    /// Each of these, once.
    public void Once(IReadOnlyList<byte[]> requests)
    {
        foreach (var request in requests) Fetch(sockets[0], buffers[0], request).GetAwaiter().GetResult();
    }

    /// As many times as it takes until the server runs the code it runs for good.
    public void WarmUp(Func<int, int, byte[]> request, int times = 600)
    {
        var began = Stopwatch.GetTimestamp();
        while (times > 0 && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(3)) times -= Visit(request, TimeSpan.FromSeconds(.25)).Milliseconds.Length;
    }

    async Task<(List<double> Milliseconds, long Bytes)> Ask(int connection, Func<int, int, byte[]> request, long began, TimeSpan time)
    {
        var (taken, bytes) = (new List<double>(4_096), 0L);
        for (var n = 0; Stopwatch.GetElapsedTime(began) < time; n++)
        {
            var asked = request(connection, n);
            var sent = Stopwatch.GetTimestamp();
            bytes += await Fetch(sockets[connection], buffers[connection], asked);
            taken.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        return (taken, bytes);
    }

    /// The length of the answer's body. Anything but a page, or the way to one, ends the bench.
    static async Task<int> Fetch(Socket socket, byte[] buffer, byte[] request)
    {
        await socket.SendAsync(request);
        var (read, head) = (0, -1);
        while (head < 0)
        {
            var some = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (some == 0) throw new IOException("The server hung up.");
            read += some;
            head = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }
        var length = Length(buffer.AsSpan(0, head));
        for (var left = head + 4 + length - read; left > 0;) left -= await socket.ReceiveAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left))) is > 0 and var got ? got : throw new IOException("The server hung up.");
        return length;
    }

    static int Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        if (head[9] is not ((byte)'2' or (byte)'3') || head.StartsWith("HTTP/1.1 301"u8) || at < 0 || !Utf8Parser.TryParse(head[(at + 16)..], out int length, out _))
            throw new IOException("Not the answer that was to be measured:\n" + Encoding.ASCII.GetString(head));
        return length;
    }

    public void Dispose()
    {
        foreach (var socket in sockets) socket.Dispose();
    }
}

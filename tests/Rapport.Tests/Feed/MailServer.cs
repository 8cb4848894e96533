using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Rapport.Tests.Feed;

/// A mail server that speaks SMTP on a real port and keeps what it is given. It can be told to be difficult.
public sealed class MailServer : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Any, 0);
    readonly CancellationTokenSource stop = new();
    readonly List<MimeMessage> received = [];

    public MailServer()
    {
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public string Address => $"smtp://127.0.0.1:{Port}";

    /// Whether it asks who is there, and takes everybody; without encryption, as nobody should.
    public bool OffersSignIn { get; init; }

    /// What was said to it, line by line, mails left out.
    public IReadOnlyList<string> Heard
    {
        get { lock (heard) return [.. heard]; }
    }

    readonly List<string> heard = [];

    /// How it behaves towards the next mails; each is used up by one connection.
    public Queue<Mood> Moods { get; } = new();

    public int Calls { get; private set; }

    public enum Mood { Busy, RefusesRecipient, KnowsNobody, HangsUp }

    public IReadOnlyList<MimeMessage> Received
    {
        get { lock (received) return [.. received]; }
    }

    public IReadOnlyList<MimeMessage> To(string address) => [.. Received.Where(m => m.To.Mailboxes.Any(b => b.Address == address))];

    async Task Accept()
    {
        while (!stop.IsCancellationRequested)
            try { _ = Talk(await listener.AcceptTcpClientAsync(stop.Token)); }
            catch (OperationCanceledException) { return; }
            catch (SocketException) { return; }
    }

    async Task Talk(TcpClient client)
    {
        using var _ = client;
        Mood? mood;
        lock (Moods) { Calls++; mood = Moods.TryDequeue(out var next) ? next : null; }
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            if (mood == Mood.Busy) { await writer.WriteLineAsync("421 too busy, come back later"); return; }
            await writer.WriteLineAsync("220 mail.test ESMTP");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                lock (heard) heard.Add(line);
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "QUIT") { await writer.WriteLineAsync("221 bye"); return; }
                if (verb == "DATA" && mood == Mood.HangsUp) return;
                await writer.WriteLineAsync(verb switch
                {
                    "EHLO" when OffersSignIn => "250-mail.test\r\n250-AUTH PLAIN\r\n250 8BITMIME",
                    "AUTH" when OffersSignIn => "235 welcome",
                    "EHLO" => "250-mail.test\r\n250 8BITMIME",
                    "RCPT" when mood == Mood.RefusesRecipient => "450 mailbox busy",
                    "RCPT" when mood == Mood.KnowsNobody => "550 5.1.1 no such user here",
                    "DATA" => "354 go on",
                    "HELO" or "MAIL" or "RCPT" or "RSET" or "NOOP" => "250 ok",
                    _ => "502 what?",
                });
                if (verb != "DATA") continue;
                await Receive(reader);
                await writer.WriteLineAsync("250 taken");
            }
        }
        catch (IOException) { }
        catch (OperationCanceledException) { }
    }

    async Task Receive(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".") data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(data.ToString()));
        var message = await MimeMessage.LoadAsync(bytes);
        lock (received) received.Add(message);
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
    }
}

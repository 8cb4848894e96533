using System.Text.Json;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Languages;

namespace Rapport.Kernel.Mail;

/// Hands a stored mail to the mail server. The Message-ID stays the same at every attempt, so that a mail sent twice is known as one.
public sealed class Postman(Db db, Installation installation, TimeProvider clock) : Worker<SendMail>
{
    public override bool ReachesOut => true;

    public override async Task Do(SendMail work, CancellationToken cancel)
    {
        if (await db.Set<SentMail>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == work.Mail, cancel) is not { SentAt: null, RefusedAt: null } mail) return;
        // Without a server it waits; see WaitingMails.
        if (installation.Smtp is not { } server) return;
        try { await Send(Write(mail), new Uri(server), cancel); }
        catch (SmtpCommandException problem) when (IsNobody(problem))
        {
            var refused = clock.GetUtcNow();
            await db.Transact(() => db.Set<SentMail>().Where(m => m.Id == mail.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.RefusedAt, refused), cancel));
            return;
        }
        // Servers repeat the address they refuse; it goes neither into the log nor into the job.
        catch (Exception problem) when (problem is CommandException or ProtocolException) { throw new InvalidOperationException(Discretion.WithoutAddresses($"{problem.GetType().Name}: {problem.Message}")); }
        catch (Refused unsafely) { throw new InvalidOperationException(unsafely.Plain); }
        var now = clock.GetUtcNow();
        await db.Transact(() => db.Set<SentMail>().Where(m => m.Id == mail.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.SentAt, now), cancel));
    }

    /// The server says for good that nobody has the address: asking again is no use. A mailbox that is full (552) may be emptied.
    static bool IsNobody(SmtpCommandException problem) => problem.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)problem.StatusCode is >= 550 and not 552;

    /// Sends one mail now and says what went wrong, within seconds.
    public static async Task Try(Installation installation, Mail mail)
    {
        using var most = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var locale = new Locale(installation);
        locale.Use(mail.Language);
        var message = new MimeMessage { Subject = mail.Subject };
        message.From.Add(new MailboxAddress(installation.Brand, installation.MailFrom));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Body = new BodyBuilder { TextBody = Letter.Text(mail, installation), HtmlBody = Letter.Html(mail, installation, locale.Direction) }.ToMessageBody();
        await Send(message, new Uri(installation.Smtp!), most.Token);
    }

    MimeMessage Write(SentMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, MessageId = mail.MessageId, Date = mail.At };
        message.From.Add(new MailboxAddress(installation.Brand, installation.MailFrom));
        message.To.Add(MailboxAddress.Parse(mail.Address));
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(mail.Headers)!) message.Headers.Replace(name, value);
        message.Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody();
        return message;
    }

    /// Connects and signs in, and sends nothing; whether it is encrypted.
    public static async Task<bool> Reach(Uri server, CancellationToken cancel)
    {
        using var smtp = new SmtpClient { Timeout = 10_000 };
        await Connect(smtp, server, cancel);
        var secure = smtp.IsSecure;
        await smtp.DisconnectAsync(quit: true, cancel);
        return secure;
    }

    static async Task Send(MimeMessage message, Uri server, CancellationToken cancel)
    {
        using var smtp = new SmtpClient { Timeout = 30_000 };
        await Connect(smtp, server, cancel);
        await smtp.SendAsync(message, cancel);
        await smtp.DisconnectAsync(quit: true, cancel);
    }

    /// No password leaves this machine in clear text, and port 587 is never less than encrypted: whoever stands between could take the offer of STARTTLS away.
    static async Task Connect(SmtpClient smtp, Uri server, CancellationToken cancel)
    {
        var secure = server.Scheme == "smtps";
        var port = server.Port > 0 ? server.Port : secure ? 465 : 587;
        var demanded = !server.IsLoopback && (server.UserInfo.Length > 0 || port == 587);
        try { await smtp.ConnectAsync(server.Host, port, secure ? SecureSocketOptions.SslOnConnect : demanded ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable, cancel); }
        catch (NotSupportedException) when (demanded)
        {
            throw new Refused("{host} offers no encryption (STARTTLS), so no password and no mail is sent to it. Use a server that offers STARTTLS (port 587) or TLS (port 465).", ("host", $"{server.Host}:{port}"));
        }
        if (server.UserInfo is { Length: > 0 } user && user.Split(':', 2) is [var name, var password])
            await smtp.AuthenticateAsync(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password), cancel);
    }
}

/// Takes up the mails that were written while there was no mail server: as soon as one is entered, and every hour.
public sealed class WaitingMails(Db db, Installation installation, TimeProvider clock) : Worker<SendWaiting>
{
    /// What is older says nothing any more: a code is worthless, an answer was read.
    static readonly TimeSpan Worth = TimeSpan.FromDays(3);
    const int AtOnce = 500;

    public override async Task Do(SendWaiting work, CancellationToken cancel)
    {
        if (installation.Smtp is null) return;
        var (now, since) = (clock.GetUtcNow(), clock.GetUtcNow() - Worth);
        var waiting = await db.Set<SentMail>().Where(m => m.SentAt == null && m.RefusedAt == null && m.At > since).OrderBy(m => m.Id).Select(m => m.Id).Take(AtOnce).ToListAsync(cancel);
        // One that is being sent, or is tried again soon, is nobody else's to send.
        var payloads = waiting.ToDictionary(id => JsonSerializer.Serialize(new SendMail(id)));
        var underWay = await db.Set<Job>().Where(j => j.Kind == nameof(SendMail) && j.DoneAt == null && j.DeadAt == null && payloads.Keys.Contains(j.Payload)).Select(j => j.Payload).ToListAsync(cancel);
        foreach (var id in waiting.Except(underWay.Select(p => payloads[p]))) await db.Enqueue(new SendMail(id), $"again:{id}:{now:yyyyMMddHH}");
        await db.Save();
    }
}

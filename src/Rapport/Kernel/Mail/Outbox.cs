using System.Text.Json;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Languages;

namespace Rapport.Kernel.Mail;

/// A mail as it was written, and what became of it.
public sealed class SentMail
{
    public long Id { get; init; }
    public long? Member { get; init; }
    public required string Kind { get; init; }
    public required string Address { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
    public required string MessageId { get; init; }
    public required string Headers { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? SentAt { get; set; }

    /// When the mail server said for good that there is no such mailbox.
    public DateTimeOffset? RefusedAt { get; set; }
}

/// A member whose name or words stand in a mail to somebody else.
public sealed class MailName
{
    public long Mail { get; init; }
    public long Member { get; init; }
}

/// Asks for one stored mail to be sent.
public sealed record SendMail(long Mail);

/// Asks for the mails to be sent that wait for a mail server.
public sealed record SendWaiting;

public static class Outbox
{
    extension(Db db)
    {
        /// Writes the mail and the job that sends it into what Save stores, and tells its number. The same key is sent once.
        public async Task<long?> Post(Mail mail, Installation installation, string? key = null)
        {
            if (key is not null && await db.Set<Job>().AnyAsync(j => j.Key == key)) return null;
            var id = db.NewId();
            var headers = new Dictionary<string, string> { ["Auto-Submitted"] = "auto-generated" };
            if (mail.Unsubscribe is { } unsubscribe)
            {
                headers["List-Unsubscribe"] = $"<{unsubscribe}>";
                headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
            }
            if (mail.References.Count > 0)
            {
                headers["References"] = string.Join(' ', mail.References.Select(r => $"<{r}>"));
                headers["In-Reply-To"] = $"<{mail.References[^1]}>";
            }
            var locale = new Locale(installation);
            locale.Use(mail.Language);
            db.Add(new SentMail
            {
                Id = id, Member = mail.Member, Kind = mail.Kind, Address = mail.To, Subject = mail.Subject, Text = Letter.Text(mail, installation),
                Html = Letter.Html(mail, installation, locale.Direction), Headers = JsonSerializer.Serialize(headers), At = db.Clock.GetUtcNow(),
                MessageId = mail.MessageId ?? $"mail/{id}@{new Uri(installation.Address).Host}",
            });
            db.AddRange(mail.Names.Where(n => n != mail.Member).Distinct().Select(n => new MailName { Mail = id, Member = n }));
            await db.Enqueue(new SendMail(id), key);
            return id;
        }
    }
}

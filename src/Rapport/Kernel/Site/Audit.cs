using Rapport.Kernel.Database;

namespace Rapport.Kernel.Site;

/// A decision somebody took over the community or another's words: who, what, about what, and why.
public sealed class AuditRow
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// Null for what was done at the command line.
    public long? Actor { get; init; }

    /// A code such as "post.hidden".
    public required string Act { get; init; }
    public required string SubjectKind { get; init; }
    public long SubjectId { get; init; }
    public string? Reason { get; init; }
}

public static class Auditing
{
    extension(Db db)
    {
        /// Stored with the next Save, in the same transaction as what was decided.
        public void Audit(string act, Entity subject, string? reason = null) => db.Add(new AuditRow
        {
            Id = db.NewId(), At = db.Clock.GetUtcNow(), Actor = db.Acting.Actor, Act = act, SubjectKind = Events.Event.KindOf(subject.GetType()), SubjectId = subject.Id, Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        });
    }
}

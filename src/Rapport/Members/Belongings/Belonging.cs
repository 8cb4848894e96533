using System.Linq.Expressions;
using Rapport.Kernel.Database;

namespace Rapport.Members.Belongings;

/// A member belongs to an audience because an administrator said so: since when, and by whom.
public sealed class Belonging(long memberId, string audience, long? givenBy, DateTimeOffset since)
{
    public long MemberId { get; private set; } = memberId;
    public string Audience { get; private set; } = audience;

    /// Null where it was said at the command line or by an import.
    public long? GivenBy { get; private set; } = givenBy;
    public DateTimeOffset Since { get; private set; } = since;
}

/// The audiences that administrators give.
sealed class GivenAudiences : AudienceSource
{
    public override IReadOnlyList<NamedAudience> Named { get; } = [new(Audience.Partners, "Partners", "Dealers, repairers and others you work with.", 200) { IsGiven = true }];

    public override Expression<Func<Db, long, IQueryable<string>>> Of { get; } = (db, member) => db.Set<Belonging>().Where(b => b.MemberId == member).Select(b => b.Audience);

    public override IQueryable<long>? In(Db db, string key) => Named.Any(a => a.Key == key) ? db.Set<Belonging>().Where(b => b.Audience == key).Select(b => b.MemberId) : null;
}

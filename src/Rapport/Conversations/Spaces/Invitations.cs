using System.Globalization;
using System.Linq.Expressions;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// The spaces that a member was invited to, as audiences.
public sealed class Invitations : AudienceSource
{
    const string Prefix = "space:";

    public override Expression<Func<Db, long, IQueryable<string>>> Of { get; } = (db, member) => db.Set<SpaceGuest>().Where(g => g.MemberId == member).Select(g => Prefix + g.SpaceId.ToString());

    public override IQueryable<long>? In(Db db, string key) => key.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(key.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var space)
        ? db.Set<SpaceGuest>().Where(g => g.SpaceId == space).Select(g => g.MemberId) : null;

    /// Which spaces are open to which audience.
    public static async Task<IReadOnlyList<AudienceUse>> Uses(Db db) =>
        [.. (await db.Spaces.AsNoTracking().OrderBy(s => s.Rank).ThenBy(s => s.Id).Select(s => new { s.Audience, s.Name, s.Slug }).ToListAsync()).Select(s => new AudienceUse(s.Audience, s.Name, $"/admin/spaces/{s.Slug}"))];
}

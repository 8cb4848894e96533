using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Search.Index;

namespace Rapport.Search.Documents;

/// Members as the index keeps them: what their profile shows to everybody.
static class MemberDocuments
{
    public static async Task<IReadOnlyList<SearchDocument>> Load(Db db, IReadOnlyList<long> ids) =>
        (await db.Members.AsNoTracking().Findable().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Name, m.Handle, m.Title, m.Bio, m.Language, m.JoinedAt }).ToListAsync())
        .ConvertAll(m => new SearchDocument(DocumentKind.Member, m.Id)
        {
            Title = m.Name,
            Body = string.Join('\n', ((string?[])[m.Handle, m.Title, m.Bio]).OfType<string>()),
            Language = m.Language,
            Audience = Audience.Public,
            Created = m.JoinedAt,
        });

    extension(IQueryable<Member> members)
    {
        /// Neither gone nor suspended, and not somebody who signed up with an address that nobody has confirmed.
        public IQueryable<Member> Findable() => members.Where(m => m.LeftAt == null && m.SuspendedAt == null && (m.ConfirmedAt != null || m.SignedUpAt == null));
    }
}

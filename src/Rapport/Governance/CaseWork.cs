using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance;

public static class CaseWork
{
    extension(Db db)
    {
        /// What was held before others saw it: not what its author changed or appealed about after it was hidden.
        public IQueryable<Case> Held(string kind) => db.Cases.Where(c => c.Kind == kind && c.Wait != null && c.Wait != Wait.Changed && c.Wait != Wait.Appeal);

        public Task<Case?> OpenCase(string kind, long thing) => db.Cases.FirstOrDefaultAsync(c => c.Kind == kind && c.ThingId == thing && c.DecidedAt == null);

        /// The open case of a thing, or a new one, among what Save stores.
        public async Task<Case> CaseOf(string kind, long thing, long? author)
        {
            if (await db.OpenCase(kind, thing) is { } open) return open;
            var made = new Case(db.NewId(), kind, thing, author, db.Clock.GetUtcNow());
            db.Add(made);
            return made;
        }

        /// A moderator decides: the case is closed and what was decided carried out. What follows for people, the event tells.
        public async Task Decide(Case about, Governed of, Verdict verdict, Member by, string? reason, Ground? ground = null)
        {
            if (about.Wait == Wait.Appeal && about.AppealedFrom == by.Id && await db.AnotherModerator(by.Id, about.AuthorId)) throw new Refused("You hid this: somebody else decides on the appeal.");
            if (about.PassedBy == by.Id && await db.AnotherModerator(by.Id, about.AuthorId)) throw new Refused("You decided on this once, and its stars could be seen since: somebody else decides now.");
            about.Decide(verdict, by, reason, db.Clock.GetUtcNow(), ground);
            var events = await of.Carry(db, about, by);
            await db.Save([.. events, new CaseDecided(about)]);
        }

        Task<bool> AnotherModerator(long but, long? author) =>
            db.Members.AnyAsync(m => (m.Role == Role.Moderator || m.Role == Role.Administrator) && m.Id != but && m.Id != author && m.LeftAt == null && m.SuspendedAt == null);

        /// Who decided first, for whoever comes second.
        public async Task RefuseDecided(Case about)
        {
            if (about.IsOpen) return;
            var by = about.DecidedBy;
            var name = await db.Members.Where(m => m.Id == by).Select(m => m.Name).FirstOrDefaultAsync();
            throw about.Verdict switch
            {
                Verdict.Hide => new Refused("{name} decided this already: it is hidden.", ("name", name ?? "")),
                Verdict.Suspend => new Refused("{name} decided this already: the member is suspended.", ("name", name ?? "")),
                Verdict.Keep => new Refused("{name} decided this already: it stays as it is.", ("name", name ?? "")),
                _ => new Refused("{name} decided this already: it is published.", ("name", name ?? "")),
            };
        }

        /// Whether a member writes without waiting however new they are.
        public Task<bool> IsVouchedFor(long member) => db.Vouches.AnyAsync(v => v.MemberId == member);
    }
}

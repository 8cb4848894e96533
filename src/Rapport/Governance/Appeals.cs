using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance;

/// Objections to decisions: by whom they concern, and by whoever reported something that was left as it is.
public static class Appeals
{
    extension(Db db)
    {
        /// What hides a thing or suspends a member now.
        public Task<Statement?> StandingDecision(string kind, long thing) =>
            db.Statements.Where(s => s.Kind == kind && s.ThingId == thing && s.EndedAt == null && (s.Verdict == Verdict.Hide || s.Verdict == Verdict.Suspend)).OrderByDescending(s => s.DecidedAt).ThenByDescending(s => s.Id).FirstOrDefaultAsync();

        /// What was decided on a report, where it was left as it is.
        public Task<Statement?> RefusedReport(long about) => db.Statements.Where(s => s.CaseId == about && s.EndedAt == null && s.Verdict == Verdict.Keep).OrderByDescending(s => s.DecidedAt).ThenByDescending(s => s.Id).FirstOrDefaultAsync();

        /// Whether anybody else than this moderator can decide.
        public Task<bool> AnotherModerator(long? but, long? author) =>
            db.Members.AnyAsync(m => (m.Role == Role.Moderator || m.Role == Role.Administrator) && m.Id != but && m.Id != author && m.LeftAt == null && m.SuspendedAt == null);

        /// Refuses an objection that comes too late, twice, or against what was decided on another one.
        public async Task RefuseAppeal(Statement to)
        {
            if (to.AppealOf is not null) throw new Refused("This was decided on an appeal, and there is no second one here. You can turn to a certified out-of-court dispute settlement body (Article 21 of the Digital Services Act), or to a court.");
            if (await db.Cases.AnyAsync(c => c.AppealOf == to.Id)) throw new Refused("You asked for another look at this already.");
            if (to.IsUndone) throw new Refused("This decision does not stand any more.");
            if (to.OpenUntil < db.Clock.GetUtcNow()) throw new Refused("A decision can be objected to for six months, and they are over. You can still turn to a certified out-of-court dispute settlement body, or to a court.");
        }

        /// Asks for another look at a decision. Into what Save stores, with the event that tells of it.
        public async Task<DecisionAppealed> Appeal(Statement to, long? by, string? words)
        {
            await db.RefuseAppeal(to);
            var about = await db.CaseOf(to.Kind, to.ThingId, to.AuthorId);
            about.AskAgain(to, by, words);
            return new(about);
        }

        /// Who was appealed against, and whoever saw what is not told before a decision, leave it to another where there is one. True where there is none.
        internal async Task<bool> DecidesAlone(Case about, Member by)
        {
            if (about.IsAppeal && about.AppealedBy == by.Id && await db.AnotherModerator(by.Id, about.AuthorId)) throw new Refused("You asked for this look yourself: somebody else decides.");
            if (about.IsAppeal && about.AppealedFrom == by.Id)
            {
                if (await db.AnotherModerator(by.Id, about.AuthorId)) throw new Refused(about.Wait == Wait.Appeal && about.Kind == "post" ? "You hid this: somebody else decides on the appeal." : "You decided this: somebody else decides on the appeal.");
                return true;
            }
            if (about.PassedBy == by.Id && await db.AnotherModerator(by.Id, about.AuthorId)) throw new Refused("You decided on this once, and its stars could be seen since: somebody else decides now.");
            return false;
        }
    }
}

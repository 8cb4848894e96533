using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance;

public static class CaseWork
{
    extension(Db db)
    {
        /// What was held before others saw it: not what its author changed or appealed about after it was hidden.
        public IQueryable<Case> Held(string kind) => db.Cases.Where(c => c.Kind == kind && c.Wait != null && c.Wait != Wait.Changed && c.Wait != Wait.Appeal && c.Wait != Wait.Objection);

        public Task<Case?> OpenCase(string kind, long thing) => db.Cases.FirstOrDefaultAsync(c => c.Kind == kind && c.ThingId == thing && c.DecidedAt == null);

        /// The open case of a thing, or a new one, among what Save stores.
        public async Task<Case> CaseOf(string kind, long thing, long? author)
        {
            if (await db.OpenCase(kind, thing) is { } open) return open;
            var made = new Case(db.NewId(), kind, thing, author, db.Clock.GetUtcNow());
            db.Add(made);
            return made;
        }

        /// One more report counts by its reporter's record, in the database: two at once are two. Into what Save stores.
        internal async Task Weigh(Case about, long reporter, ReportWeights weights)
        {
            var (id, more) = (about.Id, (await weights(db, [reporter])).GetValueOrDefault(reporter, ReportRecord.Unknown).Weight);
            if (db.Entry(about).State == EntityState.Added) about.Weigh(more);
            else db.Later(() => db.Cases.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Weight, c => c.Weight + more)));
        }

        /// A moderator decides: the case is closed, what was decided carried out, and the statement of it kept. What follows for people, the event tells.
        public async Task Decide(Case about, Governed of, Verdict verdict, Member by, Basis on)
        {
            var alone = await db.DecidesAlone(about, by);
            about.Decide(verdict, by, on, db.Clock.GetUtcNow());
            about.Until = on.Until;
            if (verdict == Verdict.Hide) about.Passage = await of.Marked(db, about.ThingId, on.Passage);
            var events = await of.Carry(db, about, by);
            await db.Conclude(about, by);
            // A suspension is told by another event, by whichever door it comes.
            if (verdict != Verdict.Suspend) db.Add(new Statement(db.NewId(), about, await db.OriginOf(about), alone));
            await db.Save([.. events, new CaseDecided(about)]);
        }

        public Task Decide(Case about, Governed of, Verdict verdict, Member by, string? reason, Ground? ground = null) => db.Decide(about, of, verdict, by, new Basis(reason, ground));

        /// What was decided before and does not stand any more.
        async Task Conclude(Case about, Member by)
        {
            var now = db.Clock.GetUtcNow();
            if (about is { AppealOf: { } appealed, Verdict: not Verdict.Keep } && await db.Statements.FirstOrDefaultAsync(s => s.Id == appealed) is { } wrong) wrong.End(Ending.Appealed, by.Id, now);
            // Of several decisions about a member an appeal is against one.
            if (about is { Kind: "member", IsAppeal: true }) return;
            if (about.Verdict is not (Verdict.Restore or Verdict.Hide)) return;
            var (kind, thing) = (about.Kind, about.ThingId);
            foreach (var before in await db.Statements.Where(s => s.Kind == kind && s.ThingId == thing && s.EndedAt == null && (s.Verdict == Verdict.Hide || s.Verdict == Verdict.Suspend && about.Verdict == Verdict.Restore)).ToListAsync())
                before.End(about.Wait == Wait.Changed || about.Verdict == Verdict.Hide ? Ending.Changed : Ending.Restored, by.Id, now);
        }

        internal async Task<Origin> OriginOf(Case about)
        {
            var id = about.Id;
            if (about.Wait is Wait.Appeal or Wait.Changed or Wait.Objection) return Origin.Author;
            if (await db.Reports.AnyAsync(r => r.CaseId == id && r.Outside)) return Origin.Notice;
            if (await db.Reports.AnyAsync(r => r.CaseId == id)) return Origin.Report;
            return about.Wait is null ? Origin.Own : Origin.Signal;
        }
        /// Published by somebody who is trusted in its place; whoever calls has seen to it that they are.
        public async Task Release(Case about, Governed of, Member by)
        {
            about.Release(by, db.Clock.GetUtcNow());
            await db.Save([.. await of.Carry(db, about, by), new CaseDecided(about)]);
        }


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

using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;

namespace Rapport.Reviews.Owners;

/// Asks for a question to be passed on to owners.
public sealed record AskOwners(long Topic);

/// Hears that a question can be read: at once, or after a moderator published it.
public sealed class OwnersListener : EffectReader
{
    public override string What => "Questions to owners";
    public override IReadOnlyList<Type> Hears => [typeof(TopicStarted)];

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
            if (told.Event is TopicStarted { Kind: TopicKind.Question, Topic: var topic } && await db.OwnersQuestions.AnyAsync(q => q.Id == topic && q.SentAt == null)) await db.Enqueue(new AskOwners(topic), $"owners:{topic}");
    }
}

/// Chooses whom to ask: who was asked longest ago first, and nobody more often in a week than the settings say.
public sealed class OwnerAsker(Db db, OwnersReach reach, SiteSettings settings) : Worker<AskOwners>
{
    /// Whoever chooses holds it, so that two questions at once do not both take the last place of somebody's week.
    const long Lock = 5_227_005;
    const int MostLooked = 500;

    public override bool ReachesOut => true;

    public override Task Do(AskOwners work, CancellationToken cancel) => db.Transact(async () =>
    {
        if (db.OnPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancel);
        var question = await db.OwnersQuestions.FirstOrDefaultAsync(q => q.Id == work.Topic && q.SentAt == null, cancel);
        var topic = await db.Topics.AsNoTracking().Include(t => t.Space).FirstOrDefaultAsync(t => t.Id == work.Topic && t.Sight == Sight.Shown, cancel);
        var product = question is null ? null : await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == question.ProductId, cancel);
        if (question is null || topic is null || product is null) return;
        var now = db.Clock.GetUtcNow();
        var chosen = await Choose(topic, product, now);
        question.Send(chosen.Count, now);
        db.AddRange(chosen.Select(member => new AskedOwner(topic.Id, member, now)));
        await db.Save(new OwnersAsked(question));
    });

    async Task<IReadOnlyList<long>> Choose(Topic topic, Product product, DateTimeOffset now)
    {
        var (rules, week, asked) = (settings.Of<ReviewSettings>(), now.AddDays(-7), db.AskedOwners);
        var waiting = await db.WillingToAnswer(Review.Sharing(product), topic.AuthorId)
            .Select(member => new { member, Last = asked.Where(a => a.MemberId == member).Max(a => (DateTimeOffset?)a.At), Lately = asked.Count(a => a.MemberId == member && a.At > week) })
            .Where(o => o.Lately < rules.OwnerWeekly).OrderBy(o => o.Last != null).ThenBy(o => o.Last).ThenBy(o => o.member).Select(o => o.member).Take(MostLooked).ToListAsync();
        var told = await reach.Of(waiting, topic);
        return [.. waiting.Where(told.Contains).Take(rules.OwnersAsked)];
    }
}

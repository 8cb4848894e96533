using Rapport.Conversations;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Conversations.Votes;
using Rapport.Customers.Orders;
using Rapport.Defence.Copies;
using Rapport.Defence.Patterns;
using Rapport.Defence.Signals;
using Rapport.Demo.Writing;
using Rapport.Governance;
using Rapport.Interchange;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;
using Rapport.Trust;
using Rapport.Trust.Appointed;
using Rapport.Trust.Granting;
using Rapport.Trust.Reading;

namespace Rapport.Demo.Loading;

/// Who helps, who praises whom and who advertises: each deed by the way it comes and at its own time. What is to be made of it, readers and finders find.
sealed class BrandTrust(Brand brand, IServiceProvider services, DateOnly today)
{
    readonly SortedList<DateTimeOffset, Func<Task>> deeds = [];

    public async Task Load()
    {
        foreach (var sheet in brand.Trust.Appointed) Plan(Noon(sheet.Day), () => Appoint(sheet));
        foreach (var sheet in brand.Trust.Replies) Plan(Noon(sheet.Day), () => Reply(sheet));
        while (deeds.Count > 0)
        {
            var (_, deed) = (deeds.Keys[0], deeds.Values[0]);
            deeds.RemoveAt(0);
            await deed();
        }
        await Read();
    }

    DateTimeOffset Noon(int day) => new(today.AddDays(day), new TimeOnly(12, 0), TimeSpan.Zero);

    /// In the order of time; two at once are a second apart.
    void Plan(DateTimeOffset at, Func<Task> deed)
    {
        while (deeds.ContainsKey(at)) at = at.AddSeconds(1);
        deeds.Add(at, deed);
    }

    Task Appoint(AppointedSheet sheet) => As(db => db.Members.Where(m => m.Role == Role.Administrator), Noon(sheet.Day), async (scope, db, me) =>
    {
        var space = await db.Spaces.Where(s => s.Slug == sheet.Space).Select(s => s.Id).FirstAsync();
        await AppointHelper.Appoint(sheet.Who, space, db, me, scope.GetRequiredService<AllAreas>(), scope.GetRequiredService<Audiences>());
    });

    async Task Reply(DeedSheet sheet)
    {
        var (at, id) = (Noon(sheet.Day), 0L);
        // What was said before is known by now, so that copies of it are seen.
        if (brand.Trust.Strangers.Contains(sheet.By)) await Readers.Follow(services, nameof(DrawingReader));
        await As(sheet.By, at, async (scope, db, me) =>
        {
            var topic = await db.Set<ForeignId>().Where(f => f.Source == "demo" && f.Kind == "topic" && f.Key == sheet.Topic).Select(f => f.Id).FirstAsync();
            id = (await PostReply.Reply(topic, sheet.Body, db, me, scope.GetRequiredService<Gate>())).Id;
        });
        if (sheet.Ground is not null) Plan(at.AddHours(3), () => Hide(id, sheet, at.AddHours(3)));
        if (sheet.Accepted) Plan(at.AddHours(6), () => Accept(id, at.AddHours(6)));
        var voters = (sheet.Helpful ?? []).Concat(sheet.Ring ? brand.Trust.Ring.Where(r => r != sheet.By) : []);
        foreach (var (voter, turn) in voters.Select((v, n) => (v, n)))
        {
            var moment = at.AddHours(2 + 11 * turn);
            Plan(moment, () => As(voter, moment, (_, db, me) => CastVote.Vote(id, 1, db, me)));
        }
    }

    Task Accept(long id, DateTimeOffset at) => As(db => db.Members.Where(m => db.Set<Post>().Any(p => p.Id == id && p.Topic.AuthorId == m.Id)), at, (_, db, me) => AcceptAnswer.Accept(id, db, me));

    Task Hide(long id, DeedSheet sheet, DateTimeOffset at) => As(db => db.Members.Where(m => m.Role == Role.Moderator), at, async (scope, db, me) =>
        await db.Decide((await db.OpenCase("post", id))!, scope.GetServices<Governed>().First(g => g.Kind == "post"), Verdict.Hide, me.Member, sheet.Reason, Enum.Parse<Ground>(sheet.Ground!)));

    Task As(string handle, DateTimeOffset at, Func<IServiceProvider, Db, Me, Task> deed) => As(db => db.Members.Where(m => m.Handle == handle), at, deed);

    /// A request of that moment by the first of these members.
    async Task As(Func<Db, IQueryable<Member>> whose, DateTimeOffset at, Func<IServiceProvider, Db, Me, Task> deed)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, me) = (scope.ServiceProvider.GetRequiredService<Db>(), scope.ServiceProvider.GetRequiredService<Me>());
        var member = await whose(db).OrderBy(m => m.Id).FirstAsync();
        me.Become(member, await scope.ServiceProvider.GetRequiredService<Audiences>().Of(db, member.Id));
        (db.Acting.Cause, db.Acting.Actor, db.Clock) = (Cause.Demo, member.Id, new Then(at));
        await deed(scope.ServiceProvider, db, me);
    }

    /// What runs by the hour and by the night has run when the first visitor comes.
    async Task Read()
    {
        foreach (var reader in new[] { nameof(RecogniseCustomers), nameof(StandingReader), nameof(DeedReader), nameof(SignalOutcomes) }) await Readers.Follow(services, reader);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Db>().Acting.Cause = Cause.Demo;
        await ActivatorUtilities.CreateInstance<PatternFinder>(scope.ServiceProvider).Do(new LookForPatterns(Rings: true), default);
        await ActivatorUtilities.CreateInstance<TendPrivileges>(scope.ServiceProvider).Do(new LookAtPrivileges(), default);
    }
}

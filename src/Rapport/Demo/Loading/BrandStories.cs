using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;
using Rapport.Stories;

namespace Rapport.Demo.Loading;

/// Two of three storytellers let the brand show their story elsewhere; one of them took it back.
static class BrandStories
{
    public static async Task Load(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<Db>(), scope.ServiceProvider.GetRequiredService<StoryDesk>());
        db.Acting.Cause = Cause.Demo;
        var (now, told) = (db.Clock.GetUtcNow(), new List<Event>());
        foreach (var (n, story) in (await db.Topics.Where(t => t.Kind == TopicKind.Story).OrderBy(t => t.Id).ToListAsync()).Index().Where(s => s.Index % 3 < 2))
        {
            var by = await db.Members.FirstAsync(m => m.Id == story.AuthorId);
            var consent = StoryConsent.Give(db.NewId(), story, by, desk.ConsentWords, "en", story.CreatedAt);
            db.Add(consent);
            told.Add(new StoryConsentGiven(consent));
            if (n != 1) continue;
            consent.Withdraw(by, now.AddDays(-12) is var then && then > story.CreatedAt ? then : now);
            told.Add(new StoryConsentWithdrawn(consent));
        }
        await db.Save([.. told]);
    }
}

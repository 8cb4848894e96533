using System.ComponentModel;
using System.Globalization;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Stories.Usable;

namespace Rapport.Stories.Api;

static class TheStories
{
    public static async Task<Paged<StoryJson>> List([AsParameters] Paging paging, Db db, Me me, [Description("Only those about this product.")] long? product = null) =>
        paging.Of(await db.Cards(db.StoriesFor(me, product, paging.AfterId).HeardBy(me).Take(paging.Take)), s => $"{s.Id}", StoryJson.Of);

    public static async Task<StoryJson> Show(long id, Db db, Me me) => await Of(db, me, id);

    public static Paged<StoryPromptJson> Prompts(SiteSettings settings, Locale locale) => new([.. settings.Of<StorySettings>().In(locale).Select(p => new StoryPromptJson(p))], null);

    public static async Task<Made<StoryJson>> Write(NewStory said, Db db, Me me, StoryDesk desk)
    {
        var told = new Told(said.Title, [.. said.Answers.Take(StorySettings.MostPrompts).Select(a => (a.Prompt, a.Answer))])
        {
            Products = [.. (said.Products ?? []).Select(p => p.ToString(CultureInfo.InvariantCulture))], Space = said.Space, Rewarded = said.Rewarded, Consents = said.Consent,
        };
        var topic = await desk.Write(told, told.Body);
        return new($"/stories/{topic.Id}", await Of(db, me, topic.Id));
    }

    public static async Task<StoryConsentJson> Consent(long id, Db db, StoryDesk desk)
    {
        await desk.Consent(id);
        return await Decided(db, id);
    }

    public static async Task<StoryConsentJson> Withdraw(long id, Db db, StoryDesk desk)
    {
        await desk.Withdraw(id);
        return await Decided(db, id);
    }

    public static async Task<Paged<UsableStoryJson>> Usable([AsParameters] Paging paging, Db db, Me me)
    {
        me.RequireStaff();
        return paging.Of(await UsableStories.Read(db, me, paging.AfterId, paging.Take), u => $"{u.Story.Id}", u => new UsableStoryJson(StoryJson.Of(u.Story), u.Consent.Words, u.Consent.Language, u.Consent.GivenAt));
    }

    /// One's own also while it waits.
    static async Task<StoryJson> Of(Db db, Me me, long id) => await db.Cards(db.Topics.KnownTo(me).Where(t => t.Id == id && t.Kind == TopicKind.Story)) is [var row] ? StoryJson.Of(row) : throw new NotFound();

    static async Task<StoryConsentJson> Decided(Db db, long id)
    {
        var consent = await db.ConsentsInForce.AsNoTracking().FirstOrDefaultAsync(c => c.StoryId == id);
        return new(id, consent is not null, consent?.Words, consent?.GivenAt);
    }
}

using Rapport.Kernel;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Stories.Consents;
using Rapport.Stories.Listing;
using Rapport.Stories.Products;
using Rapport.Stories.Usable;
using Rapport.Stories.Writing;

namespace Rapport.Stories;

/// What people made or lived through, told along a few questions, and whether the brand may show it elsewhere. The words of a story are a topic.
public sealed class StoriesModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Story>().ToTable("stories_stories");
        model.Entity<StoryConsent>(consent =>
        {
            consent.ToTable("stories_consents");
            // One in force, whoever agrees twice at once.
            consent.HasIndex(c => c.StoryId, "ix_stories_consents_in_force").HasDatabaseName("ix_stories_consents_in_force").IsUnique().HasFilter("withdrawn_at IS NULL");
            consent.HasIndex(c => c.StoryId, "ix_stories_consents_story").HasDatabaseName("ix_stories_consents_story");
            consent.HasIndex(c => c.MemberId);
            consent.HasIndex(c => c.WithdrawnAt);
        });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddScoped<StoryDesk>().AddPersonalData<Personal>();
        services.AddDesk(UsableStories.Path, "Stories", 62, Role.Employee);
        services.AddSlot<StorySection>("product.stories").AddSlot<StoryFacts>("story.facts").AddSlot<ConsentSettings>("settings.notices", 200).AddSlot<StoriesLink>("footer.links", 390);
        WithdrawalMailer.Register(services);
        services.Moves<Story>("story_facts").Moves<StoryConsent>("story_consents");
        services.KeepsUntil("story-consents", "Until you leave", "What you let the brand do with your stories, in which words and when, and when you took it back", "So that your stories are shown elsewhere only while you agree.", SeenBy.Office, typeof(StoryConsent));
    }

    public override void Route(Doors doors)
    {
        doors.Pages.MapGet(ListStories.Path, ListStories.Handle);
        doors.Pages.MapGet("/stories/new", ShowStoryForm.Handle);
        doors.Acts.MapPost(WriteStory.Path, WriteStory.Handle).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Conversations.ReviewTopics.LargestForm));
        doors.Acts.MapPost("/stories/{id:long}/consent", ChangeConsent.Give);
        doors.Acts.MapPost("/stories/{id:long}/consent/withdraw", ChangeConsent.Withdraw);
        doors.Pages.MapGet(UsableStories.Path, UsableStories.Show);
        doors.Pages.MapGet(UsableStories.Path + ".csv", UsableStories.Csv);
        doors.Acts.MapPost(UsableStories.Path, UsableStories.Change);
        Api.Routes.Map(doors.Api);
    }
}

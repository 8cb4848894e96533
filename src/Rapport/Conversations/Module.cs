using Rapport.Kernel.Database;
using Rapport.Conversations.Following;
using Rapport.Conversations.Frame;
using Rapport.Conversations.Drafts;
using Rapport.Conversations.Home;
using Rapport.Conversations.Matters;
using Rapport.Conversations.Moving;
using Rapport.Conversations.People;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Products;
using Rapport.Conversations.Spaces;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Conversations.Votes;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Files;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations;

/// Spaces, topics of four kinds, and what people say in them.
public sealed class ConversationsModule : Module
{
    const string Mentioned = "Others' words may mention them by their id; it is read as somebody who left.";
    const string Duty = "Who did it in office stays known to the others in office; the id names nobody once the member has left.";

    public override void Map(ModelBuilder model) => Tables.Map(model);

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddSingleton<AudienceSource, Invitations>().AddSingleton<AudienceUses>(Invitations.Uses);
        services.AddSingleton<SitemapSource, TopicPages>().AddSingleton<SitemapSource, SpacePages>().AddSingleton<SitemapSource, TagPages>().AddSingleton<SitemapSource, WriterPages>();
        services.AddSingleton(new Link("topic", "/topics/{0}")).AddSingleton(new Link("post", "/posts/{0}")).AddSingleton(new Link("space", "/spaces/{0}")).AddSingleton(new Link("tag", "/tags/{0}"));
        services.AddSingleton(new FirstDay(Spaces.FirstSpaces.Open)).AddDesk("/admin/spaces", "Spaces", 300, Role.Moderator).AddDesk(ShowMatterReport.Path, "Topics by matter", 61, Role.Employee).AddSlot<AboutLink>("footer.links", 400);
        services.AddSingleton(new LaunchStep("Your first article", "Something to read for whoever comes first.", "/ask?kind=article", 500, db => db.Topics.AnyAsync(t => t.Kind == TopicKind.Article)))
            .AddSingleton(new LaunchStep("What was said elsewhere", "Import the old community, so that nobody asks twice.", "/admin/moving", 600, db => db.Set<ForeignId>().AnyAsync(f => f.Kind == "topic")));
        services.AddScoped<FileDoor, PictureDoor>();
        services.AddSingleton<EvidenceSource, PraiseInTopics>().AddSingleton<AreaNames>(SpacesAsAreas.Names).AddSingleton<AllAreas>(SpacesAsAreas.All);
        services.AddScoped<ReviewTopics>().AddScoped<StoryTopics>();
        services.AddScoped<Gate>().AddSingleton<GovernedPosts>().AddSingleton<Governed>(sp => sp.GetRequiredService<GovernedPosts>()).AddSingleton<PublishedPosts>(Gate.Published);
        services.AddScoped<HomeTopics>().AddScoped<MemberPosts>().AddScoped<ProductVoices>();
        services.AddSlot<Links.LinkedTopics>("topic.aside", 100);
        services.AddSlot<NavLinks>("header.nav", 100).AddSlot<MenuLinks>("header.menu", 100);
        services.AddSlot<WaitingTopics>("home.columns", 100).AddSlot<SolvedTopics>("home.columns", 200);
        services.AddSlot<ProductLine>("product.line", 100).AddSlot<ProductTalk>("product.talk", 100).AddSlot<ProductQuestions>("product.questions");
        services.AddSlot<FollowMember>("member.figures", 50).AddSlot<MemberFigures>("member.figures", 100).AddSlot<MemberActivity>("member.activity", 100);
        services.AddSingleton<ProfileSubstance>(WriterPages.Wrote);
        services.AddRecords<SpaceRecords>().AddRecords<TagRecords>().AddRecords<TopicRecords>().AddRecords<ReplyRecords>().AddRecords<CommentRecords>()
            .AddRecords<TallyRecords>().AddRecords<VoteRecords>().AddRecords<LinkRecords>()
            .Moves<SpaceGuest>("space_guests").Moves<Follow>("follows").Moves<Mention>("mentions").Moves<Revision>("revisions").Moves<Removal>("removals")
            .Moves<TopicClosure>("closures").Moves<TopicPin>("pins").Moves<TopicMove>("moves").Moves<OldAddress>("old_addresses").Moves<Draft>("drafts", arrive: (draft, ids) => draft.Move(ids))
            .Moves<PlaceList>("place_lists").NotExported<SlowTurn>("When somebody last wrote where it is slow.")
            .NotExported<Post>(p => p.Excerpt, "Made anew from the words.");
        services.AddSingleton<Parting>(EndFollows.Between).AddPersonalData<Personal>();
        services.Stays<Post>(nameof(Post.Source), Mentioned).Stays<Post>(nameof(Post.Html), Mentioned).Stays<Posts.Revision>(nameof(Posts.Revision.Source), Mentioned);
        Keeping.Register(services);
        services.Stays<TopicClosure>(nameof(TopicClosure.ClosedBy), Duty).Stays<TopicClosure>(nameof(TopicClosure.EndedBy), Duty).Stays<TopicPin>(nameof(TopicPin.PinnedBy), Duty)
            .Stays<TopicPin>(nameof(TopicPin.EndedBy), Duty).Stays<TopicMove>(nameof(TopicMove.MovedBy), Duty).Stays<SpaceGuest>(nameof(SpaceGuest.InvitedBy), Duty);
    }

    public override void Route(Doors doors)
    {
        Routes.Map(doors);
        Api.Routes.Map(doors.Api);
    }
}

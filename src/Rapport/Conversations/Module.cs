using Rapport.Conversations.Spaces;
using Rapport.Kernel;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations;

/// Spaces, topics of four kinds, and what people say in them.
public sealed class ConversationsModule : Module
{
    public override void Map(ModelBuilder model) => Tables.Map(model);

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddSingleton<IAudienceSource, Invitations>();
        services.AddSingleton<SitemapSource, TopicPages>().AddSingleton<SitemapSource, SpacePages>().AddSingleton<SitemapSource, TagPages>();
        services.AddSingleton(new Link("topic", "/topics/{0}")).AddSingleton(new Link("post", "/posts/{0}")).AddSingleton(new Link("space", "/spaces/{0}")).AddSingleton(new Link("tag", "/tags/{0}"));
    }
}

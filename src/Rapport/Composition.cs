using Rapport.Kernel;

namespace Rapport;

/// What this server is made of, lowest floor first.
public static class Composition
{
    public static Modules Modules { get; } = new(
        new KernelModule(),
        new Members.MembersModule(),
        new Trust.TrustModule(),
        new Catalog.CatalogModule(),
        new Governance.GovernanceModule(),
        new Customers.CustomersModule(),
        new Conversations.ConversationsModule(),
        new Reviews.ReviewsModule(),
        new Stories.StoriesModule(),
        new Defence.DefenceModule(),
        new Search.SearchModule(),
        new Feed.FeedModule(),
        new Webhooks.WebhooksModule(),
        new Insight.InsightModule(),
        new Interchange.InterchangeModule(),
        new Shell.ShellModule(),
        new Demo.DemoModule());
}

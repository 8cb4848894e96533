using Rapport.Kernel.Database;

namespace Rapport.Conversations;

/// Where a topic is found: its space, tags and products. Events carry it, so that every list that shows the topic is told.
public sealed record Where(long Space, IReadOnlyList<long> Tags, IReadOnlyList<long> Products)
{
    public static async Task<Where> Of(Db db, Topic topic)
    {
        var found = await db.TopicTags.Where(t => t.TopicId == topic.Id).Select(t => new { Tag = true, Id = t.TagId })
            .Concat(db.TopicProducts.Where(p => p.TopicId == topic.Id).Select(p => new { Tag = false, Id = p.ProductId })).ToListAsync();
        return new(topic.SpaceId, [.. found.Where(f => f.Tag).Select(f => f.Id)], [.. found.Where(f => !f.Tag).Select(f => f.Id)]);
    }

    /// The tags of the cached pages that list the topic.
    public IEnumerable<string> Lists => [$"space:{Space}", "topics", .. Tags.Select(t => $"tag:{t}"), .. Products.Select(p => $"product:{p}")];
}

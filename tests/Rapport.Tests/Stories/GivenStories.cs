using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Stories;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// A story as its form brings it.
    public async Task<Topic> Story(Member by, string title, bool consents = false, long? product = null, Space? space = null)
    {
        space ??= await Space();
        var sent = await world.Visit(by).Post("/stories", new { title, space = space.Id, prompt0 = "What was it?", answer0 = "A kettle.", product0 = product?.ToString() ?? "", consent = consents ? "true" : "" });
        var id = long.Parse(sent.Location!.Split('/')[2]);
        return await world.Query(db => db.Topics.AsNoTracking().FirstAsync(t => t.Id == id));
    }
}

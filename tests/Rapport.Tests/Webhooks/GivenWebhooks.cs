using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;
using Rapport.Webhooks;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    public Task<Webhook> Webhook(string address, Reach reach = Reach.Public, bool full = false, params string[] types) => world.Do(async services =>
    {
        var db = services.GetRequiredService<Db>();
        var webhook = new Webhook(db.NewId(), services.GetRequiredService<MasterKey>(), db.Clock.GetUtcNow());
        webhook.Describe(new(address), "For tests", types.Length == 0 ? ["*"] : types, reach, full);
        db.Add(webhook);
        await db.Save();
        return webhook;
    });
}

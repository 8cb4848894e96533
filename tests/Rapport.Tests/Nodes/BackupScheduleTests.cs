using Rapport.Kernel.Backups;

namespace Rapport.Tests.Nodes;

public sealed class BackupScheduleTests
{
    [Fact]
    public async Task Of_two_nodes_one_takes_the_backup_that_is_due()
    {
        Home.SkipWithout(Engine.Postgres);
        var folder = Directory.CreateTempSubdirectory("rapport-schedule-").FullName;
        try
        {
            await using var one = await World.Start(Engine.Postgres, null, "--backups", folder);
            var two = await one.Join(null, "--backups", folder);
            // The turn of today is made up for at once.
            using (var alma = two.Visit(one.Cast.Alma)) Assert.Equal("/admin/backups?saved=1", (await alma.Submit(await alma.Get("/admin/backups"), "/admin/backups", new { every = "day", hour = "0", keep = "5" })).Location);
            await Waiting.Eventually(async () => await Kept(one, b => b.Key != null && b.FinishedAt != null) == 1, "the backup of the schedule");
            await two.DisposeAsync();
            using (var alma = one.Visit(one.Cast.Alma))
            {
                await Waiting.Eventually(async () => (await alma.Get("/admin/backups")).Find("option[value=day]")!.HasAttribute("selected"), "the other node to hear of the schedule");
                // Who takes this one has looked at the schedule before.
                await alma.Submit(await alma.Get("/admin/backups"), "/admin/backups/now");
            }
            await Waiting.Eventually(async () => await Kept(one, b => b.Key == null && b.FinishedAt != null) == 1, "the backup that was asked for");

            Assert.Equal(1, await Kept(one, b => b.Key != null));
            Assert.Equal(2, Directory.GetFiles(folder, "rapport-*.zip").Length);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    static Task<int> Kept(World world, System.Linq.Expressions.Expression<Func<Backup, bool>> which) => world.Query(db => db.Set<Backup>().CountAsync(which));
}

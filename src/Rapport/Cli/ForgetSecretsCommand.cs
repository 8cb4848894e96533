using System.CommandLine;
using Rapport.Kernel.Backups;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;

namespace Rapport.Cli;

/// rapport forget-secrets: goes on after the master key was lost.
public static class ForgetSecretsCommand
{
    public static Command Make() => CommandLine.Verb("forget-secrets", "Go on without the master key, when it is lost.", [], async (builder, parsed) =>
    {
        await using var app = CommandLine.Composed(builder);
        using var alone = await Presence.Take(app.Services.GetRequiredService<Installation>(), alone: true) ?? throw new Refused("A server runs on this data. Stop every node first: nothing was touched.");
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var (master, forgotten) = (app.Services.GetRequiredService<MasterKey>(), 0);
        foreach (var row in await db.Set<ProtectionKey>().ToListAsync())
            if (!master.Opens(row.Wrapped)) { db.Remove(row); forgotten++; }
        await db.SaveChangesAsync();
        parsed.InvocationConfiguration.Output.WriteLine(forgotten == 0 ? "Every secret can be read; nothing was forgotten." : "Everybody signs in again; enter the passwords of other servers (mail) anew.");
        return 0;
    });
}

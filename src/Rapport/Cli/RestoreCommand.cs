using System.CommandLine;
using Microsoft.Data.Sqlite;
using Rapport.Kernel;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Secrets;

namespace Rapport.Cli;

/// rapport restore FILE: a community as it was, into an empty place or, when told to, in place of what is there.
public static class RestoreCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "A backup" };
        var replace = new Option<bool>("--replace") { Description = "There is a community here already: keep it aside and put the backup in its place" };
        var newKey = new Option<bool>("--new-key") { Description = "The master key of the backup is lost: everybody signs in again, and passwords of other servers are entered anew" };
        var check = new Option<bool>("--check") { Description = "Read the backup through and restore nothing" };
        var command = CommandLine.Verb("restore", "Restore a backup, on either database.", [], async (builder, parsed) =>
        {
            var settings = CommandLine.Settings(builder);
            await using var app = CommandLine.Composed(builder);
            var installation = app.Services.GetRequiredService<Installation>();
            using var backup = OpenedBackup.Open(Path.GetFullPath(parsed.GetValue(file)!));
            backup.Verify();
            Restore.Check(app.Services, backup);
            if (parsed.GetValue(check))
            {
                parsed.InvocationConfiguration.Output.WriteLine($"{backup.Path} is whole: Rapport {backup.Manifest.Version}, {backup.Manifest.TakenAt:u}, {backup.Manifest.Tables.Sum(t => t.Rows)} rows, {backup.Manifest.Files} files.");
                return 0;
            }
            using var alone = await Presence.Take(installation, alone: true) ?? throw new Refused("A server runs on this data. Stop every node first: nothing was touched.");
            var place = Place.Of(installation);
            if (!await place.IsEmpty() && !parsed.GetValue(replace)) throw new Refused("There is a community here already. Say --replace to put the backup in its place; what is there is kept aside.");
            var (lost, master) = (parsed.GetValue(newKey), Key(app, installation));
            if (!lost && master?.Derive("backup")[..32] != backup.Manifest.Key)
                throw new Refused(master is null ? "The master key of the backup belongs here first: copy it to {file}, or set RAPPORT_MASTER_KEY. If it is lost, say --new-key." : "The secrets of this backup are wrapped with another master key than {file} or RAPPORT_MASTER_KEY. Put that one there; if it is lost, say --new-key.", ("file", MasterKey.FileIn(installation)));
            master ??= app.Services.GetRequiredService<MasterKey>();

            foreach (var (name, value) in await place.Begin()) settings[name] = value;
            settings["master-key"] = master.AsSetting;
            Restore.Outcome outcome;
            var staged = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, WebRootPath = "wwwroot" });
            staged.Configuration.AddInMemoryCollection(settings);
            await using (var there = CommandLine.Composed(staged)) outcome = await Restore.Load(there.Services, backup, lost);
            SqliteConnection.ClearAllPools();
            var aside = await place.Take(DateTimeOffset.UtcNow);
            parsed.InvocationConfiguration.Output.WriteLine($"Restored {outcome.Rows} rows and {outcome.Files} files as they were on {backup.Manifest.TakenAt:u}.");
            if (aside is not null) parsed.InvocationConfiguration.Output.WriteLine($"What was here before is kept in {aside}; delete it when you are content.");
            if (outcome.NotSent > 0) parsed.InvocationConfiguration.Output.WriteLine($"{outcome.NotSent} mails and calls that waited then were given up: they may have left since.");
            if (lost) parsed.InvocationConfiguration.Output.WriteLine("Everybody signs in again; enter the passwords of other servers (mail) anew.");
            parsed.InvocationConfiguration.Output.WriteLine("Search is built again when the server starts.");
            return 0;
        }, begins: true);
        foreach (var option in new Option[] { replace, newKey, check }) command.Options.Add(option);
        command.Arguments.Add(file);
        return command;
    }

    /// The key that is here, or nothing: none is made for a backup that has its own.
    static MasterKey? Key(WebApplication app, Installation installation) =>
        File.Exists(MasterKey.FileIn(installation)) || app.Configuration["master-key"] is { Length: > 0 } ? app.Services.GetRequiredService<MasterKey>() : null;
}

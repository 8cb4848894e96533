using System.CommandLine;
using Rapport.Kernel;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;

namespace Rapport.Cli;

/// rapport backup FILE|FOLDER: everything but the master key in one archive, while the server serves.
public static class BackupCommand
{
    public static Command Make()
    {
        var to = new Argument<string?>("to") { Description = "A file that ends in .zip, or a folder (default: the folder of backups)", Arity = ArgumentArity.ZeroOrOne };
        var keep = new Option<int?>("--keep") { Description = "Delete the oldest backups of the folder beyond so many" };
        var command = CommandLine.Verb("backup", "Back everything up while the server serves.", [keep, new Option<string>("--backups") { Description = "The folder of backups (default: backups in the data folder)" }], async (builder, parsed) =>
        {
            if (parsed.GetValue(keep) < 1) throw new Refused("Keep at least one backup.");
            await using var app = CommandLine.Composed(builder);
            var installation = app.Services.GetRequiredService<Installation>();
            var target = parsed.GetValue(to) ?? installation.Backups + Path.DirectorySeparatorChar;
            var taken = await app.Services.GetRequiredService<TakeBackup>().Handle(target);
            if (taken.Made is { } made) parsed.InvocationConfiguration.Output.WriteLine($"The folder {made} was made.");
            parsed.InvocationConfiguration.Output.WriteLine($"{taken.Path}: {Sizes.Say(taken.Bytes)}, {taken.Rows} rows of {taken.Tables} tables, {taken.Files} files; read back and whole.");
            if (taken.Missing.Count > 0) parsed.InvocationConfiguration.Output.WriteLine($"{taken.Missing.Count} files are named and not there, or damaged; \"rapport doctor\" tells which.");
            parsed.InvocationConfiguration.Output.WriteLine(taken.KeyInEnvironment ? "The master key is not in it: keep the value of RAPPORT_MASTER_KEY in another place." : $"The master key is not in it: keep a copy of {MasterKey.FileIn(installation)} in another place.");
            if (parsed.GetValue(keep) is { } most)
                foreach (var gone in BackupFolder.Keep(Path.GetDirectoryName(taken.Path)!, most)) parsed.InvocationConfiguration.Output.WriteLine($"{gone.Name} was deleted: {most} are kept.");
            await Note(app.Services, taken, parsed.InvocationConfiguration.Error);
            return 0;
        });
        command.Arguments.Add(to);
        return command;
    }

    /// So that the administration and the doctor know of it.
    static async Task Note(IServiceProvider services, Taken taken, TextWriter error)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        try
        {
            var backup = new Backup(db.NewId(), db.Clock.GetUtcNow());
            backup.Became(taken, db.Clock.GetUtcNow());
            db.Add(backup);
            await db.Save();
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or DbUpdateException)
        {
            await error.WriteLineAsync("The backup is whole, but the list of backups could not be written: " + (problem.InnerException ?? problem).Message);
        }
    }
}

using System.CommandLine;

namespace Rapport.Cli;

/// rapport migrate: creates the tables or brings them up to date.
public static class MigrateCommand
{
    public static Command Make() => CommandLine.Verb("migrate", "Create the tables or bring them up to date.", [], async (builder, _) =>
    {
        await using var app = await CommandLine.Offline(builder);
        Console.WriteLine("The database is up to date.");
        return 0;
    }, begins: true);
}

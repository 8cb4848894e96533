using System.CommandLine;
using Rapport.Kernel.Events;

namespace Rapport.Cli;

/// rapport rebuild READER: empties a derived reader and lets it read the whole log again.
public static class RebuildCommand
{
    public static Command Make()
    {
        var reader = new Argument<string>("reader") { Description = "The derived reader's name" };
        var command = CommandLine.Verb("rebuild", "Rebuild what a reader of the event log derived.", [], async (builder, parsed) =>
        {
            await using var app = await CommandLine.Offline(builder);
            await Readers.Rebuild(app.Services, parsed.GetValue(reader)!);
            Console.WriteLine($"{parsed.GetValue(reader)} has read the log from its beginning.");
            return 0;
        });
        command.Arguments.Add(reader);
        return command;
    }
}

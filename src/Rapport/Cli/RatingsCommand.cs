using System.CommandLine;
using Rapport.Reviews;

namespace Rapport.Cli;

/// rapport ratings: reckons what is usual and every product's rating anew, as is done once a day.
public static class RatingsCommand
{
    public static Command Make() => CommandLine.Verb("ratings", "Reckon the ratings of all products anew.", [], async (builder, _) =>
    {
        await using var app = await CommandLine.Offline(builder);
        Console.WriteLine($"{await Reckoning.Run(app.Services)} products and families are rated.");
        return 0;
    });
}

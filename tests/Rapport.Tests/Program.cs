namespace Rapport.Tests;

/// The test runner; started with "node" it is a server of its own that tests may kill.
static class Program
{
    static Task<int> Main(string[] args) => args switch
    {
        ["node", .. var settings] => Node.Run(settings),
        _ when args.Any(a => a is "--server" or "--internal-msbuild-node") => Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
    };
}
